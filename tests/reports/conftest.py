"""Printed documents read back from their bytes, as a PDF reader and a screen reader do."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from lado_desktop.reports.blocks import Block, Document
from lado_desktop.reports.pdf.pdf import draw


@dataclass
class Element:
    """One element of the structure tree; `text` is its own content and that of its kids."""

    tag: str
    text: str = ""
    scope: str = ""
    actual: str = ""
    kids: list[Element] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)  # page and MCID

    def all(self, *tags: str) -> list[Element]:
        """This element and those under it that bear one of the tags, in reading order."""
        return [element for element in self.walk() if element.tag in tags]

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            yield from kid.walk()


class Printed:
    """A PDF file, read."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.file: Any = pikepdf.open(BytesIO(data))
        self._pdfium = pypdfium2.PdfDocument(data)

    def close(self) -> None:
        self.file.close()
        self._pdfium.close()

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page as PDFium finds it."""
        return [_mended(page.get_textpage().get_text_range()) for page in self._pdfium]

    @property
    def text(self) -> str:
        return "\n".join(self.pages)

    @cached_property
    def tree(self) -> Element:
        """The structure tree's one top element, a Document."""
        (top,) = self.file.Root.StructTreeRoot.K
        return self._element(top)

    @cached_property
    def marked(self) -> dict[tuple[int, int], str]:
        """The text of each marked stretch, by page and MCID."""
        found: dict[tuple[int, int], str] = {}
        for number, page in enumerate(self._pdfium):
            text_page = page.get_textpage()
            for piece in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                mark = raw.FPDFPageObj_GetMarkedContentID(piece.raw)
                if mark >= 0:
                    text = found.get((number, mark), "")
                    found[number, mark] = text + _text_of(piece, text_page)
        return found

    def right_edges(self, words: set[str]) -> list[float]:
        """Where the ink of each such word ends on the first page, in points from the left."""
        page = self._pdfium[0]
        text_page = page.get_textpage()
        return [
            piece.get_bounds()[2]
            for piece in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
            if _text_of(piece, text_page).strip() in words
        ]

    def middle_of(self, word: str) -> float:
        """The height of a word of the first page, of its ink's middle, in points from the foot."""
        _, low, _, high = self._bounds(word)
        return (low + high) / 2

    def left_of(self, word: str) -> float:
        """Where the ink of a word of the first page begins, in points from the left."""
        return self._bounds(word)[0]

    def _bounds(self, word: str) -> tuple[float, float, float, float]:
        page = self._pdfium[0]
        text_page = page.get_textpage()
        for piece in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            if _text_of(piece, text_page).strip() == word:
                left, low, right, high = piece.get_bounds()
                return left, low, right, high
        raise AssertionError(f"The first page has no “{word}”.")

    def _element(self, entry: Any) -> Element:
        attributes = entry.get("/A", {})
        element = Element(
            tag=str(entry.S)[1:],
            scope=str(attributes.get("/Scope", ""))[1:],
            actual=str(entry.get("/ActualText", "")),
        )
        page_numbers = {page.obj.objgen: at for at, page in enumerate(self.file.pages)}
        for kid in entry.get("/K", []):
            if "/S" in kid:
                below = self._element(kid)
                element.kids.append(below)
                element.text += below.text
            else:
                mark = (page_numbers[kid.Pg.objgen], int(kid.MCID))
                element.marks.append(mark)
                element.text += self.marked.get(mark, "")
        # PDFium puts a space where the next cell begins
        element.text = element.actual or element.text.strip(" ")
        return element


def _text_of(piece: Any, text_page: Any) -> str:
    size = raw.FPDFTextObj_GetText(piece.raw, text_page.raw, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(
        piece.raw, text_page.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
    )
    return _mended(buffer.raw.decode("utf-16-le").rstrip("\0"))


def _mended(text: str) -> str:
    """PDFium's text with the hyphens it hides at the ends of lines."""
    return re.sub("[\x02\ufffe]", "-", text).replace("\r\n", "\n")


@pytest.fixture
def read() -> Iterator[Callable[[bytes], Printed]]:
    """Reads the bytes of a PDF; what was read stays open until the test ends."""
    opened: list[Printed] = []

    def read(data: bytes) -> Printed:
        opened.append(Printed(data))
        return opened[-1]

    yield read
    for each in opened:
        each.close()


@pytest.fixture
def printed(read: Callable[[bytes], Printed]) -> Callable[..., Printed]:
    """Draws blocks as a document, with any of a Document's other fields, and reads it back."""
    return lambda *blocks, **fields: read(draw(document_of(*blocks, **fields)))


@pytest.fixture
def document() -> Callable[..., Document]:
    """Makes a document of blocks, with any of its other fields."""
    return document_of


def document_of(*blocks: Block, **fields: Any) -> Document:
    given: dict[str, Any] = {
        "title": "Minutes of a Position of Trust meeting",
        "reference": "BR-2026-0012/M1",
        "printed_by": "Siobhán Ó Briain",
        "printed_at": datetime(2026, 11, 22, 9, 5),  # noqa: DTZ001 - facts are local civil time
        **fields,
    }
    return Document(blocks=blocks, **given)
