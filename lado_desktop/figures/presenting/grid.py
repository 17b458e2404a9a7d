"""A table of figures as a spreadsheet grid: numbers as numbers, a line for each measure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lado_desktop.figures.counting.measures import Number
from lado_desktop.figures.counting.placing import EVERYTHING, part_cell, row_cell, unplaced_cell
from lado_desktop.figures.counting.placing import Cell as Place
from lado_desktop.figures.presenting.export import csv_row
from lado_desktop.figures.presenting.lines import (
    PUBLIC_NOTE,
    WITHHELD,
    line_kind,
    line_measures,
    measure_label,
)
from lado_desktop.figures.presenting.result import Change, Counts, FigureRow, FigureTable, Unplaced
from lado_desktop.figures.presenting.shown import NO_RECORDS, notes_under, places_shown

Cell = Number | str | None


@dataclass(frozen=True)
class GridRow:
    """One line: its label, a cell for every column of the grid, and its style."""

    label: str
    cells: tuple[Cell, ...]
    kind: str = "plain"
    """`plain`, `total` or `also`, the styles of print."""
    dp: int = 0
    """Decimal places of numbers that are not whole."""
    is_change: bool = False
    """Its figures have a sign."""
    depth: int = 0
    """The level of its indentation."""


@dataclass(frozen=True)
class Grid:
    """Headings and lines. Percentages of all columns come after the columns, if there are any."""

    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]
    percents_from: int
    """The first column of percentages, from 0; after the last column without any."""


def grid_of(table: FigureTable) -> Grid:
    """Return everything in a table's columns, in printed order."""
    places = places_shown(table)
    heads = tuple(table.heads[place] or "" for place in places)
    beside = [len(table.columns) + place for place in places]
    rows = list(_rows(table))
    if any(row.cells[place] is not None for row in rows for place in beside):
        places, heads = (*places, *beside), (*heads, *(f"{head}, %" for head in heads))
    cut = (replace(row, cells=tuple(row.cells[place] for place in places)) for row in rows)
    return Grid(heads, tuple(cut), len(beside))


def _rows(table: FigureTable) -> Iterator[GridRow]:
    columns = len(table.columns)
    for row in table.rows:
        if not row.also:
            yield from _row(table, row)
    yield from _rest(table, table.unplaced, "")
    for label, unplaced in table.unplaced_within.items():
        yield from _rest(table, unplaced, label)
    if table.total_label is not None:
        total = _shown(table, EVERYTHING, table.total)
        yield GridRow(table.total_label, _beside(total, columns), "total")
    for row in table.rows:
        if row.also:
            yield from _row(table, row)


def _shown(table: FigureTable, cell: Place, counts: Counts) -> tuple[Cell, ...]:
    """Return counts, and the signs of withheld figures and of times without records."""
    return tuple(
        WITHHELD if (cell, place) in table.withheld else NO_RECORDS if count is None else count
        for place, count in enumerate(counts)
    )


def _row(table: FigureTable, row: FigureRow) -> Iterator[GridRow]:
    kind, depth = line_kind(row), table.depth(row)
    for name in line_measures(row):
        label = measure_label(row, name)
        if name == "count":
            yield from _counts(table, row, GridRow(label, (), kind, row.dp, depth=depth))
        elif isinstance(value := row.measures[name], tuple):
            shares = tuple(each.percent if isinstance(each, Change) else None for each in value)
            is_change = name == "change"
            sign = None if is_change else WITHHELD
            cells = tuple(
                sign if (row_cell(row.label), place) in table.withheld else _plain(each)
                for place, each in enumerate(value)
            )
            both = (*cells, *shares)
            yield GridRow(label, both, kind, row.dp, is_change=is_change, depth=depth)
        kind = "also"


def _counts(table: FigureTable, row: FigureRow, line: GridRow) -> Iterator[GridRow]:
    """Yield the counts of a row with percentages, and below it its parts."""
    columns = len(table.columns)
    percents = row.measures.get("percent")
    beside = percents if isinstance(percents, tuple) else (None,) * columns
    counts = _shown(table, row_cell(row.label), row.count)
    yield replace(line, cells=(*counts, *map(_plain, beside)))
    if row.parts:
        every = [
            _shown(table, part_cell(row.label, number), part)
            for number, part in enumerate(row.parts)
        ]
        parts = [_parts(each) for each in zip(*every, strict=True)]
        cells = _beside(parts, columns)
        yield GridRow(f"{row.label}, parts", cells, "also", depth=line.depth)


def _plain(value: Number | Change | None) -> Cell:
    return value.by if isinstance(value, Change) else value


def _rest(table: FigureTable, unplaced: Unplaced, within: str) -> Iterator[GridRow]:
    for name, counts in unplaced.items():
        shown = _shown(table, unplaced_cell(name, within), counts)
        if any(each not in (0, NO_RECORDS) for each in shown):
            label = f"{within}: {name}" if within else name
            yield GridRow(label, _beside(shown, len(table.columns)))


def _parts(parts: Sequence[Cell]) -> str | None:
    known = [part for part in parts if part != NO_RECORDS]
    return "/".join(map(str, known)) or None


def _beside(cells: Sequence[Cell], columns: int) -> tuple[Cell, ...]:
    """Return the cells with no percentages."""
    return (*cells, *(None,) * columns)


def notes_of(table: FigureTable) -> list[str]:
    """Return the percentages' base, the notes, and whether the table adds up."""
    notes = [*([table.base] if table.base else []), *notes_under(table)]
    if table.withheld:
        notes.append(PUBLIC_NOTE)
    if any(head != name for head, name in zip(table.heads, table.columns, strict=True)):
        notes.append("A column whose head names a last day is a part of its year or month.")
    return notes + (list(table.gaps) or [_adds_up(table)])


def _adds_up(table: FigureTable) -> str:
    if not table.unplaced:
        return "Rows may overlap or leave records out: they are not added up."
    return "The rows, with what fits none of them, come to the total, which was counted twice."


def table_csv(table: FigureTable, about: str) -> str:
    """Return one table as CSV: its grid, then its title and notes, a line each."""
    grid, out = grid_of(table), io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(csv_row("", *grid.heads))
    for row in grid.rows:
        label = f"{'– ' * row.depth}{row.label}"
        writer.writerow(csv_row(label, *("" if cell is None else cell for cell in row.cells)))
    writer.writerow([])
    for note in (table.title, about, *notes_of(table)):
        writer.writerow(csv_row(note))
    return out.getvalue()
