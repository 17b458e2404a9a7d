"""The printed lines of a table of figures: counts and other measures as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lado_desktop.figures.counting.measures import Number
from lado_desktop.figures.counting.placing import (
    EVERYTHING,
    Cell,
    part_cell,
    row_cell,
    unplaced_cell,
)
from lado_desktop.figures.presenting.result import (
    Change,
    Counts,
    FigureRow,
    FigureTable,
    Peak,
    Unplaced,
)

MINUS = "\N{MINUS SIGN}"
WITHHELD = "c"
"""The mark of a withheld figure in a public copy: confidential."""
PUBLIC_WARNING = (
    "Small figures are withheld. Check by hand that they cannot be worked out from other tables."
)
"""The only promise of a public copy: see ADR 0012."""
PUBLIC_NOTE = f"This is a public copy. {PUBLIC_WARNING} c is a withheld figure; 0 is given."
MEASURE_WORDS = {
    "count": "number",
    "change": "change",
    "per_week": "a week",
    "per_fte": "per full-time LADO",
    "mean": "average",
    "peak": "most",
    "attendees": "attendees",
    "fte": "full-time equivalents",
}
"""Words after a row's label, for lines of further measures."""


@dataclass(frozen=True)
class Line:
    """A printed line: a row's counts, or one of its other measures."""

    label: str
    cells: tuple[str, ...]
    kind: str = "plain"
    """`plain`, `total` or `also`, the styles of rows in print."""
    cell: Cell = EVERYTHING
    """The cell with the units that it counts."""
    depth: int = 0
    """The level of its indentation."""
    is_count: bool = True
    """Its figures are counts, not another measure of them."""


def lines(table: FigureTable) -> Iterator[Line]:
    """Yield the printed lines of a table: everything with a figure in each column.

    `said_in_all` returns what is one figure for all columns.
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
    """Return counts as printed, with a mark for withheld ones."""
    return tuple(
        WITHHELD if (cell, place) in table.withheld else _count(count)
        for place, count in enumerate(counts)
    )


def _row_lines(table: FigureTable, row: FigureRow) -> Iterator[Line]:
    kind = line_kind(row)
    for name in line_measures(row):
        cells = _counts_beside(table, row) if name == "count" else _measures_shown(table, row, name)
        yield Line(
            measure_label(row, name),
            cells,
            kind,
            row_cell(row.label),
            table.depth(row),
            is_count=name == "count",
        )
        kind = "also"


def _counts_beside(table: FigureTable, row: FigureRow) -> tuple[str, ...]:
    """Return the counts of a row, each with its percentage."""
    cells = _counts_shown(table, row_cell(row.label), row.count)
    if row.parts:
        parts = [
            _counts_shown(table, part_cell(row.label, number), part)
            for number, part in enumerate(row.parts)
        ]
        cells = tuple(map(_in_parts, cells, zip(*parts, strict=True)))
    percents = row.measures.get("percent")
    if isinstance(percents, tuple):
        shown = (_one(percent, row.dp) for percent in percents)
        beside = zip(cells, shown, strict=True)
        cells = tuple(f"{cell} ({percent}%)" if percent else cell for cell, percent in beside)
    return cells


def _measures_shown(table: FigureTable, row: FigureRow, name: str) -> tuple[str, ...]:
    """Return another measure as printed."""
    series = row.measures[name]
    if not isinstance(series, tuple):
        return ()
    decimals, sign = (None, "") if name == "change" else (row.dp, WITHHELD)
    return tuple(
        sign if (row_cell(row.label), place) in table.withheld else _one(each, decimals)
        for place, each in enumerate(series)
    )


def line_kind(row: FigureRow) -> str:
    """Return the style of a row's first line. Further lines are `also`."""
    return "also" if row.also else "total" if row.is_total else "plain"


def line_measures(row: FigureRow) -> list[str]:
    """Return the measures of a row that have a line, in order.

    A percentage is in the line of its count. An average or a peak has no line: it is one figure.
    """
    found = ("count" if each == "percent" else each for each in row.show)
    return [
        each
        for each in dict.fromkeys(found)
        if each == "count" or isinstance(row.measures[each], tuple)
    ]


def said_in_all(table: FigureTable) -> Iterator[str]:
    """Yield a sentence for each figure of all columns: an average, a peak."""
    for row in table.rows:
        for name, value in row.measures.items():
            if isinstance(value, Peak):
                yield f"{measure_label(row, name)}: {value.column}, with {value.count:,}."
            elif isinstance(value, int | float):
                yield f"{measure_label(row, name)}: {value:,.{row.dp}f}."


def measure_label(row: FigureRow, measure: str) -> str:
    """Return the label of a line: the row's, and the words of a further measure."""
    first = "count" if row.show[0] == "percent" else row.show[0]
    return row.label if measure == first else f"{row.label}, {MEASURE_WORDS[measure]}"


def _in_parts(whole: str, parts: tuple[str, ...]) -> str:
    """Join a count's parts with "/"; one figure where a part is withheld or all are empty."""
    return whole if WITHHELD in parts or not any(parts) else "/".join(parts)


def _rest(table: FigureTable, unplaced: Unplaced, within: str) -> Iterator[Line]:
    """Yield the lines of units that fit no row, or no part of a row, if there are any."""
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
