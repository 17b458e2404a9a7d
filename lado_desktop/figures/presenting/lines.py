"""The printed lines of a table of figures: each row's counts, and its other measures, as text."""

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
"""The mark in a public copy for a figure that is withheld: confidential."""
PUBLIC_WARNING = (
    "Small figures are withheld. Check by hand that they cannot be worked out from other tables."
)
"""All that may be promised of a public copy: see ADR 0012."""
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
"""What follows a row's label in the line of any measure but the first."""


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
    """The counts of a row, each with its percentage beside it."""
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
    """Another measure than a count, as it is printed."""
    series = row.measures[name]
    if not isinstance(series, tuple):
        return ()
    decimals, sign = (None, "") if name == "change" else (row.dp, WITHHELD)
    return tuple(
        sign if (row_cell(row.label), place) in table.withheld else _one(each, decimals)
        for place, each in enumerate(series)
    )


def line_kind(row: FigureRow) -> str:
    """Return how the first line of a row is styled; further lines of it are `also`."""
    return "also" if row.also else "total" if row.is_total else "plain"


def line_measures(row: FigureRow) -> list[str]:
    """Return the measures of a row that have a line, in the order in which they are shown.

    A percentage is in the line of its count. An average or a peak has none: it is one figure.
    """
    found = ("count" if each == "percent" else each for each in row.show)
    return [
        each
        for each in dict.fromkeys(found)
        if each == "count" or isinstance(row.measures[each], tuple)
    ]


def said_in_all(table: FigureTable) -> Iterator[str]:
    """Say what is one figure of all columns together, a sentence each: an average, a peak."""
    for row in table.rows:
        for name, value in row.measures.items():
            if isinstance(value, Peak):
                yield f"{measure_label(row, name)}: {value.column}, with {value.count:,}."
            elif isinstance(value, int | float):
                yield f"{measure_label(row, name)}: {value:,.{row.dp}f}."


def measure_label(row: FigureRow, measure: str) -> str:
    """Return what heads the line of a measure: the row's label, of further measures with theirs."""
    first = "count" if row.show[0] == "percent" else row.show[0]
    return row.label if measure == first else f"{row.label}, {MEASURE_WORDS[measure]}"


def _in_parts(whole: str, parts: tuple[str, ...]) -> str:
    """Print a figure by its parts, or as one figure where a part is withheld."""
    return whole if WITHHELD in parts or not any(parts) else "/".join(parts)


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
