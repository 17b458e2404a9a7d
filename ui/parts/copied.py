"""Copying words out of the record: the clipboard is emptied again after half a minute."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

_KEPT_MS = 30_000


def copy(words: str) -> None:
    """Put words on the clipboard; if they are still there in thirty seconds, take them off."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(words)

    def clear() -> None:
        if clipboard.text() == words:
            clipboard.clear()

    QTimer.singleShot(_KEPT_MS, clipboard, clear)
