"""What is read from a sent file: its text, and who sent it when.

Files may be hostile. Each reader gets bytes and never a path, has limits, and raises `Unreadable`
with a sentence for any fault.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lado_desktop.domain.problem import CaseworkError

MOST_BYTES = 25_000_000
"""Of a file, and of what is unpacked from it."""

MOST_TEXT = 25_000
"""Characters. A prose field has at most 30,000."""

MOST_PAGES = 60
MOST_NAMES = 50
"""The most attachments that are listed."""

CUT = "\n\n[Cut short here: the file says more.]"


class Unreadable(CaseworkError):
    """The file cannot be read; the message says why."""


class Uncaged(Unreadable):
    """No file is read on this computer: it has no cage for the process that would read."""


@dataclass(frozen=True)
class ReadFile:
    """The text of one file."""

    kind: str
    """Its type in words: "E-mail", "PDF", "Word document"."""
    text: str
    subject: str = ""
    sender: str = ""
    sent_at: datetime | None = None
    """When it was sent, with the time zone, if it says so."""
    attachments: tuple[str, ...] = ()
    """The names of attachments, which are not read."""


def capped(text: str, most: int = MOST_TEXT) -> str:
    """Cut a text to a number of characters, and say so at its end."""
    words = text.strip()
    return words if len(words) <= most else words[:most].rstrip() + CUT
