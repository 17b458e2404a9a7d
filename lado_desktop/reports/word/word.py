"""Draws a document for Word: the PDF's blocks with real headings, lists and tables.

Text passes `script.clean`, as in print. python-docx writes it as text, so none of it is markup. The
same document gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.shared import Emu, Pt
from docx.text.paragraph import Paragraph

from lado_desktop.reports.blocks import (
    Block,
    Bullets,
    Document,
    Facts,
    Figure,
    Heading,
    KeepTogether,
    Numbered,
    PageBreak,
    Prose,
    Table,
)
from lado_desktop.reports.charts.chart_drawing import png
from lado_desktop.reports.pdf.layout import particulars, warnings
from lado_desktop.reports.pdf.lines import paragraphs
from lado_desktop.reports.pdf.script import clean
from lado_desktop.reports.pdf.style import ACCENT, BODY, DEPTH, MEASURE, MUTED, SECTION, SMALL
from lado_desktop.reports.word.word_parts import describe, rule_below, start_list, write
from lado_desktop.reports.word.word_styles import apply_styles
from lado_desktop.reports.word.word_tables import add_facts, add_table

_HIGHEST = DEPTH - 60


def draw_word(document: Document) -> bytes:
    """Return the document as .docx bytes."""
    made = docx.Document()
    apply_styles(made, document)
    drawer = _Drawer(made)
    drawer.open(document)
    drawer.blocks(document.blocks)
    out = BytesIO()
    made.save(out)
    return _timeless(out.getvalue())


class _Drawer:
    """Adds blocks at the end of a Word document."""

    def __init__(self, made: WordDocument) -> None:
        self._made = made
        self._turning = False

    def open(self, document: Document) -> None:
        """Write service, title and particulars, and each page's warnings as words."""
        if document.letterhead is None:
            self._title(document)
        else:
            write(self._paragraph(), document.service, size=SECTION, bold=True, colour=ACCENT)
            for line in document.letterhead:
                write(self._paragraph("No Spacing"), line, size=SMALL, colour=MUTED)
        if warned := warnings(document):
            write(self._paragraph(), warned, size=SMALL, bold=True)
        rule_below(self._made.paragraphs[-1], ACCENT)

    def _title(self, document: Document) -> None:
        if document.service:
            write(self._paragraph(), document.service, size=SMALL, bold=True, colour=ACCENT)
        self._heading(Heading(document.title, 1))
        if document.subtitle:
            write(self._paragraph(), document.subtitle, colour=MUTED)
        if told := particulars(document):
            write(self._paragraph(), told, size=SMALL, colour=MUTED)

    def blocks(self, blocks: Sequence[Block]) -> None:
        """Add blocks in reading order."""
        for block in blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Prose(text, leads):
                for part in paragraphs(text):
                    paragraph = self._paragraph()
                    write(paragraph, part)
                    paragraph.paragraph_format.keep_with_next = leads or None
            case Bullets(items):
                self._items(items, "List Bullet", None)
            case Numbered(items, start):
                self._items(items, "List Number", start)
            case Facts() | Table():
                self._table(block)
            case Figure():
                self._figure(block)
            case KeepTogether(blocks):
                self._kept(blocks)
            case PageBreak():
                self._turning = True

    def _paragraph(self, style: str | None = None) -> Paragraph:
        paragraph = self._made.add_paragraph(style=style)
        if self._turning:
            paragraph.paragraph_format.page_break_before = True
            self._turning = False
        return paragraph

    def _heading(self, heading: Heading) -> None:
        text = clean(heading.text).replace("\n", " ")
        size = BODY if heading.in_text else None
        write(self._paragraph(f"Heading {heading.level}"), text, size=size)

    def _items(self, items: Sequence[str], style: str, start: int | None) -> None:
        number = None if start is None else start_list(self._made, style, start)
        for text in items:
            paragraph = self._paragraph(style)
            write(paragraph, text)
            if number is not None:
                paragraph._p.get_or_add_pPr()._add_numPr().get_or_add_numId().val = number  # noqa: SLF001 - python-docx has no other door to a list's number

    def _table(self, block: Facts | Table) -> None:
        if self._turning:
            # Word cannot begin a page with a table. An empty line before it can.
            self._paragraph().paragraph_format.space_after = Pt(0)
        if isinstance(block, Facts):
            add_facts(self._made, block)
        else:
            add_table(self._made, block)

    def _figure(self, figure: Figure) -> None:
        chart = figure.chart
        caption = self._paragraph("Caption")
        write(caption, chart.caption)
        caption.paragraph_format.keep_with_next = True
        picture = self._paragraph().add_run().add_picture(BytesIO(png(chart, MEASURE)), Pt(MEASURE))
        if picture.height > Pt(_HIGHEST):
            picture.width = Emu(picture.width * Pt(_HIGHEST) // picture.height)
            picture.height = Pt(_HIGHEST)
        describe(picture, clean(chart.caption), clean(chart.words))

    def _kept(self, blocks: Sequence[Block]) -> None:
        before = len(self._made.paragraphs)
        self.blocks(blocks)
        for paragraph in self._made.paragraphs[before:-1]:
            paragraph.paragraph_format.keep_with_next = True


def _timeless(content: bytes) -> bytes:
    """Return the file without the times at which its parts were packed."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as packed, ZipFile(out, "w", ZIP_DEFLATED) as again:
        for name in packed.namelist():
            again.writestr(ZipInfo(name), packed.read(name), ZIP_DEFLATED)
    return out.getvalue()
