"""The text of a kept document, for reading on the screen."""

from __future__ import annotations

from lado_desktop.casework.sent.proposed_contact import words_of
from lado_desktop.casework.sent.read_file import capped
from lado_desktop.casework.sent.reading_apart import read_apart
from lado_desktop.domain.fields.text import clean

_MOST = 500_000
"""The most characters of a text that are shown."""


def document_words(content_kind: str, content: bytes) -> str:
    """Return the text of an e-mail, Word document or text file. Raises Unreadable.

    Opens, fetches and runs nothing in it.
    """
    if content_kind != "text":
        return words_of(read_apart(content))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return capped(clean(text), _MOST)


def size_words(size: int) -> str:
    """Return a size in bytes in words: "12 KB", "3.4 MB"."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB"
