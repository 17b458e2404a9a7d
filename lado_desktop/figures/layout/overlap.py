"""Finds rows of a table that one unit could fit both, from the layout alone.

A condition becomes boxes. A box has the possible values of every field, and a unit meets the
condition if it is in one of its boxes. Two rows overlap if a box of one and a box of the other have
a unit in common that the table counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations, product

from lado_desktop.domain.practice.codes import codes_with
from lado_desktop.domain.practice.practice import Practice
from lado_desktop.figures.layout.condition import (
    AnyOf,
    Codes,
    Come,
    Condition,
    Taken,
    Test,
    Threshold,
)
from lado_desktop.figures.layout.layout import Layout, Row
from lado_desktop.figures.layout.layout_file import layouts_of
from lado_desktop.figures.problem import LayoutRefused
from lado_desktop.figures.units.countable import Countable

_NONE, _UNLISTED = "", "?"
_LONGEST = 1_000_000
_MOST_BOXES = 100_000
"""For one table: 2 s of work. The longest shipped table needs 360."""


@dataclass(frozen=True)
class _Span:
    """A length of time, more than `over` and at most `limit`, in months and in days."""

    over_months: int = -1
    limit_months: int = _LONGEST
    over_days: int = -1
    limit_days: int = _LONGEST

    def with_both(self, other: _Span) -> _Span:
        return _Span(
            max(self.over_months, other.over_months),
            min(self.limit_months, other.limit_months),
            max(self.over_days, other.over_days),
            min(self.limit_days, other.limit_days),
        )

    @property
    def is_possible(self) -> bool:
        return self.over_months < self.limit_months and self.over_days < self.limit_days


@dataclass(frozen=True)
class _Box:
    """The possible values of every field. A field that is not named may have any."""

    one: Mapping[str, frozenset[str]] = field(default_factory=dict)
    wanted: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)
    """For many-valued fields: at least one code of each of these sets."""
    barred: Mapping[str, frozenset[str]] = field(default_factory=dict)
    come: Mapping[str, frozenset[bool]] = field(default_factory=dict)
    taken: Mapping[str, _Span] = field(default_factory=dict)

    def with_both(self, other: _Box) -> _Box:
        """The intersection of both boxes."""
        one, wanted, barred = dict(self.one), dict(self.wanted), dict(self.barred)
        come, taken = dict(self.come), dict(self.taken)
        for name, values in other.one.items():
            one[name] = one.get(name, values) & values
        for name, sets in other.wanted.items():
            wanted[name] = wanted.get(name, ()) + sets
        for name, values in other.barred.items():
            barred[name] = barred.get(name, frozenset()) | values
        for event, flags in other.come.items():
            come[event] = come.get(event, flags) & flags
        for event, span in other.taken.items():
            taken[event] = taken.get(event, span).with_both(span)
        return _Box(one, wanted, barred, come, taken)

    def is_possible(self) -> bool:
        """Tell whether a unit can be in the box.

        A finding counts only for a concluded contact, so an open one has none.
        """
        found = self.one.get("finding")
        come = dict(self.come)
        if found is not None and _NONE not in found:
            come["concluded"] = come.get("concluded", frozenset((True,))) & {True}
        one = dict(self.one)
        if come.get("concluded") == frozenset((False,)) and found is not None:
            one["finding"] = found & {_NONE}
        return (
            all(one.values())
            and all(come.values())
            and all(span.is_possible for span in self.taken.values())
            and all(
                wanted - self.barred.get(name, frozenset())
                for name, sets in self.wanted.items()
                for wanted in sets
            )
        )


def check_overlaps(practice: Practice) -> None:
    """Refuse a practice with a table in which a unit could be in two rows.

    Counting does not check this: the table is counted and does not reconcile. Raises LayoutRefused
    with a sentence for each pair of rows.
    """
    sentences = [
        f"Table “{layout.id}”: one unit could stand in “{first}” and in “{second}”."
        for layout in layouts_of(practice)
        for first, second in overlaps(practice, layout)
    ]
    if sentences:
        raise LayoutRefused(" ".join(sentences))


def overlaps(practice: Practice, layout: Layout) -> list[tuple[str, str]]:
    """Return the pairs of rows of an exclusive table that one unit could fit both."""
    if not layout.exclusive:
        return []
    boxing = _Boxing(practice, layout.counted)
    groups = list(layout.groups.values())
    if not layout.first_match:
        groups.insert(0, layout.placing)
    return [
        (first.label, second.label)
        for rows in groups
        for first, second in combinations(rows, 2)
        if boxing.has_any((*_around(layout, first), *first.condition, *second.condition))
    ]


def wholes(practice: Practice, layout: Layout) -> set[str]:
    """Return the rows that count what other rows count together, by label.

    Rows within a row are left out. A table whose rows may not overlap has none.
    """
    if layout.exclusive:
        return set()
    rows = [row for row in layout.rows if row.part_of is None]
    return {row.label for row in rows if _is_union(practice, layout, row, rows)}


def _is_union(practice: Practice, layout: Layout, row: Row, rows: Iterable[Row]) -> bool:
    """Tell whether several of these rows are within a row and cover all of it."""
    boxing = _Boxing(practice, row.counted)
    parts = [
        other.condition
        for other in rows
        if (other.counted, other.basis, other.show) == (row.counted, row.basis, row.show)
        and not boxing.has_any((*layout.where, *other.condition, _not(row.condition)))
        and boxing.has_any((*layout.where, *row.condition, _not(other.condition)))
    ]
    return bool(parts) and not boxing.has_any((*layout.where, *row.condition, *map(_not, parts)))


def _not(condition: Condition) -> Test:
    """Return the test that a unit passes when it does not meet a condition."""
    return AnyOf(tuple(option for test in condition for option in _failing(test)))


def _failing(test: Test) -> list[Condition]:
    """Return the ways in which a unit can fail a test."""
    match test:
        case Codes():
            return [(replace(test, negative=not test.negative),)]
        case Threshold():
            undecided = Codes("outcome", frozenset(), any_value=True, negative=True)
            return [(Threshold(not test.met),), (undecided,)]
        case Come():
            return [(Come(test.event, not test.come),)]
        case Taken(event, after, within):
            early = [(Taken(event, None, after),)] if after else []
            late = [(Taken(event, within, None),)] if within else []
            return [(Come(event, False),), *early, *late]
        case AnyOf():
            return [tuple(_not(option) for option in test.options)]


def _around(layout: Layout, row: Row) -> Iterator[Test]:
    yield from layout.where
    for parent in layout.above(row):
        yield from parent.condition


class _Boxing:
    """Converts the conditions of one kind of unit into boxes."""

    def __init__(self, practice: Practice, counted: Countable) -> None:
        self._practice = practice
        self._counted = counted
        self._left = _MOST_BOXES

    def has_any(self, condition: Condition) -> bool:
        """Tell whether any unit can pass a condition."""
        return any(box.is_possible() for box in self._boxes(condition))

    def _boxes(self, condition: Condition) -> list[_Box]:
        boxes = [_Box()]
        for test in condition:
            others = list(self._boxes_of(test))
            self._left -= len(boxes) * len(others)
            if self._left < 0:
                raise LayoutRefused("A table has too many rows or alternatives to be checked.")
            pairs = product(boxes, others)
            boxes = [both for one, other in pairs if (both := one.with_both(other)).is_possible()]
        return boxes

    def _boxes_of(self, test: Test) -> Iterable[_Box]:
        match test:
            case Codes():
                return [self._codes(test)]
            case Threshold():
                met = codes_with("contact_outcome", "threshold")
                decided = self._values("outcome") - {_NONE}
                return [_Box(one={"outcome": met if test.met else decided - met})]
            case Come():
                return [_Box(come={test.event: frozenset((test.come,))})]
            case Taken():
                return [_taken(test)]
            case AnyOf():
                return [box for option in test.options for box in self._boxes(option)]

    def _values(self, name: str) -> frozenset[str]:
        code_list = self._counted.fields[name].code_list
        known = frozenset(self._practice.codes(code_list)) if code_list else frozenset()
        return known | {_NONE, _UNLISTED}

    def _codes(self, test: Codes) -> _Box:
        values = self._values(test.field)
        meant = values - {_NONE} if test.any_value else test.codes
        if not self._counted.fields[test.field].many:
            return _Box(one={test.field: values - meant if test.negative else meant})
        if test.negative:
            return _Box(barred={test.field: meant})
        return _Box(wanted={test.field: (meant,)})


def _taken(test: Taken) -> _Box:
    """Months bound days too, so that `after` 1 month and `within` 4 weeks exclude each other."""
    span = _Span()
    if test.after is not None:
        span = replace(span, over_days=test.after.fewest_days)
        if test.after.unit == "months":
            span = replace(span, over_months=test.after.number)
    if test.within is not None:
        span = replace(span, limit_days=test.within.most_days)
        if test.within.unit == "months":
            span = replace(span, limit_months=test.within.number)
    return _Box(come={test.event: frozenset((True,))}, taken={test.event: span})
