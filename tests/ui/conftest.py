"""A desk on a real vault, and the window's look, for every test of the window."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.manual import manual_folder
from tests.waiting import PATIENCE_MS, in_front
from ui.alerts import NoticeBar
from ui.changes import Changes
from ui.desk import Desk
from ui.journal import Journal
from ui.look.look import Look
from ui.look.theme import Mode, Theme
from ui.page import Page
from ui.preferences import Preferences
from ui.route import Place
from ui.window.window import Window
from ui.worker import Worker


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The look of the program, in light colours at 100 %."""
    theme = Theme(qapp)
    theme.apply(Mode.LIGHT, 100)
    return theme


@pytest.fixture
def worker(qapp: QApplication) -> Iterator[Worker]:
    worker = Worker(lambda error: isinstance(error, CaseworkError))
    yield worker
    assert worker.close(PATIENCE_MS), "a task did not end"


@pytest.fixture
def opened() -> list[tuple[str, UUID]]:
    """The records that were gone to."""
    return []


@pytest.fixture
def desk(
    qtbot: QtBot,
    theme: Theme,
    shift: Shift,
    worker: Worker,
    opened: list[tuple[str, UUID]],
    tmp_path: Path,
) -> Desk:
    """An officer's desk in Bromley, on the morning of Monday 23 November 2026."""
    notices = NoticeBar()
    qtbot.addWidget(notices)
    look = Look(theme, Preferences(tmp_path / "settings.ini"))
    return Desk(
        shift,
        worker,
        worker,
        Changes(),
        notices,
        lambda kind, record: opened.append((kind, record)),
        look,
        Journal(shift, worker, notices),
    )


@pytest.fixture
def locked() -> list[bool]:
    """Gets an entry each time that the window ends this process to lock."""
    return []


@pytest.fixture
def window(
    qtbot: QtBot,
    worker: Worker,
    theme: Theme,
    tmp_path: Path,
    shift: Shift,
    locked: list[bool],
) -> Window:
    """The window over the vault, with the manual, in light colours at 100 %."""
    preferences = Preferences(tmp_path / "settings.ini")
    window = Window(
        shift,
        worker,
        theme,
        preferences,
        lock=lambda: locked.append(True),
        manual=manual_folder(),
    )
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    in_front(window)
    return window


@pytest.fixture
def show(qtbot: QtBot, desk: Desk) -> Callable[..., Any]:
    """Makes a page, shows it, and starts it as the window does."""

    def make(page_type: type[Page], place: Place) -> Page:
        page = page_type(desk, place)
        qtbot.addWidget(page)
        page.resize(1200, 700)
        page.show()
        page.start()
        return page

    return make


@pytest.fixture
def three(log: Callable[..., Contact]) -> list[Contact]:
    """Three contacts, received on the 18th, 19th and 20th."""
    return [
        log(received_on=date(2026, 11, 18), category="sexual"),
        log(received_on=date(2026, 11, 19), adult_id=None, described_as="A bus escort"),
        log(received_on=date(2026, 11, 20)),
    ]


@pytest.fixture(autouse=True)
def _no_widget_and_no_look_outlives_its_test(qapp: QApplication, theme: Theme) -> Iterator[None]:
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # After that, since each widget that is still there would be styled again.
    if (theme.mode, theme.size) != (Mode.LIGHT, 100):
        theme.apply(Mode.LIGHT, 100)
