"""Contacts as at a day, and the onward referrals and employment outcomes that hang on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import compress
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, func, select

from lado_desktop.domain.contact import Contact, ContactChildStatus, ContactCriterion
from lado_desktop.domain.decision import Decision
from lado_desktop.domain.employment_outcome import EmploymentOutcome
from lado_desktop.domain.finding import Finding
from lado_desktop.domain.onward_referral import OnwardReferral
from lado_desktop.figures.reading import (
    Coded,
    as_text,
    coded_read,
    columns_read,
    day_text,
    pairs_read,
)
from lado_desktop.figures.unit_set import Chosen, Owners, UnitSet, chosen_from

PLAIN: Mapping[str, Any] = {
    "intake": Contact.intake,
    "contact_method": Contact.method,
    "source": Contact.source,
    "sector": Contact.sector,
    "job_role": Contact.job_role,
    "employment_basis": Contact.employment_basis,
    "area": Contact.area,
    "category": Contact.category,
    "restraint": Contact.restraint,
    "police_status": Contact.police_status,
    "check_kind": Contact.check_kind,
    "check_result": Contact.check_result,
}
"""Where the single values of a contact lie in its own record."""


DAYS: Mapping[str, Any] = {
    "received": Contact.received_on,
    "concluded": Contact.concluded_on,
    "closed": Contact.closed_on,
}
"""The days of a contact."""


@dataclass(frozen=True)
class InForce:
    """A dated record of a contact of which one at most is in force on any day."""

    record: Any
    code: Any
    day: Any

    def begun(self, as_at: date) -> ColumnElement[bool]:
        """Its day has come, or it has none."""
        return func.coalesce(self.day, date.min) <= as_at


IN_FORCE: Mapping[str, InForce] = {
    "outcome": InForce(Decision, Decision.outcome, Decision.decided_on),
    "finding": InForce(Finding, Finding.finding, Finding.found_on),
}


def contacts_query(as_at: date, asked: Collection[str]) -> Select[Any]:
    """Every contact with its days, the asked ones of its single values, and what is in force now.

    Nothing is filtered: the database would look for almost all of them by an index, one by one.
    """
    columns = [as_text(Contact.id), *map(day_text, DAYS.values())]
    columns += [as_text(PLAIN[name]) for name in PLAIN if name in asked]
    joined: FromClause = Contact.__table__
    for name, of in IN_FORCE.items():
        if name in asked:
            record = of.record
            now = and_(
                record.contact_id == Contact.id, record.superseded_on.is_(None), of.begun(as_at)
            )
            joined = joined.outerjoin(record, now)
            columns.append(as_text(of.code))
    return select(*columns).select_from(joined)


def in_error_query() -> Select[Any]:
    """The contacts that were recorded in error, and when received: they are never counted."""
    # Compared with a day, so that their index answers: of a column not empty it is not asked.
    return select(as_text(Contact.id), day_text(Contact.received_on)).where(
        Contact.in_error_on >= date.min
    )


def in_force_query(name: str, as_at: date) -> Select[Any]:
    """What was in force on the as-at day and is superseded since, the last of each contact last."""
    of = IN_FORCE[name]
    record = of.record
    changed = select(record.contact_id).where(record.superseded_on > as_at)
    stood = func.coalesce(record.superseded_on, date.max) > as_at
    return (
        select(as_text(record.contact_id), as_text(of.code))
        .where(record.contact_id.in_(changed), of.begun(as_at), stood)
        .order_by(of.day.asc().nulls_first(), record.id)
    )


def referrals_query() -> Select[Any]:
    """Every onward referral; whether its day has come is seen from its contact too."""
    return select(
        as_text(OnwardReferral.id),
        as_text(OnwardReferral.contact_id),
        as_text(OnwardReferral.body),
        as_text(OnwardReferral.made_by),
        day_text(OnwardReferral.made_on),
    )


def outcomes_query() -> Select[Any]:
    """Every employment outcome."""
    return select(
        as_text(EmploymentOutcome.id),
        as_text(EmploymentOutcome.contact_id),
        as_text(EmploymentOutcome.outcome),
        day_text(EmploymentOutcome.happened_on),
    )


class ContactUnits:
    """Contacts and what hangs on them, each read when it is first asked for.

    `asked` are the fields that will be asked about; the others are not read.
    """

    def __init__(self, connection: Connection, as_at: date, asked: Collection[str]) -> None:
        self._connection = connection
        self._as_at = as_at
        self._asked = asked
        self.lost: dict[str, int] = {}
        """By kind, how many records there are more than units: nought, or a fault."""

    @cached_property
    def _in_error(self) -> dict[str, str]:
        return pairs_read(self._connection, in_error_query())

    @cached_property
    def _read(self) -> tuple[list[str], dict[str, Coded]]:
        """The keys of the contacts that are counted, and their other columns by name."""
        query = contacts_query(self._as_at, self._asked)
        ids, columns = coded_read(self._connection, query)
        singles = [name for name in (*PLAIN, *IN_FORCE) if name in self._asked]
        read = dict(zip((*DAYS, *singles), columns, strict=True))
        last, received = self._as_at.isoformat(), read["received"]
        late = {number for number, day in enumerate(received.values) if str(day) > last}
        if not self._in_error and not late:
            return ids, read
        # Received by the day, and not recorded in error.
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
        self.lost["contacts"] = self._straight_count() - len(ids)
        return UnitSet(
            ids,
            self._as_at,
            codes={name: read[name] for name in read if name not in DAYS},
            days={name: read[name] for name in DAYS},
            # A finding is that of a concluded contact: while it is not, there is none.
            until={"finding": "concluded"},
            many=self._many(),
        )

    def _many(self) -> dict[str, dict[str, Chosen]]:
        many = {}
        for field, record in (
            ("criterion", ContactCriterion),
            ("child_status", ContactChildStatus),
        ):
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
        """The contacts that have a code, by code."""
        size = len(self._place)
        digits: defaultdict[str, bytearray] = defaultdict(lambda: bytearray(b"0") * size)
        for place, code in zip(places, codes, strict=True):
            if place is not None:
                digits[code][place] = 49
        return {code: chosen_from(bytes(each)) for code, each in digits.items()}

    def _hanging(
        self, kind: str, rows: Sequence[Sequence[Any]], days: Sequence[str | None]
    ) -> list[Any]:
        """Those rows whose contact is counted and whose day, if any, has come.

        Columns: key, place of the contact, what else the rows have, and the day.
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
        """How many name a contact that is not there at all."""
        (known,) = map(set, columns_read(self._connection, select(as_text(Contact.id))))
        return sum(owner not in known for owner in owners)

    @cached_property
    def _referrals(self) -> list[Any]:
        *rows, made = columns_read(self._connection, referrals_query())
        closed = self._read[1]["closed"]
        closing_day = list(map(closed.values.__getitem__, closed.numbers))
        # Without a day of its own it takes its contact's closing day.
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

    def _straight_count(self) -> int:
        """Count the contacts apart from reading them: all, less those recorded in error."""
        by_then = Contact.received_on <= self._as_at
        received = self._connection.scalar(select(func.count()).select_from(Contact).where(by_then))
        last = self._as_at.isoformat()
        return (received or 0) - sum(day <= last for day in self._in_error.values())
