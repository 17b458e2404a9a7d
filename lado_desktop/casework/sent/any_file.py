"""Reading a file that somebody sent, told by its content and never by what it is called."""

from __future__ import annotations

from lado_desktop.casework.sent.mail_file import read_eml, read_msg
from lado_desktop.casework.sent.pdf_file import read_pdf
from lado_desktop.casework.sent.read_file import MOST_BYTES, ReadFile, Unreadable
from lado_desktop.casework.sent.word_file import read_docx

_PACKED = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_BEGINS_WITHIN = 1_024


def read_any(content: bytes) -> ReadFile:
    """Read an e-mail, a PDF or a Word document. Raises Unreadable with the sentence to show."""
    if not content:
        raise Unreadable("This file is empty.")
    if len(content) > MOST_BYTES:
        raise Unreadable(f"This file is larger than {MOST_BYTES // 1_000_000} MB and was not read.")
    if content.startswith(_COMPOUND):
        return read_msg(content)
    if content.startswith(_PACKED):
        return read_docx(content)
    if b"%PDF-" in content[:_PDF_BEGINS_WITHIN]:
        return read_pdf(content)
    return read_eml(content)
