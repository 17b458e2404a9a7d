"""What was copied leaves the clipboard: after half a minute, and at the lock."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ui.privacy import clipboard


def test_what_was_copied_is_taken_off_unless_something_else_was_copied_since(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "KEPT_MS", 20)
    board = QGuiApplication.clipboard()
    clipboard.copy("Wren is to be asked on Monday.")
    assert board.text() == "Wren is to be asked on Monday."
    assert board.mimeData().hasFormat(clipboard.NOT_KEPT)
    qtbot.waitUntil(lambda: board.text() == "")
    clipboard.copy("Wren is to be asked on Monday.")
    board.setText("a shopping list")
    due: list[bool] = []
    QTimer.singleShot(clipboard.KEPT_MS + 1, lambda: due.append(True))  # after the program's own
    qtbot.waitUntil(lambda: bool(due))
    assert board.text() == "a shopping list"


def test_the_lock_takes_off_what_the_program_put_there_and_nothing_else(qtbot: QtBot) -> None:
    board = QGuiApplication.clipboard()
    clipboard.copy("Wren is to be asked on Monday.")
    clipboard.clear_own()
    assert board.text() == ""
    board.setText("a shopping list")
    clipboard.clear_own()
    assert board.text() == "a shopping list"
    board.clear()
