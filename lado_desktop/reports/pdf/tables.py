"""Lays out tables and fact lists as rows of cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lado_desktop.figures.presenting.view import in_two
from lado_desktop.reports.blocks import Facts, Row, Table
from lado_desktop.reports.pdf.fonts import Face
from lado_desktop.reports.pdf.grid import PADDING, Cell, Look, cell_of, loose, strip
from lado_desktop.reports.pdf.lines import set_lines, widest_word
from lado_desktop.reports.pdf.pieces import Piece, bind, bind_ends
from lado_desktop.reports.pdf.style import (
    ACCENT,
    BODY,
    INK,
    MARGIN,
    MEASURE,
    MUTED,
    SECTION,
    SMALL,
    Colour,
)
from lado_desktop.reports.pdf.tagged_canvas import TaggedCanvas
from lado_desktop.reports.pdf.tags import REPEATED, Mark, Node

FACES: dict[str, Face] = {"plain": "regular", "total": "bold", "also": "italic"}

STEP = 12.0
"""The indentation of a row that is part of another."""
SPACE = 3.0
"""The space between a figure and its percentage."""
_EDGE = 66.0
"""The height in points that stays together at a table's beginning and end on a page."""


def facts_pieces(facts: Facts, parent: Node) -> list[Piece]:
    """Return labels and values as a table whose rows each have a header cell."""
    if not facts.rows:
        return []
    body = Node("TBody", Node("Table", parent))
    widest = max(widest_word(label, "bold", BODY) for label, _ in facts.rows)
    labels = min(max(MEASURE * 0.3, widest + 2 * PADDING), MEASURE * 0.45)
    pieces: list[Piece] = []
    for label, value in facts.rows:
        row = Node("TR", body)
        cells = [
            cell_of(label, "bold", BODY, MARGIN, labels, Node("TH", row, scope="Row"), MUTED),
            cell_of(value, "regular", BODY, MARGIN + labels, MEASURE - labels, Node("TD", row)),
        ]
        pieces += strip(cells, Look(BODY, 3.0))
    return bind_ends(pieces)


def table_pieces(table: Table, parent: Node) -> list[Piece]:
    """Return a table with caption and head. Each row has the head to repeat overleaf."""
    node = Node("Table", parent)
    widths = column_widths(table)
    top: list[Piece] = []
    if table.title:
        top += _caption(table.title, Node("Caption", node))
    head_row = Node("TR", Node("THead", node))
    head = [
        cell_of(column.heading, "bold", SMALL, left, width, Node("TH", head_row, scope="Column"),
              ACCENT, flush_right=column.numeric)
        for column, (left, width) in zip(table.columns, widths, strict=True)
    ]  # fmt: skip
    look = Look(SMALL, 4.5, band=True, below=ACCENT, weight=0.8)
    again = [replace(cell, mark=REPEATED) for cell in head]
    top += strip(head, look)
    # a head higher than half a page is no head to repeat
    repeated = strip(again, look)
    running = _running(table, repeated[0]) if len(repeated) == 1 else None
    body = Node("TBody", node) if table.rows else None
    insets = [figure_inset(table, at, width) for at, (_, width) in enumerate(widths)]
    rows = [
        replace(piece, head=running)
        for row in table.rows
        for piece in _row(table, row, widths, insets, body)
    ]
    note = _note(table.note, parent) if table.note else []
    kept = _bind_edges(rows)
    if kept:
        top = bind([*top, kept[0]])[:-1]
        kept[0] = replace(kept[0], head=None)
    if note and kept:
        kept[-1] = replace(kept[-1], bound=True)
    return [*top, *kept, *note]


def _bind_edges(rows: Sequence[Piece]) -> list[Piece]:
    """Bind the first rows and the last rows, so that no page has only one or two."""

    def near(ordered: Sequence[int]) -> set[int]:
        found, high = set(), 0.0
        for at in ordered:
            high += rows[at].height
            found.add(at)
            if high > _EDGE:
                break
        return found

    places = range(len(rows))
    first, last = near(places), near(places[::-1])
    bound = {at for at in first if at + 1 in first} | {at for at in last if at + 1 in last}
    ends = bind_ends(rows)
    return [
        replace(piece, bound=True) if at in bound else ends[at] for at, piece in enumerate(rows)
    ]


def column_widths(table: Table) -> list[tuple[float, float]]:
    """Return left edge and width of each column, never narrower than a word.

    A column narrower than its widest word (in a head, or in a cell up to a third of the page) gets
    the difference from columns with width to spare.
    """
    asked = sum(column.width for column in table.columns)
    shares = [MEASURE * column.width / asked for column in table.columns]
    limit = MEASURE / max(3, len(shares))
    least = [
        min(
            limit,
            max(widest_word(text, "bold", cell_size(table)) for text in texts) + 2 * PADDING + 0.1,
        )
        for texts in _columns(table)
    ]
    for at, column in enumerate(table.columns):
        if column.numeric:
            counts, percents = _figure_widths(table, at)
            least[at] = max(least[at], counts + percents + 2 * PADDING + 0.1)
    lacking = sum(max(0.0, need - share) for need, share in zip(least, shares, strict=True))
    spare = sum(max(0.0, share - need) for need, share in zip(least, shares, strict=True))
    part = min(1.0, lacking / spare) if spare else 0.0
    got = part * spare / lacking if lacking else 0.0
    widths = [
        share + (need - share) * (got if need > share else part)
        for need, share in zip(least, shares, strict=True)
    ]
    lefts = [MARGIN + sum(widths[:at]) for at in range(len(widths))]
    return list(zip(lefts, widths, strict=True))


def cell_size(table: Table) -> float:
    """Return the type size of a table's cells."""
    return SECTION if table.large else SMALL


def _columns(table: Table) -> list[list[str]]:
    return [
        [column.heading, *(row.cells[at] for row in table.rows)]
        for at, column in enumerate(table.columns)
    ]


def _row(
    table: Table,
    row: Row,
    widths: Sequence[tuple[float, float]],
    insets: Sequence[float],
    body: Node | None,
) -> list[Piece]:
    node = Node("TR", body)
    face, size = FACES[row.style], cell_size(table)
    cells = []
    for at, (text, (left, width)) in enumerate(zip(row.cells, widths, strict=True)):
        heads = table.header_column and at == 0
        mark = Node("TH", node, scope="Row") if heads else Node("TD", node)
        column = table.columns[at]
        colour = MUTED if row.style == "also" else INK
        set_in = STEP * row.depth if at == 0 else 0.0
        if insets[at]:
            cells.append(_figure(text, face, left, width, mark, colour, insets[at]))
            continue
        place = left + set_in, width - set_in
        cells.append(cell_of(text, face, size, *place, mark, colour, flush_right=column.numeric))
    above = ACCENT if row.style == "total" else None
    return strip(cells, Look(size, 4.0, above=above))


def _figure(
    text: str, face: Face, left: float, width: float, mark: Mark, colour: Colour, inset: float
) -> Cell:
    """Return a figure with its percentage at the right edge."""
    count, percent = in_two(text)
    # With the space between them, which is read aloud and has no width at a line's end.
    lines = set_lines(f"{count} " if percent else count, face, SMALL, width)
    beside = set_lines(percent, face, SMALL, width)[0] if percent else None
    return Cell(lines, left, width, mark, colour, flush_right=True, beside=beside, inset=inset)


def figure_inset(table: Table, at: int, width: float) -> float:
    """Return the distance of a column's counts from its right edge, for the percentages there.

    0 where there are none, or where a column is too narrow for both on one line.
    """
    if not table.columns[at].numeric:
        return 0.0
    counts, inset = _figure_widths(table, at)
    return inset if counts + inset <= width - 2 * PADDING else 0.0


def _figure_widths(table: Table, at: int) -> tuple[float, float]:
    """Return the widths of a column's counts and, with the space before, of its percentages.

    0 without percentages: the figures may then need several lines.
    """
    counts, percents = [0.0], [0.0]
    for row in table.rows:
        count, percent = in_two(row.cells[at])
        face = FACES[row.style]
        counts.append(set_lines(count, face, SMALL, 1e6)[0].width)
        percents.append(set_lines(percent, face, SMALL, 1e6)[0].width)
    return (max(counts), max(percents) + SPACE) if max(percents) else (0.0, 0.0)


def _running(table: Table, head: Piece) -> Piece:
    """Return the head to repeat overleaf, below the table's name."""
    if not (name := table.overleaf or table.title):
        return head
    lines = set_lines(f"{name} (continued)", "bold", BODY, MEASURE)
    pieces = [*loose(Cell(lines, MARGIN - PADDING, MEASURE, REPEATED), BODY, under=5.0), head]

    def draw(canvas: TaggedCanvas, top: float) -> None:
        for piece in pieces:
            piece.draw(canvas, top)
            top -= piece.height

    return Piece(sum(piece.height for piece in pieces), draw)


def _caption(text: str, node: Node) -> list[Piece]:
    cell = Cell(set_lines(text, "bold", BODY, MEASURE), MARGIN - PADDING, MEASURE, node)
    return loose(cell, BODY, under=5.0)


def _note(text: str, parent: Node) -> list[Piece]:
    lines = set_lines(text, "regular", SMALL, MEASURE)
    cell = Cell(lines, MARGIN - PADDING, MEASURE, Node("P", parent), MUTED)
    first, *rest = loose(cell, SMALL)
    return [replace(first, gap=5.0), *rest]
