"""The public copy of a year's figures, with small ones withheld."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lado_desktop.figures.counting.placing import (
    EVERYTHING,
    Cell,
    part_cell,
    row_cell,
    unplaced_cell,
)
from lado_desktop.figures.layout.layout import Layout
from lado_desktop.figures.layout.layout_file import layouts_of
from lado_desktop.figures.presenting.result import (
    Counts,
    FigureRow,
    FigureTable,
    Measured,
    Unplaced,
    YearFigures,
)
from lado_desktop.figures.problem import FiguresDisagree
from lado_desktop.figures.publishing.printed_sums import Printed, PrintedSums, printed_counts
from lado_desktop.figures.publishing.suppression import LEAST, withheld

OF_THE_SERVICE = frozenset({"officers", "training"})
"""Kinds that count the service's own posts and sessions, behind which there is no case."""


def public_copy(figures: YearFigures) -> YearFigures:
    """Withhold every count from 1 to below LEAST, and others that known sums require.

    0 is shown. Figures that no sum of `PrintedSums` connects are not checked, so a small figure may
    still follow from other tables (ADR 0012). Raises FiguresDisagree where the figures do not add
    up.
    """
    if figures.gaps:
        raise FiguresDisagree
    counts = printed_counts(figures)
    kinds = {table.id: table for table in figures.tables}
    small = [
        key
        for key, count in counts.items()
        if 0 < count < LEAST and _kind(kinds[key[0]], key[1]) not in OF_THE_SERVICE
    ]
    layouts = {layout.id: layout for layout in layouts_of(figures.source)}
    weights = {key: 1 for key in counts if _is_total(layouts[key[0]], kinds[key[0]], key)}
    hidden = withheld(counts, PrintedSums(figures, counts).all(), weights, small)
    tables = tuple(_Public(table, layouts, kinds, hidden).table() for table in figures.tables)
    return replace(figures, tables=tables, agreements=(), public=True)


def _kind(table: FigureTable, cell: Cell) -> str:
    return table.row(cell[1]).counted if cell[0] in ("row", "part") else table.counted


def _is_total(layout: Layout, table: FigureTable, key: Printed) -> bool:
    _, cell, place = key
    row_is_total = cell == EVERYTHING or (cell[0] == "row" and table.row(cell[1]).is_total)
    return row_is_total or table.columns[place] == layout.row_total


class _Public:
    """One table of a public copy."""

    def __init__(
        self,
        table: FigureTable,
        layouts: Mapping[str, Layout],
        tables: Mapping[str, FigureTable],
        hidden: set[Printed],
    ) -> None:
        self._table = table
        self._layout = layouts[table.id]
        self._tables = tables
        self._hidden = hidden

    def table(self) -> FigureTable:
        table = self._table
        return replace(
            table,
            rows=tuple(map(self._row, table.rows)),
            unplaced=self._unplaced(table.unplaced, ""),
            unplaced_within={
                within: self._unplaced(each, within)
                for within, each in table.unplaced_within.items()
            },
            total=self._counts(EVERYTHING, table.total),
            checks=(),
            withheld=frozenset(key[1:] for key in self._hidden if key[0] == table.id),
        )

    def _is_hidden(self, cell: Cell, place: int) -> bool:
        return (self._table.id, cell, place) in self._hidden

    def _counts(self, cell: Cell, counts: Counts) -> Counts:
        return tuple(
            None if self._is_hidden(cell, place) else count for place, count in enumerate(counts)
        )

    def _unplaced(self, unplaced: Unplaced, within: str) -> Unplaced:
        return {
            which: self._counts(unplaced_cell(which, within), counts)
            for which, counts in unplaced.items()
        }

    def _row(self, row: FigureRow) -> FigureRow:
        return replace(
            row,
            count=self._counts(row_cell(row.label), row.count),
            parts=tuple(
                self._counts(part_cell(row.label, number), part)
                for number, part in enumerate(row.parts)
            ),
            measures={
                name: self._measured(row, name, value) for name, value in row.measures.items()
            },
        )

    def _measured(self, row: FigureRow, name: str, value: Measured) -> Measured:
        """Return a measure without values that would reveal the count behind it."""
        cell, places = row_cell(row.label), range(len(self._table.columns))
        if not isinstance(value, tuple):
            # Of all columns together: an average, the greatest.
            return None if any(self._is_hidden(cell, place) for place in places) else value
        back = self._layout.row(row.label).back if name == "change" else 0
        return tuple(
            None
            if self._is_hidden(cell, place)
            or self._is_hidden(cell, place - back)
            or (name in ("percent", "change") and self._base_is_hidden(row, place, back))
            else each
            for place, each in enumerate(value)
        )

    def _base_is_hidden(self, row: FigureRow, place: int, back: int) -> bool:
        """Tell whether a percentage's base is withheld: it would reveal the base."""
        if "percent" not in row.show:
            return False
        return any(
            key in self._hidden for at in {place, place - back} for key in self._base(row, at)
        )

    def _base(self, row: FigureRow, place: int) -> list[Printed]:
        other = self._layout.of_table
        if other is not None:
            columns, name = self._tables[other].columns, self._table.columns[place]
            return [(other, row_cell(row.label), columns.index(name))] if name in columns else []
        cell = row_cell(row.part_of) if row.part_of is not None else EVERYTHING
        return [(self._table.id, cell, place)]
