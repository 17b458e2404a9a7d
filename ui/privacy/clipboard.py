"""Words copied out of the record: they leave the clipboard after half a minute, and at the lock."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QTimer
from PySide6.QtGui import QGuiApplication

KEPT_MS = 30_000
NOT_KEPT = 'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"'
"""By this Windows leaves words out of its clipboard history, and out of the cloud."""
_OURS = "copied_here"


def copy(words: str) -> None:
    """Put words on the clipboard; after 30 seconds clear them if they are still there."""
    clipboard = QGuiApplication.clipboard()
    said = QMimeData()
    said.setText(words)
    said.setData(NOT_KEPT, QByteArray(b"1"))
    clipboard.setMimeData(said)
    clipboard.setProperty(_OURS, words)

    def clear() -> None:
        if clipboard.text() == words:
            clipboard.clear()

    QTimer.singleShot(KEPT_MS, clipboard, clear)


def clear_own() -> None:
    """Clear what this program put there, by a button or by Ctrl+C; leave all else."""
    clipboard = QGuiApplication.clipboard()
    ours = clipboard.property(_OURS)
    if clipboard.ownsClipboard() or (ours and clipboard.text() == ours):
        clipboard.clear()
