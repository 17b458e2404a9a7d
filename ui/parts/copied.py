"""Copying words out of the record: the clipboard is emptied again after half a minute."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from lado_desktop.casework.email_text import EmailText

_KEPT_MS = 30_000
COPIED = "It leaves the clipboard in 30 seconds."


def copy_email(email: EmailText) -> str:
    """Copy an e-mail with its addresses and subject. Returns the sentence that says so."""
    to = f"To: {', '.join(email.to)}\n" if email.to else ""
    copy(f"{to}Subject: {email.subject}\n\n{email.body}")
    known = "" if email.to else " No address is known."
    return f"The e-mail is copied.{known} {COPIED}"


def copy(words: str) -> None:
    """Put words on the clipboard; if they are still there in thirty seconds, take them off."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(words)

    def clear() -> None:
        if clipboard.text() == words:
            clipboard.clear()

    QTimer.singleShot(_KEPT_MS, clipboard, clear)
