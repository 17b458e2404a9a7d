"""Copying an e-mail out of the record, with the sentence that says so."""

from __future__ import annotations

from lado_desktop.casework.letters.email_text import EmailText
from ui.privacy.clipboard import copy

COPIED = "It leaves the clipboard in 30 seconds."


def copy_email(email: EmailText) -> str:
    """Copy an e-mail with its addresses and subject. Returns the sentence that says so."""
    to = f"To: {', '.join(email.to)}\n" if email.to else ""
    copy(f"{to}Subject: {email.subject}\n\n{email.body}")
    known = "" if email.to else " No address is known."
    return f"The e-mail is copied.{known} {COPIED}"
