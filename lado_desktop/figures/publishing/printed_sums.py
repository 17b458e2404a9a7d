"""The sums that are known between the figures of a printed report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from lado_desktop.figures.counting.period import Period, periods_of, year_named
from lado_desktop.figures.counting.placing import (
    EVERYTHING,
    Cell,
    part_cell,
    row_cell,
    unplaced_cell,
)
from lado_desktop.figures.layout.condition import Codes, Come, Condition, Test
from lado_desktop.figures.layout.layout import Across, Layout, Months, Quarters, Row
from lado_desktop.figures.layout.layout_file import layouts_of
from lado_desktop.figures.presenting.result import FigureTable, YearFigures
from lado_desktop.figures.publishing.suppression import Sum
from lado_desktop.figures.reconciling.check import At

Printed = tuple[str, Cell, int]
"""A printed count: table, cell and column."""
_Meaning = tuple[str, str | None, frozenset[Test], date, date]
"""What a count means: kind, basis, conditions, first and last day. Equal meanings are equal counts.
"""


def printed_counts(figures: YearFigures) -> dict[Printed, int]:
    """Return every count of a report that is not empty."""
    return {
        (table.id, cell, place): count
        for table in figures.tables
        for cell, counts in _cells(table)
        for place, count in enumerate(counts)
        if count is not None
    }


def _cells(table: FigureTable) -> Iterator[tuple[Cell, tuple[int | None, ...]]]:
    for row in table.rows:
        yield row_cell(row.label), row.count
        for number, part in enumerate(row.parts):
            yield part_cell(row.label, number), part
    for which, counts in table.unplaced.items():
        yield unplaced_cell(which), counts
    for within, unplaced in table.unplaced_within.items():
        for which, counts in unplaced.items():
            yield unplaced_cell(which, within), counts
    yield EVERYTHING, table.total


class PrintedSums:
    """The sums of a report, from its checks and the layout of its tables."""

    def __init__(self, figures: YearFigures, counts: Mapping[Printed, int]) -> None:
        self._figures = figures
        self._counts = counts
        self._layouts = {layout.id: layout for layout in layouts_of(figures.source)}
        self._year = year_named(figures.source, figures.year)
        self._meaning: dict[_Meaning, list[Printed]] = {}
        for table in figures.tables:
            for key, meaning in self._meanings(table):
                self._meaning.setdefault(meaning, []).append(key)

    def all(self) -> list[Sum[Printed]]:
        """Return every sum whose figures are all printed."""
        found = [*self._checked(), *self._row_totals(), *self._alike(), *self._divided()]
        return [each for each in found if all(key in self._counts for key in _keys(each))]

    def _checked(self) -> Iterator[Sum[Printed]]:
        """Yield the sums in checks: rows and total, parts and whole, table and table."""
        for check in self._figures.checks:
            for compared in check.compared:
                sides = [
                    tuple(self._printed(at, compared.column) for at in side.cells)
                    for side in check.sides
                ]
                for other in sides[1:]:
                    if sides[0] and other:
                        yield Sum(sides[0], other)

    def _printed(self, at: At, column: str) -> Printed:
        columns = self._figures.table(at.table).columns
        name = at.column or column
        return at.table, at.cell, columns.index(name) if name in columns else -1

    def _row_totals(self) -> Iterator[Sum[Printed]]:
        for table in self._figures.tables:
            layout = self._layouts[table.id]
            if layout.row_total and layout.row_total in table.columns:
                last = table.columns.index(layout.row_total)
                for cell, _ in _cells(table):
                    parts = tuple((table.id, cell, place) for place in range(last))
                    yield Sum(parts, ((table.id, cell, last),))

    def _alike(self) -> Iterator[Sum[Printed]]:
        """Yield equal figures in two places, and figures that are the difference of two others."""
        for meaning, keys in self._meaning.items():
            for other in keys[1:]:
                yield Sum((keys[0],), (other,))
            kind, basis, tests, first, last = meaning
            for test in tests:
                rest = self._meaning.get((kind, basis, tests - {test}, first, last))
                left = self._meaning.get(
                    (kind, basis, tests - {test} | _contrary(test), first, last)
                )
                if rest and left:
                    yield Sum((keys[0], left[0]), (rest[0],))

    def _divided(self) -> Iterator[Sum[Printed]]:
        """Yield columns that divide a figure printed elsewhere: months of a year, rows across."""
        for table in self._figures.tables:
            layout = self._layouts[table.id]
            periods = self._periods(layout)
            if not periods or not isinstance(layout.columns, Months | Quarters | Across):
                continue
            places = [place for place, name in enumerate(table.columns) if name != layout.row_total]
            for row in (*layout.rows, *layout.also):
                if row.basis in ("open", "opening"):
                    continue
                whole = self._of_row(layout, row, (), periods[0].first, periods[-1].last)
                for key in self._meaning.get(whole, ())[:1] if whole else ():
                    if key[0] != table.id:
                        parts = tuple((table.id, row_cell(row.label), at) for at in places)
                        yield Sum(parts, (key,))

    def _meanings(self, table: FigureTable) -> Iterator[tuple[Printed, _Meaning]]:
        layout = self._layouts[table.id]
        days = {period.name: period for period in self._periods(layout)}
        across = layout.columns
        for place, name in enumerate(table.columns):
            found = days.get(name)
            beside: Condition | None = ()
            if isinstance(across, Across):
                found = next(iter(days.values()))
                beside = self._beside(across, name, layout)
            if found is None or beside is None:
                continue
            for row in (*layout.rows, *layout.also):
                meaning = self._of_row(layout, row, beside, found.first, found.last)
                if meaning is not None:
                    yield (table.id, row_cell(row.label), place), meaning
            tests = frozenset((*layout.where, *beside))
            total = layout.counted.name, layout.basis, tests, found.first, found.last
            yield (table.id, EVERYTHING, place), total

    def _beside(self, across: Across, name: str, layout: Layout) -> Condition | None:
        """Return the condition of a column across; None where its row alone does not tell."""
        if name == layout.row_total:
            return ()
        columns = self._layouts[across.table]
        named = {row.label: row for row in columns.rows}
        if name not in named or columns.first_match:
            return None
        return named[name].condition

    def _of_row(
        self, layout: Layout, row: Row, beside: Condition, first: date, last: date
    ) -> _Meaning | None:
        above = layout.above(row)
        if layout.first_match and any(each.condition for each in (row, *above)):
            return None
        tests = [*layout.where, *row.condition, *beside]
        for parent in above:
            tests += parent.condition
        return row.counted.name, row.basis, frozenset(tests), first, last

    def _periods(self, layout: Layout) -> list[Period]:
        figures = self._figures
        return periods_of(layout.columns, figures.source, self._year, figures.as_at)


def _keys(found: Sum[Printed]) -> tuple[Printed, ...]:
    return (*found.parts, *found.whole)


def _contrary(test: Test) -> frozenset[Test]:
    """Return the opposite condition; for a test without one, a condition that nothing has."""
    match test:
        case Come():
            return frozenset((replace(test, come=not test.come),))
        case Codes():
            return frozenset((replace(test, negative=not test.negative),))
        case _:
            return frozenset((Codes("", frozenset()),))
