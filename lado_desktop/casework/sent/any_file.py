"""Reading a file that somebody sent, told by its content and never by what it is called."""

from __future__ import annotations

from lado_desktop.casework.sent.content_kind import container
from lado_desktop.casework.sent.mail_file import read_eml, read_msg
from lado_desktop.casework.sent.pdf_file import read_pdf
from lado_desktop.casework.sent.read_file import MOST_BYTES, ReadFile, Unreadable
from lado_desktop.casework.sent.word_file import read_docx

_READERS = {"pdf": read_pdf, "packed": read_docx, "compound": read_msg, "": read_eml}


def read_any(content: bytes) -> ReadFile:
    """Read an e-mail, a PDF or a Word document. Raises Unreadable with the sentence to show."""
    if not content:
        raise Unreadable("This file is empty.")
    if len(content) > MOST_BYTES:
        raise Unreadable(f"This file is larger than {MOST_BYTES // 1_000_000} MB and was not read.")
    return _READERS[container(content)](content)
