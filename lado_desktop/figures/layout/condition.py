"""Conditions of a layout: parsed from the practice's file into tests that must all be true."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from lado_desktop.domain.practice.practice import Practice
from lado_desktop.figures.layout.length import Length
from lado_desktop.figures.problem import LayoutRefused
from lado_desktop.figures.units.countable import Asked, Countable

Event = Literal["concluded", "closed"]


@dataclass(frozen=True)
class Codes:
    """The field has one of these codes; with `negative`, none of them or no value."""

    field: str
    codes: frozenset[str]
    any_value: bool = False
    """`*`: any value, listed or not."""
    negative: bool = False


@dataclass(frozen=True)
class Threshold:
    """The outcome meets the threshold, or does not. An undecided contact passes neither."""

    met: bool


@dataclass(frozen=True)
class Come:
    """The day it was concluded or closed has come, or has not."""

    event: Event
    come: bool


@dataclass(frozen=True)
class Taken:
    """It was concluded or closed later than `after` and at most `within` from its received day."""

    event: Event
    after: Length | None
    within: Length | None


@dataclass(frozen=True)
class AnyOf:
    """At least one of these conditions is true."""

    options: tuple[Condition, ...]


Test = Codes | Threshold | Come | Taken | AnyOf
Condition = tuple[Test, ...]
"""Tests that must all be true; without tests everything is counted."""

_FLAGS: Mapping[str, Callable[[bool], Test]] = {
    "threshold": Threshold,
    "concluded": lambda come: Come("concluded", come),
    "closed": lambda come: Come("closed", come),
}
_MOST_SETS, _DEEPEST_SETS = 1_000, 20
"""The most sets in one condition, and how deep they may be nested: each may name many more."""
_OF_CONTACTS = (*_FLAGS, "within", "after", "closed_within")


class ConditionReader:
    """Parses the conditions of one kind of unit, with a practice's codes and sets.

    `place` begins every refusal: which table, which row.
    """

    def __init__(self, practice: Practice, counted: Countable, place: str) -> None:
        self._practice = practice
        self._counted = counted
        self._place = place
        self._sets_read = 0

    def read(self, said: Mapping[str, Any]) -> Condition:
        """Parse a condition. Raises LayoutRefused with a sentence."""
        self._sets_read = 0
        return tuple(self._tests(said, ()))

    def _tests(self, said: Mapping[str, Any], within_sets: tuple[str, ...]) -> Iterator[Test]:
        for key, value in said.items():
            if key == "set":
                yield from self._set(value, within_sets)
            elif key == "any":
                yield AnyOf(tuple(tuple(self._tests(each, within_sets)) for each in value))
            elif key in self._counted.fields:
                yield self._codes(self._counted.fields[key], value)
            elif not self._counted.is_contact or key not in _OF_CONTACTS:
                raise self._refused(f"“{key}” cannot be asked of {self._counted.name}.")
        yield from self._flags(said)
        yield from self._lengths(said)

    def _flags(self, said: Mapping[str, Any]) -> Iterator[Test]:
        for key in _FLAGS:
            if key in said:
                if not isinstance(said[key], bool):
                    raise self._refused(f"“{key}” is true or false.")
                yield _FLAGS[key](said[key])

    def _lengths(self, said: Mapping[str, Any]) -> Iterator[Test]:
        if "within" in said or "after" in said:
            yield Taken("concluded", self._length(said, "after"), self._length(said, "within"))
        if "closed_within" in said:
            yield Taken("closed", None, self._length(said, "closed_within"))

    def _set(self, names: Any, within_sets: tuple[str, ...]) -> Iterator[Test]:
        for name in names:
            if name not in self._practice.sets:
                raise self._refused(f"there is no set “{name}”.")
            self._sets_read += 1
            if self._sets_read > _MOST_SETS or len(within_sets) == _DEEPEST_SETS:
                raise self._refused("too many sets are within each other.")
            if name in within_sets:
                raise self._refused(f"the set “{name}” is made of itself.")
            yield from self._tests(self._practice.sets[name], (*within_sets, name))

    def _codes(self, field: Asked, values: Any) -> Codes:
        if not isinstance(values, list) or not values:
            raise self._refused(f"“{field.name}” needs a list of codes.")
        negative = [str(value).startswith("!") for value in values]
        if any(negative) and not all(negative):
            raise self._refused(f"“{field.name}” mixes codes with codes that are left out.")
        patterns = [str(value).removeprefix("!") for value in values]
        found: set[str] = set()
        for pattern in patterns:
            if pattern != "*":
                found |= self._matching(field, pattern)
        return Codes(field.name, frozenset(found), "*" in patterns, any(negative))

    def _matching(self, field: Asked, pattern: str) -> set[str]:
        if field.code_list is None:
            return {pattern.casefold()}
        known = self._practice.codes(field.code_list)
        if pattern.endswith("*"):
            stem = pattern[:-1]
            found = {code for code in known if code == stem or code.startswith(f"{stem}.")}
        else:
            found = {pattern} & known.keys()
        if not found:
            raise self._refused(f"“{field.name}” has no code “{pattern}”.")
        return found

    def _length(self, said: Mapping[str, Any], key: str) -> Length | None:
        if key not in said:
            return None
        try:
            return Length.parse(str(said[key]))
        except ValueError as error:
            raise self._refused(str(error)) from None

    def _refused(self, sentence: str) -> LayoutRefused:
        return LayoutRefused(f"{self._place}: {sentence}")


def fields_asked(condition: Condition) -> set[str]:
    """Return the fields of a condition that can be without a value.

    `concluded_after` and `closed_after` are the lengths until then. Whether a contact is concluded
    or closed is always known.
    """
    found: set[str] = set()
    for test in condition:
        match test:
            case Codes():
                found.add(test.field)
            case Threshold():
                found.add("outcome")
            case Taken():
                found.add(f"{test.event}_after")
            case Come():
                pass
            case AnyOf():
                for option in test.options:
                    found |= fields_asked(option)
    return found
