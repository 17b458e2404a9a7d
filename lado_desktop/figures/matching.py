"""Conditions as SQL over a table of units. Every test is true or false, never unknown."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, false, literal, not_, or_, true

from lado_desktop.domain.codes import codes_with
from lado_desktop.figures.condition import (
    AnyOf,
    Codes,
    Come,
    Condition,
    Taken,
    Threshold,
    fields_asked,
)
from lado_desktop.figures.countable import Countable
from lado_desktop.figures.length import Length
from lado_desktop.figures.unit_tables import bit_of


class Matching:
    """Turns the conditions of one kind of unit into SQL over a table, or a query, of units."""

    def __init__(self, counted: Countable, units: FromClause) -> None:
        self._counted = counted
        self._units = units

    def all_of(self, condition: Condition) -> ColumnElement[bool]:
        """Every test of the condition holds."""
        return and_(true(), *(self._test(test) for test in condition))

    def lacks(self, condition: Condition) -> ColumnElement[bool]:
        """A field that the condition asks about has no value."""
        return or_(false(), *(self._empty(field) for field in sorted(fields_asked(condition))))

    def _column(self, name: str) -> ColumnElement[Any]:
        # The fields of a register that is not kept yet have no column, and so no value.
        return self._units.c[name] if name in self._units.c else literal("")

    def _empty(self, field: str) -> ColumnElement[bool]:
        if field.endswith("_after"):
            return self._units.c[f"{field.removesuffix('_after')}_months"] < 0
        return self._column(field) == (0 if self._counted.fields[field].many else "")

    def _test(self, test: Codes | Threshold | Come | Taken | AnyOf) -> ColumnElement[bool]:
        match test:
            case Codes():
                has = self._has(test)
                return not_(has) if test.negative else has
            case Threshold():
                outcome = self._column("outcome")
                met = outcome.in_(sorted(codes_with("contact_outcome", "threshold")))
                return met if test.met else and_(not_(met), outcome != "")
            case Come():
                months = self._units.c[f"{test.event}_months"]
                return months >= 0 if test.come else months < 0
            case Taken():
                return self._taken(test)
            case AnyOf():
                return or_(false(), *(self.all_of(option) for option in test.options))

    def _has(self, test: Codes) -> ColumnElement[bool]:
        if test.any_value:
            return not_(self._empty(test.field))
        field = self._counted.fields[test.field]
        if not field.many:
            return self._column(test.field).in_(sorted(test.codes))
        bits = sum(bit_of(field.code_list or "", code) for code in test.codes)
        return self._column(test.field).bitwise_and(bits) != 0

    def _taken(self, test: Taken) -> ColumnElement[bool]:
        limits = [self._units.c[f"{test.event}_months"] >= 0]
        if test.after is not None:
            limits.append(self._column(_measured(test, test.after)) > test.after.number)
        if test.within is not None:
            limits.append(self._column(_measured(test, test.within)) <= test.within.number)
        return and_(*limits)


def _measured(test: Taken, length: Length) -> str:
    return f"{test.event}_{length.unit}"


def columns_asked(condition: Condition) -> set[str]:
    """Return the columns of a table of units that a condition looks at."""
    found: set[str] = set()
    for test in condition:
        match test:
            case Codes():
                found.add(test.field)
            case Threshold():
                found.add("outcome")
            case Come():
                found.add(f"{test.event}_months")
            case Taken():
                lengths = [each for each in (test.after, test.within) if each is not None]
                found |= {f"{test.event}_months", *(_measured(test, each) for each in lengths)}
            case AnyOf():
                found.update(*(columns_asked(option) for option in test.options))
    return found
