"""A printed table as it is laid out: what it counts, its rows, its columns, what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lado_desktop.figures.layout.condition import Condition
from lado_desktop.figures.units.countable import Countable

Show = Literal[
    "count", "percent", "change", "per_week", "per_fte", "mean", "peak", "attendees", "fte"
]
NOT_RECORDED = "Not recorded"
"""The row of units without a value in a field that the rows ask about."""
NOT_LISTED = "Other, not listed"
"""The row of all other units that fit no row."""


@dataclass(frozen=True)
class Years:
    """The reporting year and those before it, so many in all, oldest first."""

    number: int


@dataclass(frozen=True)
class Months:
    """The twelve months of the reporting year."""


@dataclass(frozen=True)
class Quarters:
    """The four quarters of the reporting year."""


@dataclass(frozen=True)
class Across:
    """The rows of another table are the columns, for the reporting year."""

    table: str


Columns = Years | Months | Quarters | Across
ChartKind = Literal["bars", "stacked", "lines"]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a table. Without a condition it is everything counted."""

    label: str
    condition: Condition
    counted: Countable
    basis: str | None
    show: tuple[Show, ...]
    part_of: str | None = None
    parts: tuple[Condition, ...] = ()
    back: int = 1
    """A change is against so many columns before."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """One printed table."""

    id: str
    title: str
    counted: Countable
    where: Condition
    basis: str | None
    """Which day puts a unit into a column; None where the unit's own day does."""
    rows: tuple[Row, ...]
    also: tuple[Row, ...]
    """Lines under the table over the same units."""
    columns: Columns
    show: tuple[Show, ...]
    of_table: str | None
    dp: int
    """Decimals of everything but counts."""
    total: str | None
    """The printed label of the total row; it is reconciled without one too."""
    row_total: str | None
    """The printed label of the total column at the right."""
    exclusive: bool
    """A unit is in one row at most, and what is in none is shown."""
    first_match: tuple[str, ...]
    """Rows may overlap: a unit goes to the first that it fits, these tried first."""
    chart: ChartKind | Literal["none"] | None = None
    """How it is drawn; None for the default of its shape, see `chart`."""

    @property
    def placing(self) -> tuple[Row, ...]:
        """The rows that units are placed in, in the order in which they are tried."""
        rows = [row for row in self.rows if row.condition and row.part_of is None]
        first = {label: place for place, label in enumerate(self.first_match)}
        return tuple(sorted(rows, key=lambda row: first.get(row.label, len(first))))

    @property
    def groups(self) -> dict[str, tuple[Row, ...]]:
        """The rows within a row, by the label of that row."""
        parents = dict.fromkeys(row.part_of for row in self.rows if row.part_of)
        return {
            parent: tuple(row for row in self.rows if row.part_of == parent) for parent in parents
        }

    def row(self, label: str) -> Row:
        """Return the row or line of that label. Raises KeyError where there is none."""
        for row in (*self.rows, *self.also):
            if row.label == label:
                return row
        raise KeyError(label)

    def above(self, row: Row) -> tuple[Row, ...]:
        """Return the rows that this row is a part of, the nearest first."""
        found: list[Row] = []
        while row.part_of is not None:
            row = self.row(row.part_of)
            found.append(row)
        return tuple(found)


@dataclass(frozen=True)
class Reference:
    """A figure of another table: one row of it, or everything that it counts."""

    table: str
    row: str | None

    def __str__(self) -> str:
        return self.table if self.row is None else f"{self.table} / {self.row}"


@dataclass(frozen=True)
class Identity:
    """Figures that must agree. Each side is one figure or several added up."""

    title: str
    sides: tuple[tuple[Reference, ...], ...]
