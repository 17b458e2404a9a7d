"""The printed lines of a table of figures: each row's counts, and its other measures, as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lado_desktop.figures.measures import Number
from lado_desktop.figures.placing import EVERYTHING, Cell, part_cell, row_cell, unplaced_cell
from lado_desktop.figures.result import (
    Change,
    Counts,
    FigureRow,
    FigureTable,
    Peak,
    Unplaced,
)

MINUS = "\N{MINUS SIGN}"
WITHHELD = "c"
"""What stands in a public copy for a figure that is not given: confidential."""
PUBLIC_NOTE = (
    "This is a public copy. c stands for a figure from 1 to 4, or for one from which such a figure "
    "could be worked out; 0 is given."
)
MEASURE_WORDS = {
    "change": "change",
    "per_week": "a week",
    "per_fte": "per full-time LADO",
    "mean": "average",
    "peak": "most",
    "attendees": "attendees",
    "fte": "full-time equivalents",
}
"""What stands behind a row's label where it shows more than counts and percentages."""


@dataclass(frozen=True)
class Line:
    """One printed line of a table: a row's counts, or one of its other measures."""

    label: str
    cells: tuple[str, ...]
    kind: str = "plain"
    """`plain`, `total` or `also`, as rows are styled in print."""
    cell: Cell = EVERYTHING
    """Which units it counts."""
    depth: int = 0
    """How many rows it is a part of: it is set in by so much."""
    is_count: bool = True
    """Its figures are counts, not another measure of them."""


def lines(table: FigureTable) -> Iterator[Line]:
    """Return the printed lines of a table, everything that has a figure in each column.

    What is one figure in all is said in `said_in_all`.
    """
    for row in table.rows:
        if not row.also:
            yield from _row_lines(table, row)
    yield from _rest(table, table.unplaced, "")
    for label, unplaced in table.unplaced_within.items():
        yield from _rest(table, unplaced, label)
    if table.total_label is not None:
        yield Line(table.total_label, _counts_shown(table, EVERYTHING, table.total), "total")
    for row in table.rows:
        if row.also:
            yield from _row_lines(table, row)


def _counts_shown(table: FigureTable, cell: Cell, counts: Counts) -> tuple[str, ...]:
    """Counts as they are printed; what a public copy withholds by its sign."""
    return tuple(
        WITHHELD if (cell, place) in table.withheld else _count(count)
        for place, count in enumerate(counts)
    )


def _row_lines(table: FigureTable, row: FigureRow) -> Iterator[Line]:
    depth = table.depth(row)
    kind = "also" if row.also else "total" if row.is_total else "plain"
    # A percentage stands beside its count; other measures can stand alone.
    if "count" in row.show or "percent" in row.show:
        cells = _counts_shown(table, row_cell(row.label), row.count)
        if row.parts:
            parts = [
                _counts_shown(table, part_cell(row.label, number), part)
                for number, part in enumerate(row.parts)
            ]
            cells = tuple(map("/".join, zip(*parts, strict=True)))
            cells = tuple("" if cell.strip("/") == "" else cell for cell in cells)
        percents = row.measures.get("percent")
        if isinstance(percents, tuple):
            shown = (_one(percent, row.dp) for percent in percents)
            beside = zip(cells, shown, strict=True)
            cells = tuple(f"{cell} ({percent}%)" if percent else cell for cell, percent in beside)
        yield Line(row.label, cells, kind, row_cell(row.label), depth)
    for name, value in row.measures.items():
        if name != "percent" and isinstance(value, tuple):
            decimals = None if name == "change" else row.dp
            cells = tuple(_one(each, decimals) for each in value)
            yield Line(
                measure_label(row, name), cells, "also", row_cell(row.label), depth, is_count=False
            )


def said_in_all(table: FigureTable) -> Iterator[str]:
    """Say what is one figure of all columns together, a sentence each: an average, a peak."""
    for row in table.rows:
        for name, value in row.measures.items():
            if isinstance(value, Peak):
                yield f"{measure_label(row, name)}: {value.column}, with {value.count:,}."
            elif isinstance(value, int | float):
                yield f"{measure_label(row, name)}: {value:,.{row.dp}f}."


def measure_label(row: FigureRow, measure: str) -> str:
    """Return what stands before a further measure of a row; a row of one measure says it itself."""
    alone = len(row.measures) == 1 and not {"count", "percent"} & set(row.show)
    return row.label if alone else f"{row.label}, {MEASURE_WORDS[measure]}"


def _rest(table: FigureTable, unplaced: Unplaced, within: str) -> Iterator[Line]:
    """What fits no row of the table, or of one of its rows, where there is any."""
    for name, counts in unplaced.items():
        cells = _counts_shown(table, unplaced_cell(name, within), counts)
        if any(counts) or WITHHELD in cells:
            label = f"{within}: {name}" if within else name
            yield Line(label, cells, cell=unplaced_cell(name, within))


def _count(count: int | None) -> str:
    return "" if count is None else f"{count:,}"


def _one(value: Number | Change | None, decimals: int | None) -> str:
    match value:
        case None:
            return ""
        case Change():
            by = f"{value.by:+,}" if value.by else "0"
            if value.by and value.percent is not None:
                by = f"{by} ({value.percent:+,}%)"
            return by.replace("-", MINUS)
        case _:
            return f"{value:,}" if decimals is None else f"{value:,.{decimals}f}"
