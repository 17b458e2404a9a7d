"""A counted table: its columns, and the exact count of each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from lado_desktop.figures.counting.counting import (
    Tally,
    counted_alike,
    labels_across,
    lado_hundredths,
    tally,
    totals,
)
from lado_desktop.figures.counting.period import Period
from lado_desktop.figures.counting.placing import Cell, row_cell
from lado_desktop.figures.layout.layout import Layout, Row
from lado_desktop.figures.units.units import Units

Series = list[Fraction | None]
"""One exact figure for each column; None where the column is empty."""


@dataclass(frozen=True)
class ColumnHead:
    """A column of a table: a period, a row of another table, or the total at the right."""

    name: str
    head: str
    period: Period | None
    """The days of the column; None for the total of periods."""
    is_total: bool = False


class CountedTable:
    """A layout with its counts. `columns` is the table whose rows are the columns, if any."""

    def __init__(
        self,
        units: Units,
        layout: Layout,
        columns: Layout | None,
        periods: Sequence[Period],
        begins: Mapping[str, date | None],
    ) -> None:
        self.layout = layout
        self._across = labels_across(columns)
        self.is_across = columns is not None
        self._periods = periods
        self._begins = begins
        self.heads = self._heads()
        self._units = units
        self._tallies: dict[Row, Tally] = {}
        for rows in counted_alike(layout).values():
            found = tally(units, layout, rows, columns, periods)
            self._tallies.update(dict.fromkeys(rows, found))
        self._totals = totals(units, layout, layout.counted, layout.basis, columns, periods)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(head.name for head in self.heads)

    def counts(self, row: Row) -> Series:
        """Return the counts of a row or line."""
        return self.cell(row, row_cell(row.label))

    def cell(self, row: Row, cell: Cell) -> Series:
        """Return the counts of a cell that is counted with a row."""
        counted = self._tallies[row].counts
        found = {label: counted[cell, label] for label in (None, *self._across)}
        return self._series(row.counted.name, found, 1)

    def sums(self, row: Row) -> Series:
        """Return the sums of a row's units."""
        summed = self._tallies[row].sums
        cell = row_cell(row.label)
        found = {label: summed[cell, label] for label in (None, *self._across)}
        return self._series(row.counted.name, found, row.counted.divisor)

    def total(self) -> Series:
        """Return the second count of everything in the table."""
        return self._series(self.layout.counted.name, self._totals, 1)

    def total_for(self, row: Row) -> Series:
        """Return the second count for a row's kind."""
        return self._series(row.counted.name, self._tallies[row].totals, 1)

    def whole(self, row: Row) -> Fraction | None:
        """Return the count of a row in its first period, not split by column."""
        return self._all(row.counted.name, self._tallies[row].counts[row_cell(row.label), None])

    def grand_total(self) -> Fraction | None:
        """Return the second count of the whole table in its first period."""
        return self._all(self.layout.counted.name, self._totals[None])

    def _all(self, kind: str, counts: Sequence[int]) -> Fraction | None:
        begins = self._begins[kind]
        empty = begins is not None and self._periods[0].last < begins
        return None if empty else Fraction(counts[0])

    def in_post(self) -> Series:
        """Return the full-time equivalents of LADOs in post at the end of each column."""
        return [
            None
            if head.period is None
            else Fraction(lado_hundredths(self._units, head.period.last), 100)
            for head in self.heads
        ]

    def before_totals(self, series: Series) -> Series:
        """Return a series without the total at the right."""
        return [
            figure for head, figure in zip(self.heads, series, strict=True) if not head.is_total
        ]

    def _heads(self) -> list[ColumnHead]:
        total = self.layout.row_total
        if not self.is_across:
            heads = [ColumnHead(each.name, each.head, each) for each in self._periods]
            return heads + ([ColumnHead(total, total, None, is_total=True)] if total else [])
        if not self._periods:
            return []
        year = self._periods[0]
        heads = [ColumnHead(label, label, year) for label in self._across]
        return heads + ([ColumnHead(total, total, year, is_total=True)] if total else [])

    def _series(
        self, kind: str, counts: Mapping[str | None, Sequence[int]], divisor: int
    ) -> Series:
        begins = self._begins[kind]
        known = [begins is None or period.last >= begins for period in self._periods]
        if self.is_across:
            wanted = [None if head.is_total else head.name for head in self.heads]
            return [Fraction(counts[each][0], divisor) if known[0] else None for each in wanted]
        found: Series = [
            Fraction(count, divisor) if seen else None
            for count, seen in zip(counts[None], known, strict=True)
        ]
        if self.layout.row_total:
            figures = [figure for figure in found if figure is not None]
            found.append(sum(figures, Fraction(0)) if all(known) else None)
        return found
