"""The checks of a year's figures, with the figures that each compares."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from lado_desktop.figures.counting.placing import Cell


@dataclass(frozen=True)
class At:
    """A cell of a table. Without a column, the column of the comparison."""

    table: str
    cell: Cell
    column: str | None = None


@dataclass(frozen=True)
class Side:
    """A side of a comparison: the cells whose sum must equal the other sides."""

    words: str
    cells: tuple[At, ...]


@dataclass(frozen=True)
class Compared:
    """The figures of one column, one for each side, and the sentence if they differ."""

    column: str
    head: str
    figures: tuple[Fraction, ...]
    gap: str = ""
    said: str = ""
    """The words shown instead of the figures."""

    @property
    def agrees(self) -> bool:
        """All sides are the same."""
        return len(set(self.figures)) <= 1

    @property
    def words(self) -> str:
        """The figures side by side, in words."""
        figures = " and ".join(f"{int(figure):,}" for figure in self.figures)
        return self.said or f"{self.head}: {figures}"


@dataclass(frozen=True)
class Check:
    """An identity that must be true: a total counted twice, sums of tables, parts of a row.

    It compares every column in which all sides have a figure.
    """

    title: str
    """The table, or the name of the identity between tables."""
    what: str
    """What is compared, in words."""
    sides: tuple[Side, ...]
    compared: tuple[Compared, ...]

    @property
    def agrees(self) -> bool:
        """It is true in every column."""
        return all(each.agrees for each in self.compared)

    @property
    def gaps(self) -> tuple[str, ...]:
        """A sentence for each column that differs."""
        return tuple(each.gap for each in self.compared if not each.agrees)

    @property
    def differing(self) -> tuple[Compared, ...]:
        """The columns that differ."""
        return tuple(each for each in self.compared if not each.agrees)
