"""The records behind a difference: those that one figure counts and another does not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.practice.practice import Practice
from lado_desktop.domain.time.typed_day import day_words
from lado_desktop.figures.presenting.result import YearFigures
from lado_desktop.figures.reconciling.behind import Behind, Figure
from lado_desktop.figures.reconciling.check import At, Check, Compared, Side


@dataclass(frozen=True)
class Difference:
    """The figures of a check that differ in one column, and their cells."""

    source: Practice
    year: str
    as_at: date
    check: Check
    compared: Compared

    @property
    def title(self) -> str:
        """What the check compares, and the as-at day."""
        return f"{self.check.title}: {self.check.what}, as at {day_words(self.as_at)}"

    @property
    def words(self) -> str:
        """Which figures differ, in words."""
        return f"Behind the difference, {self.compared.words}"

    @property
    def kind(self) -> str:
        """The kind of the records."""
        return self._kind(self.check.sides[0].cells[0])

    def records(self, shift: Shift) -> list[UUID]:
        """Return the records that the figures do not count equally often.

        Figures of different kinds are comparable only in number: then all records of the first.
        Raises NoSuchFigures.
        """
        with shift.reading_all() as session:
            return self.behind(session.connection())

    def behind(self, connection: Connection) -> list[UUID]:
        """Find the records on a connection."""
        sides = self.check.sides
        tables = {at.table for side in sides for at in side.cells}
        every = Behind(connection, self.source, self.year, self.as_at, tables)
        kinds = {_kept_as(self._kind(at)) for side in sides for at in side.cells}
        counted = [self._counter(every, side) for side in sides[: None if len(kinds) == 1 else 1]]
        if len(counted) == 1:
            return sorted(counted[0])
        found = set().union(*counted)
        return sorted(id for id in found if len({each[id] for each in counted}) > 1)

    def _counter(self, every: Behind, side: Side) -> Counter[UUID]:
        found: Counter[UUID] = Counter()
        for at in side.cells:
            column = self.compared.column if at.column is None else at.column
            found.update(every.records(at.table, at.cell, column))
        return found

    def _kind(self, at: At) -> str:
        return Figure(self.source, self.year, self.as_at, at.table, at.cell, "").kind


def _kept_as(kind: str) -> str:
    """Return the kind that is stored: a check is a contact, so they can be compared."""
    return "contacts" if kind == "checks" else kind


def differences(figures: YearFigures, check: Check) -> tuple[Difference, ...]:
    """Return where a check fails and its cells have records to show."""
    return tuple(
        Difference(figures.source, figures.year, figures.as_at, check, compared)
        for compared in check.differing
        if all(side.cells for side in check.sides)
    )
