"""Tables in a Word document: tagged heads that repeat, at the printed width."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph

from lado_desktop.figures.presenting.view import in_two
from lado_desktop.reports.blocks import Facts, Row, Table
from lado_desktop.reports.pdf.script import clean
from lado_desktop.reports.pdf.style import (
    ACCENT,
    BAND,
    BODY,
    INK,
    MEASURE,
    MUTED,
    RULE,
    SMALL,
    Colour,
)
from lado_desktop.reports.pdf.tables import STEP, cell_size, column_widths, figure_inset
from lado_desktop.reports.word.word_parts import element, rgb, write

_LABELS = 0.3
_CELL_EDGE = 5.4
"""Points that Word leaves free on either side of a cell's text."""


def add_facts(made: WordDocument, facts: Facts) -> None:
    """Add labels and values, with the labels as row headers."""
    if not facts.rows:
        return
    widths = [MEASURE * _LABELS, MEASURE * (1 - _LABELS)]
    table = _table(made, len(facts.rows), widths, first_row=False, first_column=True)
    for row, (label, value) in zip(table.rows, facts.rows, strict=True):
        _fill(row.cells[0], label, size=BODY, bold=True, colour=MUTED)
        _fill(row.cells[1], value, size=BODY)
    _end(made)


def add_table(made: WordDocument, block: Table) -> None:
    """Add a table with its caption above and its note below."""
    if block.title:
        caption = made.add_paragraph(style="Caption")
        write(caption, block.title)
        caption.paragraph_format.keep_with_next = True
    widths = [width for _, width in column_widths(block)]
    table = _table(
        made, 1 + len(block.rows), widths, first_row=True, first_column=block.header_column
    )
    if block.title:
        properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no other door to it
        properties.append(element("w:tblCaption", val=clean(block.title)))
    rows = list(table.rows)
    head = rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - as above
    head.append(element("w:tblHeader"))
    for cell, column in zip(rows[0].cells, block.columns, strict=True):
        _fill(cell, column.heading, bold=True, colour=ACCENT, right=column.numeric)
        shade = element("w:shd", val="clear", color="auto", fill=str(rgb(BAND)))
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - as above
    insets = [figure_inset(block, at, width) for at, width in enumerate(widths)]
    for row, printed in zip(rows[1:], block.rows, strict=True):
        _fill_row(list(row.cells), printed, block)
        row.cells[0].paragraphs[0].paragraph_format.left_indent = Pt(STEP * printed.depth)
        for at, inset in enumerate(insets):
            if inset:
                _set_in_two(row.cells[at].paragraphs[0], widths[at] - 2 * _CELL_EDGE, inset)
    if block.note:
        note = made.add_paragraph()
        write(note, block.note, size=SMALL, colour=MUTED)
        note.paragraph_format.space_before = Pt(4)
    else:
        _end(made)


def _fill_row(cells: Sequence[Cell], row: Row, table: Table) -> None:
    for at, (cell, text) in enumerate(zip(cells, row.cells, strict=True)):
        _fill(
            cell,
            text,
            size=cell_size(table),
            bold=row.style == "total" or None,
            italic=row.style == "also" or None,
            colour=MUTED if row.style == "also" else INK,
            right=table.columns[at].numeric,
        )


def _set_in_two(paragraph: Paragraph, width: float, inset: float) -> None:
    """Set a figure and its percentage flush right, each at its own tab."""
    (run,) = paragraph.runs
    count, percent = in_two(run.text)
    run.text = f"\t{count}\t{percent}" if percent else f"\t{count}"
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for at in (width - inset, width):
        paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(at), WD_TAB_ALIGNMENT.RIGHT)


def _table(
    made: WordDocument,
    rows: int,
    widths: Sequence[float],
    *,
    first_row: bool,
    first_column: bool,
) -> WordTable:
    table: WordTable = made.add_table(rows, len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no other door to it
    edges = element("w:tblBorders")
    for name in ("bottom", "insideH"):
        edges.append(element(f"w:{name}", val="single", sz="4", space="0", color=str(rgb(RULE))))
    properties.insert_element_before(edges, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    look = properties.find(element("w:tblLook").tag)
    if look is not None:
        properties.remove(look)
    properties.append(
        element(
            "w:tblLook",
            val="0000",
            firstRow=str(int(first_row)),
            lastRow="0",
            firstColumn=str(int(first_column)),
            lastColumn="0",
            noHBand="1",
            noVBand="1",
        )
    )
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))  # noqa: SLF001 - as above
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Pt(width)
    return table


def _fill(
    cell: Cell,
    text: str,
    *,
    size: float = SMALL,
    bold: bool | None = None,
    italic: bool | None = None,
    colour: Colour = INK,
    right: bool = False,
) -> None:
    paragraph = cell.paragraphs[0]
    write(paragraph, text, size=size, bold=bold, italic=italic, colour=colour)
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.space_before = Pt(2)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _end(made: WordDocument) -> None:
    """Add space under a table, for which Word has no setting."""
    made.add_paragraph().paragraph_format.space_after = Pt(0)
