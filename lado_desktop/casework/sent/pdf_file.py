"""Reads the text of a PDF."""

from __future__ import annotations

from pypdfium2 import PdfDocument, PdfiumError
from pypdfium2.raw import FPDF_ERR_PASSWORD

from lado_desktop.casework.sent.read_file import MOST_PAGES, MOST_TEXT, ReadFile, Unreadable, capped
from lado_desktop.domain.fields.text import clean

_DAMAGED = "This PDF is damaged and was not read."


def read_pdf(content: bytes) -> ReadFile:
    """Read a PDF's first pages. Raises Unreadable where it is damaged, locked or scanned."""
    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        if error.err_code == FPDF_ERR_PASSWORD:
            raise Unreadable(
                "This PDF is protected by a password, and was not read. Save it without one."
            ) from error
        raise Unreadable(_DAMAGED) from error
    try:
        text = _text_of(document)
    except PdfiumError as error:
        raise Unreadable(_DAMAGED) from error
    finally:
        document.close()
    if not text.strip():
        raise Unreadable(
            "This PDF holds pictures of pages and no text, so there is nothing to take over."
        )
    return ReadFile("PDF", capped(clean(text)))


def _text_of(document: PdfDocument) -> str:
    pages: list[str] = []
    length = 0
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        words = page.get_textpage()
        text = str(words.get_text_bounded())
        words.close()
        page.close()
        pages.append(text.strip())
        length += len(text)
        if length > MOST_TEXT:
            break
    return "\n\n".join(page for page in pages if page)
