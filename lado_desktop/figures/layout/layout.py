"""The layout of a printed table: what it counts, its rows, its columns, its measures."""

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
"""The row of all other units."""


@dataclass(frozen=True)
class Years:
    """The reporting year and those before it, `number` in all, oldest first."""

    number: int


@dataclass(frozen=True)
class Months:
    """The twelve months of the reporting year."""


@dataclass(frozen=True)
class Quarters:
    """The four quarters of the reporting year."""


@dataclass(frozen=True)
class Across:
    """The rows of another table as columns, for the reporting year."""

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
    """How many columns back a change is compared."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """One printed table."""

    id: str
    title: str
    counted: Countable
    where: Condition
    basis: str | None
    """The date basis, which decides a unit's column; None for the unit's own day."""
    rows: tuple[Row, ...]
    also: tuple[Row, ...]
    """Lines under the table over the same units."""
    columns: Columns
    show: tuple[Show, ...]
    of_table: str | None
    dp: int
    """Decimal places of everything except counts."""
    total: str | None
    """The printed label of the total row. Without it the table is reconciled too."""
    row_total: str | None
    """The printed label of the total column at the right."""
    exclusive: bool
    """A unit is in at most one row, and the remainder is shown."""
    first_match: tuple[str, ...]
    """Rows may overlap. A unit goes to the first row that it fits, these tried first."""
    chart: ChartKind | Literal["none"] | None = None
    """How it is drawn; None for the default of its shape, see `chart`."""

    @property
    def placing(self) -> tuple[Row, ...]:
        """The rows that place units, in the order in which they are tried."""
        rows = [row for row in self.rows if row.condition and row.part_of is None]
        first = {label: place for place, label in enumerate(self.first_match)}
        return tuple(sorted(rows, key=lambda row: first.get(row.label, len(first))))

    @property
    def groups(self) -> dict[str, tuple[Row, ...]]:
        """The rows within each row, by its label."""
        parents = dict.fromkeys(row.part_of for row in self.rows if row.part_of)
        return {
            parent: tuple(row for row in self.rows if row.part_of == parent) for parent in parents
        }

    def row(self, label: str) -> Row:
        """Return the row or line with a label. Raises KeyError."""
        for row in (*self.rows, *self.also):
            if row.label == label:
                return row
        raise KeyError(label)

    def above(self, row: Row) -> tuple[Row, ...]:
        """Return the rows that this row is part of, nearest first."""
        found: list[Row] = []
        while row.part_of is not None:
            row = self.row(row.part_of)
            found.append(row)
        return tuple(found)


@dataclass(frozen=True)
class Reference:
    """A figure of another table: a row, or everything that it counts."""

    table: str
    row: str | None

    def __str__(self) -> str:
        return self.table if self.row is None else f"{self.table} / {self.row}"


@dataclass(frozen=True)
class Identity:
    """Figures that must agree. Each side is one figure or a sum."""

    title: str
    sides: tuple[tuple[Reference, ...], ...]
