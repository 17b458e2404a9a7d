"""What is read of a file that somebody sent: words, and who sent them when. Nothing is opened.

Hostile files are to be expected. Each reader takes bytes, never a path, keeps to its limits, and
raises `Unreadable` with the sentence to show for whatever is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lado_desktop.domain.problem import CaseworkError

MOST_BYTES = 25_000_000
"""Of a file, and of what is unpacked from one."""

MOST_TEXT = 25_000
"""Characters; a field of prose holds 30,000."""

MOST_PAGES = 60
MOST_NAMES = 50
"""Attachments that are named."""

CUT = "\n\n[Cut short here: the file says more.]"


class Unreadable(CaseworkError):
    """The file is not read, and the sentence says why."""


@dataclass(frozen=True)
class ReadFile:
    """The words of one file."""

    kind: str
    """What it is, in words: "E-mail", "PDF", "Word document"."""
    text: str
    subject: str = ""
    sender: str = ""
    sent_at: datetime | None = None
    """When it was sent, where it says so; with its time zone."""
    attachments: tuple[str, ...] = ()
    """The names of what is attached, which is not looked into."""


def capped(text: str, most: int = MOST_TEXT) -> str:
    """Return a text of so many characters at most, saying so where it was cut."""
    words = text.strip()
    return words if len(words) <= most else words[:most].rstrip() + CUT
