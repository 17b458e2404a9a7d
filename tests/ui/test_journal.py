"""What was looked at is written down, even if something comes between."""

import threading

import pytest
from pytestqt.qtbot import QtBot

from lado_desktop.casework.audit import lines
from lado_desktop.casework.audit.lines import AuditQuery
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from tests.waiting import PATIENCE_S
from ui.desk import Desk


def _views(shift: Shift) -> int:
    return sum("pened" in line.what for line in lines.page(shift, AuditQuery()).lines)


def test_writing_now_waits_for_what_is_being_written_behind_the_window(
    qtbot: QtBot, desk: Desk, three: list[Contact]
) -> None:
    held, go = threading.Event(), threading.Event()

    def hold() -> None:
        with desk.shift.act("draft.keep"):
            held.set()
            go.wait(PATIENCE_S)

    other = threading.Thread(target=hold)
    other.start()
    assert held.wait(PATIENCE_S)
    desk.journal.opened("contact", three[0].id)
    qtbot.waitUntil(lambda: desk.worker.busy)
    threading.Timer(0.05, go.set).start()
    desk.journal.write_now()
    assert _views(desk.shift) == 1
    other.join()


def test_what_a_bug_kept_from_being_written_is_written_with_the_next(
    desk: Desk, three: list[Contact]
) -> None:
    desk.journal.opened("contact", three[0].id)
    with pytest.raises(RuntimeError), desk.shift.act("draft.keep"):
        desk.journal.write_now()
    desk.journal.write_now()
    assert _views(desk.shift) == 1
