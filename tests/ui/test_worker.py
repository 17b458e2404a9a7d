"""Long work runs off the window's thread, and its result goes to an owner that still exists."""

import sys
import threading
from functools import partial
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from lado_desktop.domain.problem import CaseworkError
from tests.waiting import PATIENCE_MS, PATIENCE_S, until
from ui.worker import Report, Worker


def test_a_task_runs_elsewhere_and_its_result_comes_back_here(qtbot: QtBot, worker: Worker) -> None:
    owner, got = QObject(), list[Any]()
    worker.run(owner, threading.get_ident, lambda where: got.append((where, threading.get_ident())))
    assert worker.busy
    qtbot.waitUntil(lambda: bool(got))
    (ran, handed) = got[0]
    assert ran != handed == threading.get_ident()
    assert not worker.busy


def test_tasks_run_one_after_another(qtbot: QtBot, worker: Worker) -> None:
    owner, got = QObject(), list[Any]()
    for number in range(5):
        worker.run(owner, partial(int, number), got.append)
    qtbot.waitUntil(lambda: len(got) == 5)
    assert got == [0, 1, 2, 3, 4]


def test_progress_is_reported_in_order_before_the_result(qtbot: QtBot, worker: Worker) -> None:
    def count(report: Report) -> str:
        for done in (1, 2, 3):
            report(done, 3)
        return "done"

    owner, said = QObject(), list[str]()
    worker.run(owner, count, said.append, progress=lambda done, of: said.append(f"{done} of {of}"))
    qtbot.waitUntil(lambda: "done" in said)
    assert said == ["1 of 3", "2 of 3", "3 of 3", "done"]


def test_what_comes_for_an_owner_who_is_gone_is_dropped(qtbot: QtBot, worker: Worker) -> None:
    go, got = threading.Event(), list[Any]()
    owner, other = QObject(), QObject()
    worker.run(owner, go.wait, got.append)
    worker.run(other, lambda: "other", got.append)
    owner.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(owner))
    go.set()
    qtbot.waitUntil(lambda: bool(got))
    assert got == ["other"]


def test_an_expected_failure_comes_to_whoever_asked(qtbot: QtBot, worker: Worker) -> None:
    def fail() -> None:
        raise CaseworkError("The file is no spreadsheet.")

    owner, said = QObject(), list[str]()
    worker.run(owner, fail, lambda _: None, lambda error: said.append(str(error)))
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["The file is no spreadsheet."]


@pytest.mark.parametrize("error, failed", [(ValueError, True), (CaseworkError, False)])
def test_a_bug_or_what_nobody_takes_reaches_the_last_chance(
    qtbot: QtBot,
    worker: Worker,
    monkeypatch: pytest.MonkeyPatch,
    error: type[Exception],
    failed: bool,
) -> None:
    def fail() -> None:
        raise error("x")

    reached: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: reached.append(kind))
    said: list[Exception] = []
    worker.run(QObject(), fail, lambda _: None, said.append if failed else None)
    qtbot.waitUntil(lambda: bool(reached))
    assert (reached, said) == ([error], [])


def test_closing_waits_for_the_task_that_runs_and_drops_the_others(qtbot: QtBot) -> None:
    worker = Worker(lambda _: False)
    ran: list[str] = []
    started = threading.Event()

    def slow() -> None:
        started.set()
        until(lambda: worker._closing)
        ran.append("slow")

    owner = QObject()
    worker.run(owner, slow, lambda _: None)
    worker.run(owner, lambda: ran.append("never"), lambda _: None)
    assert started.wait(PATIENCE_S)
    assert worker.close(PATIENCE_MS)
    assert ran == ["slow"]
    worker.run(owner, lambda: ran.append("after"), lambda _: None)
    qtbot.waitUntil(lambda: not worker.busy)
    assert ran == ["slow"]
