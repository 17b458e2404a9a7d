"""The whole window on a real vault, and a person at its keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.problem import CaseworkError
from tests.journeys.keyboard import Keyboard
from tests.waiting import PATIENCE_MS, in_front
from ui.look.theme import Mode, Theme
from ui.preferences import Preferences
from ui.window.window import Window
from ui.worker import Worker


@pytest.fixture
def worker(qapp: QApplication) -> Iterator[Worker]:
    worker = Worker(lambda error: isinstance(error, CaseworkError))
    yield worker
    assert worker.close(PATIENCE_MS), "a task did not end"


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    theme = Theme(qapp)
    theme.apply(Mode.LIGHT, 100)
    return theme


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, theme: Theme, shift: Shift, worker: Worker, tmp_path: Path
) -> Iterator[Window]:
    window = Window(shift, worker, theme, Preferences(tmp_path / "settings.ini"), lock=lambda: None)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    in_front(window)
    yield window
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def keyboard(window: Window) -> Keyboard:
    return Keyboard(window)
