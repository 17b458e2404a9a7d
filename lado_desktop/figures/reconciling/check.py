"""What was compared in a year's figures: each check with the figures that it compares."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from lado_desktop.figures.counting.placing import Cell


@dataclass(frozen=True)
class At:
    """A cell of a table. Without a column it is that of the column in which a check compares."""

    table: str
    cell: Cell
    column: str | None = None


@dataclass(frozen=True)
class Side:
    """One of the figures that must be the same: the cells that are added up to it."""

    words: str
    cells: tuple[At, ...]


@dataclass(frozen=True)
class Compared:
    """The figures of one column, one for each side, and the message where they differ."""

    column: str
    head: str
    figures: tuple[Fraction, ...]
    gap: str = ""
    said: str = ""
    """The words in place of the figures."""

    @property
    def agrees(self) -> bool:
        """Whether all of them are the same."""
        return len(set(self.figures)) <= 1

    @property
    def words(self) -> str:
        """The figures side by side."""
        figures = " and ".join(f"{int(figure):,}" for figure in self.figures)
        return self.said or f"{self.head}: {figures}"


@dataclass(frozen=True)
class Check:
    """One identity that must be true: a total counted twice, sums of tables, parts of a row.

    It compares in every column in which all its sides have a figure.
    """

    title: str
    """The table, or the name of the figures that must agree across tables."""
    what: str
    """What is compared, in words."""
    sides: tuple[Side, ...]
    compared: tuple[Compared, ...]

    @property
    def agrees(self) -> bool:
        """Whether it is true in every column."""
        return all(each.agrees for each in self.compared)

    @property
    def gaps(self) -> tuple[str, ...]:
        """The faults, a sentence each."""
        return tuple(each.gap for each in self.compared if not each.agrees)

    @property
    def differing(self) -> tuple[Compared, ...]:
        """The columns in which it is not true."""
        return tuple(each for each in self.compared if not each.agrees)
