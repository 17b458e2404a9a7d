"""The units of one kind, stored by column, and conditions on them.

Chosen units are an integer with a bit for each unit. Two conditions are joined by one `&`, and a
count is the number of bits. See `docs/adr/0007-figures.md` for why.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import compress
from operator import gt
from typing import Any

from lado_desktop.figures.layout.length import Length
from lado_desktop.figures.units.reading import Coded

Chosen = int
"""Chosen units of a kind. The first unit is the highest bit."""
NEVER = "~"
"""A day that never comes: it sorts after every day."""
_DIGITS = bytes([48, 49, *range(2, 256)])
"""Translates flags of 0 and 1 into digits."""


def chosen_from(digits: bytes) -> Chosen:
    """Return the integer of digits, b"0" or b"1" for each unit."""
    return int(b"0" + digits, 2)


class _Column:
    """One value for each unit, stored as the index of a sorted value in one byte, or in two."""

    def __init__(self, coded: Coded, last: str = "") -> None:
        """Add a column. Days after the last day given have not come."""
        said = coded.values
        seen = [_seen(each, last) if last else each or "" for each in said]
        self.values = sorted(set(seen))
        rank = {value: place for place, value in enumerate(self.values)}
        place = [rank[value] for value in seen]
        placed = map(place.__getitem__, coded.numbers)
        self.places: Sequence[int]
        if len(rank) <= 256:
            self.places = self._low = bytes(placed)
            self._high = b""
        else:
            self.places = pairs = array("H", placed)
            raw = pairs.tobytes()
            low_first = sys.byteorder == "little"
            self._low, self._high = raw[not low_first :: 2], raw[low_first::2]

    def holding(self, first: int, end: int) -> Chosen:
        """Return the units whose value has one of these indexes, the end excluded."""
        return self._under(end) & ~self._under(first)

    def _under(self, end: int) -> Chosen:
        if not self._high:
            return _having(self._low, range(min(end, 256)))
        high, low = divmod(end, 256)
        equal = _having(self._high, (high,)) & _having(self._low, range(low)) if low else 0
        return _having(self._high, range(high)) | equal

    def one_of(self, codes: Container[str]) -> Chosen:
        """Return the units that have one of these codes."""
        places = [place for place, value in enumerate(self.values) if value in codes]
        if not self._high:
            return _having(self._low, places)
        found = 0
        for place in places:
            found |= self.holding(place, place + 1)
        return found


def _seen(day: str | None, last: str) -> str:
    return day if day is not None and day <= last else NEVER


def _having(column: bytes, values: Iterable[int]) -> Chosen:
    table = bytearray(b"0" * 256)
    for value in values:
        table[value] = 49
    return chosen_from(column.translate(bytes(table)))


@dataclass(frozen=True)
class Owners:
    """The contacts that units belong to, and for each unit the index of its contact."""

    contacts: UnitSet
    places: Sequence[int]


class UnitSet:
    """The units of one kind as at a day.

    `codes` has one code or None for each unit; `many` the units that have a code, by field and
    code; `days` one day in ISO 8601 or None for each unit; `amounts` what can be summed. A day
    after the as-at day has not come. `until` names fields without a value until a day. With
    `owners`, a unit has its contact's values for fields that it lacks.
    """

    def __init__(
        self,
        ids: Sequence[Any],
        as_at: date,
        *,
        codes: Mapping[str, Coded] | None = None,
        many: Mapping[str, Mapping[str, Chosen]] | None = None,
        days: Mapping[str, Coded] | None = None,
        until: Mapping[str, str] | None = None,
        amounts: Mapping[str, Sequence[int]] | None = None,
        owners: Owners | None = None,
    ) -> None:
        self._ids = ids
        self._as_at = as_at.isoformat()
        self.everything: Chosen = (1 << len(ids)) - 1
        self._codes = codes or {}
        self._many = many or {}
        self._days = days or {}
        self._until = until or {}
        self._amounts = amounts or {}
        self._owners = owners
        self._columns: dict[str, _Column] = {}
        self._known: dict[tuple[Any, ...], Chosen] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def one_of(self, field: str, codes: frozenset[str]) -> Chosen:
        """Return the units that have one of these codes."""
        return self._once(("one of", field, codes), lambda: self._one_of(field, codes))

    def _one_of(self, field: str, codes: frozenset[str]) -> Chosen:
        if field in self._codes:
            found = self._column(field, self._codes[field]).one_of(codes)
            if field not in self._until:
                return found
            come = self.come(self._until[field])
            return found & come | (self.everything ^ come if "" in codes else 0)
        if field in self._many:
            found = 0
            for code in codes:
                found |= self._many[field].get(code, 0)
            return found
        return self._of_contact(lambda contacts: contacts.one_of(field, codes))

    def empty(self, field: str) -> Chosen:
        """Return the units without a value in a field."""
        if field in self._codes:
            return self.one_of(field, frozenset(("",)))
        if field in self._many:
            return self.everything ^ self.one_of(field, frozenset(self._many[field]))
        return self._once(
            ("empty", field), lambda: self._of_contact(lambda contacts: contacts.empty(field))
        )

    def before(self, name: str, day: date) -> Chosen:
        """Return the units whose day of that name is before this day."""
        return self._once(("before", name, day), lambda: self._before(name, day.isoformat()))

    def _before(self, name: str, day: str) -> Chosen:
        if name not in self._days:
            return self._of_contact(lambda contacts: contacts.before(name, date.fromisoformat(day)))
        column = self._day(name)
        return column.holding(0, bisect_left(column.values, day))

    def by(self, name: str, day: date) -> Chosen:
        """Return the units whose day of that name has come by this day."""
        return self.before(name, day + timedelta(days=1))

    def between(self, name: str, first: date, last: date) -> Chosen:
        """Return the units whose day of that name is one of these days, both included."""
        return self.by(name, last) & ~self.before(name, first)

    def come(self, name: str) -> Chosen:
        """Return the units whose day of that name has come."""
        return self.before(name, date.max)

    def within(self, name: str, length: Length) -> Chosen:
        """Return the units whose day came at most a length after the day received."""
        return self._once(("within", name, length), lambda: self._within(name, length))

    def _within(self, name: str, length: Length) -> Chosen:
        if name not in self._days:
            return self._of_contact(lambda contacts: contacts.within(name, length))
        received, ended = self._day("received"), self._day(name)
        days = [day for day in received.values if day != NEVER]
        limits = [bisect_right(ended.values, limit) for limit in length.limits(days)]
        flags = map(gt, map(limits.__getitem__, received.places), ended.places)
        return chosen_from(bytes(flags).translate(_DIGITS))

    def ids_of(self, chosen: Chosen) -> list[Any]:
        """Return the ids of the chosen units."""
        return list(compress(self._ids, self._flags(chosen)))

    def amount(self, name: str, chosen: Chosen) -> int:
        """Sum an amount of the chosen units."""
        return sum(compress(self._amounts[name], self._flags(chosen)))

    def _flags(self, chosen: Chosen) -> Iterable[int]:
        return map(int, self._written(chosen))

    def _written(self, chosen: Chosen) -> str:
        return format(chosen, f"0{len(self)}b") if len(self) else ""

    def _of_contact(self, ask: Any) -> Chosen:
        """Return the units whose contact is chosen by a question to the contacts."""
        if self._owners is None:
            raise KeyError("These units have no such field.")
        contacts = self._owners.contacts
        flags = contacts._written(ask(contacts)).encode()  # noqa: SLF001  (another of its own kind)
        return chosen_from(bytes(map(flags.__getitem__, self._owners.places)))

    def _column(self, name: str, coded: Coded, last: str = "") -> _Column:
        if name not in self._columns:
            self._columns[name] = _Column(coded, last)
        return self._columns[name]

    def _day(self, name: str) -> _Column:
        return self._column(name, self._days[name], self._as_at)

    def _once(self, asked: tuple[Any, ...], find: Any) -> Chosen:
        if asked not in self._known:
            self._known[asked] = find()
        return self._known[asked]
