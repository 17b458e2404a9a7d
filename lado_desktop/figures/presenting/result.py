"""The figures of a year as plain data, for chart, table, text and file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from lado_desktop.domain.practice.practice import Practice
from lado_desktop.domain.time.typed_day import day_words
from lado_desktop.figures.counting.measures import Number
from lado_desktop.figures.counting.placing import Cell
from lado_desktop.figures.problem import NoSuchFigures
from lado_desktop.figures.reconciling.check import Check

Counts = tuple[int | None, ...]
"""One count for each column; None where the column ends before the first record."""


@dataclass(frozen=True)
class Change:
    """A figure minus an earlier one, and the percentage of the earlier one.

    `percent` is None for the change of a percentage (`by` is then in points) and from 0.
    """

    by: Number
    percent: Number | None


@dataclass(frozen=True)
class Peak:
    """The column with the greatest count."""

    column: str
    count: int


Measured = tuple[Number | Change | None, ...] | Number | Peak | None
"""A measure of a row: one figure for each column; of `mean` and `peak` one figure in all."""


@dataclass(frozen=True)
class FigureRow:
    """One row: its counts, and its other measures by name."""

    label: str
    count: Counts
    show: tuple[str, ...]
    measures: Mapping[str, Measured]
    parts: tuple[Counts, ...] = ()
    part_of: str | None = None
    is_total: bool = False
    is_whole: bool = False
    """It counts what other rows of the table count together."""
    also: bool = False
    dp: int = 1
    counted: str = "contacts"
    """The kind that it counts, by its name in `counts`."""

    def to_json(self) -> dict[str, Any]:
        """Return the row in the form of the file."""
        said: dict[str, Any] = {"label": self.label, "count": list(self.count)}
        said.update({name: _plain(value) for name, value in self.measures.items()})
        if self.parts:
            said["parts"] = [list(part) for part in self.parts]
        if self.also:
            said["also"] = True
        return said


def _plain(value: Any) -> Any:
    match value:
        case Change():
            return [value.by, value.percent]
        case Peak():
            return {"column": value.column, "count": value.count}
        case tuple():
            return [_plain(each) for each in value]
        case _:
            return value


Unplaced = Mapping[str, Counts]
"""Counts of units that fit no row, under "Not recorded" and "Other, not listed"."""


@dataclass(frozen=True)
class FigureTable:
    """One printed table."""

    id: str
    title: str
    columns: tuple[str, ...]
    heads: tuple[str, ...]
    """The printed headings: "2021/22 to 19 January 2022"."""
    rows: tuple[FigureRow, ...]
    unplaced: Unplaced
    """Empty where rows may overlap or leave units out."""
    unplaced_within: Mapping[str, Unplaced]
    """The same within each row that has parts, by its label."""
    total: Counts
    """The second count: everything that the table counts."""
    total_label: str | None
    base: str
    """The base of percentages, and what a change of part of a year compares; or ""."""
    checks: tuple[Check, ...]
    """The checks within the table, and with the second count."""
    counted: str = "contacts"
    """The kind that it counts, by its name in `counts`."""
    withheld: frozenset[tuple[Cell, int]] = frozenset()
    """In a public copy: cells and columns whose count is withheld."""
    across: Literal["years", "months", "rows"] = "years"
    """What the columns are: periods, or the rows of another table."""
    totalled: bool = False
    """The last column is the total of those before it."""
    drawn: str | None = None
    """The kind of chart, if the layout sets it."""

    @property
    def gaps(self) -> tuple[str, ...]:
        """A sentence for each thing that does not add up."""
        return tuple(gap for check in self.checks for gap in check.gaps)

    @property
    def reconciles(self) -> bool:
        """Tell whether rows, what fits none of them, and the second count agree."""
        return not self.gaps

    def row(self, label: str) -> FigureRow:
        """Return the row with a label. Raises NoSuchFigures."""
        for row in self.rows:
            if row.label == label:
                return row
        raise NoSuchFigures(f"“{self.title}” has no row “{label}”.")

    def depth(self, row: FigureRow) -> int:
        """Return how many rows a row is part of."""
        return 0 if row.part_of is None else 1 + self.depth(self.row(row.part_of))

    def count_at(self, cell: Cell, place: int) -> int | None:
        """Return the count of a cell in a column. Raises NoSuchFigures."""
        match cell:
            case ("row", label):
                return self.row(label).count[place]
            case ("unplaced", within, which):
                rest = self.unplaced_within[within] if within else self.unplaced
                return rest[which][place]
            case _:
                return self.total[place]

    def kind_at(self, cell: Cell) -> str:
        """Return the kind of record that a cell counts, such as `contacts`."""
        return self.row(cell[1]).counted if cell[0] == "row" else self.counted

    def to_json(self) -> dict[str, Any]:
        """Return the table in the form of the file."""
        said: dict[str, Any] = {
            "id": self.id,
            "title": self.title,
            "columns": list(self.columns),
            "rows": [row.to_json() for row in self.rows],
            "unplaced": {name: list(counts) for name, counts in self.unplaced.items()},
            "total": list(self.total),
            "reconciles": self.reconciles,
        }
        if self.withheld:
            said["withheld"] = [
                [*cell, self.columns[place]] for cell, place in sorted(self.withheld)
            ]
        if self.unplaced_within:
            said["unplaced_within"] = {
                label: {name: list(counts) for name, counts in unplaced.items()}
                for label, unplaced in self.unplaced_within.items()
            }
        return said


@dataclass(frozen=True)
class YearFigures:
    """All tables of a practice for one reporting year, as at a day."""

    practice: str
    year: str
    as_at: date
    tables: tuple[FigureTable, ...]
    agreements: tuple[Check, ...]
    """The figures that must agree across tables."""
    source: Practice = field(repr=False, compare=False)
    """The practice whose tables these are."""
    public: bool = False
    """It is a public copy: small figures are withheld."""

    @property
    def gaps(self) -> list[str]:
        """A sentence for each thing that does not agree."""
        return [gap for check in self.checks for gap in check.gaps]

    @property
    def checks(self) -> tuple[Check, ...]:
        """All checks: table by table, then between tables."""
        return (*(check for table in self.tables for check in table.checks), *self.agreements)

    @property
    def as_at_words(self) -> str:
        """The as-at day in words."""
        return day_words(self.as_at)

    def table(self, table_id: str) -> FigureTable:
        """Return the table with an id. Raises NoSuchFigures."""
        for table in self.tables:
            if table.id == table_id:
                return table
        raise NoSuchFigures(f"There is no table “{table_id}”.")

    def to_json(self) -> dict[str, Any]:
        """Return the figures in the form of the file."""
        return {
            "practice": self.practice,
            "year": self.year,
            "as_at": self.as_at.isoformat(),
            "tables": [table.to_json() for table in self.tables],
            "identities": [
                {"title": each.title, "agrees": each.agrees} for each in self.agreements
            ],
        }
