"""Reads the text of a Word document: paragraphs, and the rows of its tables.

A `.docx` is a ZIP of XML. Nothing in it is run, and no link is followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring
from zipfile import BadZipFile, ZipFile

from lado_desktop.casework.sent.read_file import MOST_BYTES, ReadFile, Unreadable, capped
from lado_desktop.domain.fields.text import clean, one_line

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "word/document.xml"
_MOST_FILES = 2_000
_DEEPEST = 60
_DAMAGED = "This Word document is damaged and was not read. Open it in Word and copy its text."
_NOT_WORD = "This file is packed, and there is no Word document in it. It was not read."
_TOO_LARGE = "This Word document is too large to be read here. Copy what matters from it."


def read_docx(content: bytes) -> ReadFile:
    """Read a `.docx`. Raises Unreadable."""
    try:
        body = fromstring(_document(content))  # noqa: S314  (no DTD: see `_document`)
    except (BadZipFile, ParseError, NotImplementedError, OSError, ValueError, EOFError) as error:
        raise Unreadable(_DAMAGED) from error
    except RuntimeError as error:
        raise Unreadable(
            "This document is protected by a password. Save it without one."
        ) from error
    lines: list[str] = []
    for block in _blocks(body, 0):
        if block.tag == f"{_W}p":
            lines.append(_words(block))
            continue
        cells = [one_line(_words(cell)) for cell in block.iterfind(f"{_W}tc")]
        lines.append(" | ".join(cell for cell in cells if cell))
    text = "\n".join(line for line in lines if line.strip())
    return ReadFile("Word document", capped(clean(text)))


def _document(content: bytes) -> bytes:
    with ZipFile(BytesIO(content)) as packed:
        if _DOCUMENT not in packed.namelist():
            raise Unreadable(_NOT_WORD)
        if len(packed.namelist()) > _MOST_FILES or packed.getinfo(_DOCUMENT).file_size > MOST_BYTES:
            raise Unreadable(_TOO_LARGE)
        with packed.open(_DOCUMENT) as stream:
            # The size in the ZIP's directory may be false.
            text = stream.read(MOST_BYTES + 1)
    if len(text) > MOST_BYTES:
        raise Unreadable(_TOO_LARGE)
    # Word writes neither a DTD nor entities. Hostile files use them to exhaust memory or fetch.
    if (
        b"<!DOCTYPE" in text
        or b"<!ENTITY" in text
        or not text.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<"
    ):
        raise Unreadable(_DAMAGED)
    return text


def _blocks(element: Element, depth: int) -> Iterator[Element]:
    """Yield the text of paragraphs and table rows, in reading order."""
    if depth > _DEEPEST:
        raise Unreadable(_DAMAGED)
    for child in element:
        if child.tag in (f"{_W}p", f"{_W}tr"):
            yield child
        else:
            yield from _blocks(child, depth + 1)


def _words(element: Element) -> str:
    marks = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}p": "\n"}
    parts = [
        each.text or "" if each.tag == f"{_W}t" else marks.get(str(each.tag), "")
        for each in element.iter()
    ]
    return "".join(parts).strip()
