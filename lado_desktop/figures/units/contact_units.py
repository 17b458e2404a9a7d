"""Contacts as at a day, with their onward referrals and employment outcomes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cached_property
from itertools import compress
from typing import Any

from sqlalchemy import Connection, func, select

from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.figures.units.contact_queries import (
    DAYS,
    IN_FORCE,
    PLAIN,
    SEVERAL,
    contacts_query,
    in_error_query,
    in_force_query,
    outcomes_query,
    referrals_query,
)
from lado_desktop.figures.units.reading import Coded, as_text, coded_read, columns_read, pairs_read
from lado_desktop.figures.units.unit_set import NEVER, Chosen, Owners, UnitSet, chosen_from


class ContactUnits:
    """Contacts and their parts, each read when it is first needed.

    `asked` are the fields that will be asked about, and `since` is the first day of any column.
    Other fields, and contacts that ended by then, are not read.
    """

    def __init__(
        self, connection: Connection, as_at: date, since: date, asked: Collection[str]
    ) -> None:
        self._connection = connection
        self._as_at = as_at
        self._since = since
        self._asked = asked
        self.lost: dict[str, int] = {}
        """For each kind, how many records there are more than units. Anything but 0 is a fault."""

    @cached_property
    def _in_error(self) -> dict[str, str]:
        return pairs_read(self._connection, in_error_query())

    @cached_property
    def _read(self) -> tuple[list[str], dict[str, Coded]]:
        """Read the ids of the counted contacts, and their other columns by name."""
        query = contacts_query(self._as_at, self._since, self._asked)
        ids, columns = coded_read(self._connection, query)
        singles = [name for name in (*PLAIN, *IN_FORCE) if name in self._asked]
        read = dict(zip((*DAYS, *singles), columns, strict=True))
        self.lost["contacts"] = self._not_read(len(ids), read["concluded"])
        last, received = self._as_at.isoformat(), read["received"]
        late = {number for number, day in enumerate(received.values) if str(day) > last}
        if not self._in_error and not late:
            return ids, read
        # Received by the as-at day, and not recorded in error.
        pairs = zip(ids, received.numbers, strict=True)
        kept = [id not in self._in_error and number not in late for id, number in pairs]
        return list(compress(ids, kept)), {name: read[name].kept(kept) for name in read}

    @cached_property
    def _place(self) -> dict[str, int]:
        return {id: place for place, id in enumerate(self._read[0])}

    @cached_property
    def contacts(self) -> UnitSet:
        """The contacts."""
        ids, read = self._read
        for name in IN_FORCE.keys() & read.keys():
            since_changed = pairs_read(self._connection, in_force_query(name, self._as_at))
            for id, code in since_changed.items():
                if id in self._place:
                    read[name].put(self._place[id], code)
        return UnitSet(
            ids,
            self._as_at,
            codes={name: read[name] for name in read if name not in DAYS},
            days={name: read[name] for name in DAYS},
            # A finding counts only while its contact is concluded.
            until={"finding": "concluded"},
            many=self._many(),
        )

    def _many(self) -> dict[str, dict[str, Chosen]]:
        many = {}
        for field, record in SEVERAL.items():
            if field in self._asked:
                query = select(as_text(record.contact_id), as_text(record.code))
                owners, codes = columns_read(self._connection, query)
                many[field] = self._having(map(self._place.get, owners), codes)
        if "body" in self._asked:
            many["body"] = self._having(self._referrals[1], self._referrals[2])
        if "employment_outcome" in self._asked:
            many["employment_outcome"] = self._having(self._outcomes[1], self._outcomes[2])
        return many

    def _having(self, places: Iterable[int | None], codes: Sequence[str]) -> dict[str, Chosen]:
        """Return the contacts that have each code, by code."""
        size = len(self._place)
        digits: defaultdict[str, bytearray] = defaultdict(lambda: bytearray(b"0") * size)
        for place, code in zip(places, codes, strict=True):
            if place is not None:
                digits[code][place] = 49
        return {code: chosen_from(bytes(each)) for code, each in digits.items()}

    def _hanging(
        self, kind: str, rows: Sequence[Sequence[Any]], days: Sequence[str | None]
    ) -> list[Any]:
        """Return the rows whose contact is counted and whose day, if any, has come.

        Columns: id, index of the contact, the rows' other columns, and the day.
        """
        last = self._as_at.isoformat()
        places = list(map(self._place.get, rows[1]))
        if None in places:
            self.lost[kind] = self._strays(rows[1])
        columns = [rows[0], places, *rows[2:], days]
        kept = [
            place is not None and (day or "") <= last
            for place, day in zip(places, days, strict=True)
        ]
        return columns if all(kept) else [list(compress(column, kept)) for column in columns]

    def _strays(self, owners: Iterable[str]) -> int:
        """Count the rows that refer to a contact that does not exist."""
        return len(set(owners) - self._known)

    @cached_property
    def _known(self) -> set[str]:
        (ids,) = columns_read(self._connection, select(as_text(Contact.id)))
        return set(ids)

    @cached_property
    def _referrals(self) -> list[Any]:
        *rows, made = columns_read(self._connection, referrals_query())
        closed = self._read[1]["closed"]
        closing_day = list(map(closed.values.__getitem__, closed.numbers))
        # An outcome without a day counts on its contact's closing day.
        days = [
            on or (closing_day[self._place[owner]] if owner in self._place else None)
            for owner, on in zip(rows[1], made, strict=True)
        ]
        return self._hanging("onward_referrals", rows, days)

    @cached_property
    def _outcomes(self) -> list[Any]:
        *rows, happened = columns_read(self._connection, outcomes_query())
        return self._hanging("employment_outcomes", rows, happened)

    @cached_property
    def onward_referrals(self) -> UnitSet:
        """The onward referrals."""
        ids, places, body, made_by, made = self._referrals
        return UnitSet(
            ids,
            self._as_at,
            codes={"body": Coded(body), "made_by": Coded(made_by)},
            days={"made": Coded(made)},
            owners=Owners(self.contacts, places),
        )

    @cached_property
    def employment_outcomes(self) -> UnitSet:
        """The employment outcomes."""
        ids, places, outcome, _ = self._outcomes
        return UnitSet(
            ids,
            self._as_at,
            codes={"employment_outcome": Coded(outcome)},
            owners=Owners(self.contacts, places),
        )

    def _not_read(self, read: int, concluded: Coded) -> int:
        """Count the contacts besides those read and those that ended before."""
        begins = self._since.isoformat()
        early = {number for number, day in enumerate(concluded.values) if (day or NEVER) < begins}
        read_too = sum(number in early for number in concluded.numbers)
        count = select(func.count()).select_from(Contact)
        over = self._connection.scalar(count.where(Contact.concluded_on < self._since)) or 0
        return (self._connection.scalar(count) or 0) - read - (over - read_too)
