"""Reads a file from somebody else, recognised by content, never by name."""

from __future__ import annotations

from lado_desktop.casework.sent.file_sort import file_sort
from lado_desktop.casework.sent.mail_file import read_eml, read_msg
from lado_desktop.casework.sent.pdf_file import read_pdf
from lado_desktop.casework.sent.read_file import MOST_BYTES, ReadFile, Unreadable
from lado_desktop.casework.sent.word_file import read_docx

_READERS = {
    "pdf": read_pdf,
    "word": read_docx,
    "outlook": read_msg,
    **dict.fromkeys(("email", "text", "other"), read_eml),
}
_READ_HERE = "E-mails, PDFs and Word documents (.docx) are read here."


def read_any(content: bytes) -> ReadFile:
    """Read an e-mail, a PDF or a Word document. Raises Unreadable with the sentence to show."""
    if not content:
        raise Unreadable("This file is empty.")
    if len(content) > MOST_BYTES:
        raise Unreadable(f"This file is larger than {MOST_BYTES // 1_000_000} MB and was not read.")
    sort = file_sort(content)
    if sort.code == "locked":
        raise Unreadable("This file is protected by a password. Save it without one.")
    if sort.fault:
        raise Unreadable(f"{sort.damaged_words} It was not read. Get the file again.")
    if sort.code not in _READERS:
        raise Unreadable(f"This is {sort.words}, and it was not read. {_READ_HERE}")
    return _READERS[sort.code](content)
