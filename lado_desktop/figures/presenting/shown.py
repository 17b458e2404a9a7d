"""A table of figures as shown on a page or screen: orientation and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lado_desktop.figures.counting.placing import EVERYTHING, Cell, row_cell
from lado_desktop.figures.presenting.lines import Line, lines, said_in_all
from lado_desktop.figures.presenting.result import FigureTable

WIDEST = 7
"""The most columns of figures side by side on a page."""
NO_RECORDS = "x"
"""Shown where no data exist yet. Not the same as 0."""
NO_RECORDS_NOTE = "x: a time before the first record of its kind."
_IN_TWO = re.compile(r"(\S+) (\(\S+%\))")


@dataclass(frozen=True)
class ShownRow:
    """One line of cells under a label."""

    label: str
    cells: tuple[str, ...]
    kind: str
    """`plain`, `total` or `also`, the styles of print."""
    depth: int
    """The level of its indentation."""
    counts: tuple[tuple[Cell, int], ...]
    """The cell and column that each figure counts."""


@dataclass(frozen=True)
class ShownTable:
    """A table with its lines. With many months and few rows, months are the rows."""

    heads: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    notes: tuple[str, ...]
    """The notes below it: base, averages and peaks, and empty or left-out columns."""


def shown(table: FigureTable) -> ShownTable:
    """Return a table without columns that have nothing yet."""
    places = places_shown(table)
    rows = tuple(_row(line, places) for line in lines(table))
    heads = tuple(table.heads[place] for place in places)
    notes = tuple(notes_under(table))
    if len(places) > WIDEST >= len(rows) > 0:
        return ShownTable(tuple(row.label for row in rows), _turned(table, heads, rows), notes)
    return ShownTable(heads, rows, notes)


def places_shown(table: FigureTable) -> tuple[int, ...]:
    """Return the columns with a figure, or all if there is none."""
    every = range(len(table.columns))
    return tuple(place for place in every if not _is_empty(table, place)) or tuple(every)


def notes_under(table: FigureTable) -> Iterator[str]:
    """Yield the notes: averages, the columns left out, and the meaning of an x."""
    yield from said_in_all(table)
    places = places_shown(table)
    if left_out := [head for place, head in enumerate(table.heads) if place not in places]:
        yield left_out_words(left_out)
    counts = [(row_cell(row.label), row.count) for row in table.rows]
    if any(
        count[place] is None and (cell, place) not in table.withheld
        for cell, count in (*counts, (EVERYTHING, table.total))
        for place in places
    ):
        yield NO_RECORDS_NOTE


def left_out_words(heads: Sequence[str]) -> str:
    """Say which columns are left out, and why."""
    years_first = sorted(heads, key=lambda head: head[:4] if head[:1].isdigit() else "~")
    return f"Left out, as nothing of the kind was recorded yet: {', '.join(years_first)}."


def in_two(cell: str) -> tuple[str, str]:
    """Return a figure and its percentage separately: "57" and "(31.6%)", or "57" and "".

    Each is set flush right by itself, so that the digits of a column are aligned.
    """
    found = _IN_TWO.fullmatch(cell)
    return (found[1], found[2]) if found else (cell, "")


def _is_empty(table: FigureTable, place: int) -> bool:
    """Tell whether a column has no count, no withheld count and no measure."""
    if any(at == place for _, at in table.withheld) or table.total[place] is not None:
        return False
    return not any(
        series[place] is not None
        for row in table.rows
        for series in (row.count, *row.measures.values())
        if isinstance(series, tuple)
    )


def _row(line: Line, places: Sequence[int]) -> ShownRow:
    none = NO_RECORDS if line.is_count else ""
    cells = tuple(line.cells[place] or none for place in places)
    counts = tuple((line.cell, place) for place in places)
    return ShownRow(line.label, cells, line.kind, line.depth, counts)


def _turned(
    table: FigureTable, heads: Sequence[str], rows: Sequence[ShownRow]
) -> tuple[ShownRow, ...]:
    """Return the table with its columns as rows. The last is the total, if there is one."""
    last = len(heads) - 1 if table.totalled else None
    return tuple(
        ShownRow(
            head,
            tuple(row.cells[at] for row in rows),
            "total" if at == last else "plain",
            0,
            tuple(row.counts[at] for row in rows),
        )
        for at, head in enumerate(heads)
    )
