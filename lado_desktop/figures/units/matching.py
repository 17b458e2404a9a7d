"""Finds the units of a kind that meet a condition. Each test is true or false, never unknown."""

from __future__ import annotations

from lado_desktop.domain.practice.codes import codes_with
from lado_desktop.figures.layout.condition import (
    AnyOf,
    Codes,
    Come,
    Condition,
    Taken,
    Threshold,
    fields_asked,
)
from lado_desktop.figures.units.unit_set import Chosen, UnitSet


class Matching:
    """Chooses units of one kind by conditions."""

    def __init__(self, units: UnitSet) -> None:
        self._units = units
        self.everything = units.everything

    def all_of(self, condition: Condition) -> Chosen:
        """Return the units that pass every test of the condition."""
        found = self.everything
        for test in condition:
            found &= self._test(test)
        return found

    def lacks(self, condition: Condition) -> Chosen:
        """Return the units without a value in a field of the condition."""
        found = 0
        for field in fields_asked(condition):
            found |= self._empty(field)
        return found

    def without(self, chosen: Chosen) -> Chosen:
        """Return all other units."""
        return self.everything ^ chosen

    def _empty(self, field: str) -> Chosen:
        if field.endswith("_after"):
            return self.without(self._units.come(field.removesuffix("_after")))
        return self._units.empty(field)

    def _test(self, test: Codes | Threshold | Come | Taken | AnyOf) -> Chosen:
        match test:
            case Codes():
                has = self._has(test)
                return self.without(has) if test.negative else has
            case Threshold():
                met = self._units.one_of("outcome", codes_with("contact_outcome", "threshold"))
                return met if test.met else self.without(met | self._units.empty("outcome"))
            case Come():
                come = self._units.come(test.event)
                return come if test.come else self.without(come)
            case Taken():
                return self._taken(test)
            case AnyOf():
                found = 0
                for option in test.options:
                    found |= self.all_of(option)
                return found

    def _has(self, test: Codes) -> Chosen:
        if test.any_value:
            return self.without(self._units.empty(test.field))
        return self._units.one_of(test.field, test.codes)

    def _taken(self, test: Taken) -> Chosen:
        found = self._units.come(test.event)
        if test.after is not None:
            found &= ~self._units.within(test.event, test.after)
        if test.within is not None:
            found &= self._units.within(test.event, test.within)
        return found
