"""The units of one report: what every contact, meeting and officer was as at a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    and_,
    case,
    cast,
    extract,
    func,
    insert,
    or_,
    select,
)

from lado_desktop.domain.codes import code_lists
from lado_desktop.domain.contact import Contact, ContactChildStatus, ContactCriterion
from lado_desktop.domain.decision import Decision
from lado_desktop.domain.employment_outcome import EmploymentOutcome
from lado_desktop.domain.finding import Finding
from lado_desktop.domain.meeting import Meeting
from lado_desktop.domain.officer import Officer
from lado_desktop.domain.onward_referral import OnwardReferral
from lado_desktop.figures.countable import CONTACT_FIELDS
from lado_desktop.figures.unit_tables import CONTACTS, NEVER, UNIT_TABLES, bit_of

_DAY = 86_400
_PLAIN = {
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
}
"""Where the single values of a contact lie in its own record."""


@dataclass(frozen=True)
class Units:
    """The units as at a day, while their tables stand."""

    connection: Connection
    as_at: date

    def lost(self) -> dict[str, int]:
        """Return for each kind how many records there are more than units: nought, or a fault."""
        found = {}
        for kind, straight in straight_counts(self.connection, self.as_at).items():
            standing = self.connection.scalar(select(func.count(UNIT_TABLES[kind].c.id)))
            found[kind] = straight - (standing or 0)
        return found


@contextmanager
def units_as_at(connection: Connection, as_at: date) -> Iterator[Units]:
    """Make the tables of units as at a day, and take them away again at the end."""
    tables = list(dict.fromkeys(UNIT_TABLES.values()))
    made = []
    try:
        for table, units in zip(tables, unit_queries(as_at), strict=True):
            table.create(connection)
            made.append(table)
            connection.execute(insert(table).from_select([c.name for c in table.c], units))
        yield Units(connection, as_at)
    finally:
        for table in made:
            table.drop(connection)


def unit_queries(as_at: date) -> Sequence[Select[Any]]:
    """Return what goes into each table of units, in the order of the tables."""
    return (
        _contacts(as_at),
        _onward_referrals(as_at),
        _employment_outcomes(as_at),
        _meetings(as_at),
        _officers(as_at),
    )


def _number(day: Any) -> ColumnElement[int]:
    return cast(extract("epoch", day), Integer) // _DAY


def _seen(day: Any, as_at: date) -> ColumnElement[int]:
    """The number of a day that has come; NEVER where it has not, or there is none."""
    return case((day <= as_at, _number(day)), else_=NEVER)


def _months(start: Any, end: Any) -> ColumnElement[int]:
    """The fewest calendar months, counted at once from `start`, within which `end` lies.

    A month that has no such day ends on its last: `end` never comes later in its month than that,
    so its day alone tells whether one more month has begun.
    """
    apart = (extract("year", end) - extract("year", start)) * 12 + (
        extract("month", end) - extract("month", start)
    )
    return cast(apart + case((extract("day", end) > extract("day", start), 1), else_=0), Integer)


def _taken(start: Any, end: Any, as_at: date) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Months and days until a day that has come; -1 where it has not. None is less than nought."""
    come, before = end <= as_at, end < start
    return (
        case((and_(come, before), 0), (come, _months(start, end)), else_=-1),
        case((and_(come, before), 0), (come, _number(end) - _number(start)), else_=-1),
    )


def _code(column: Any) -> ColumnElement[str]:
    return func.coalesce(column, "")


def _bits(field: str, owner: Any, code: Any) -> FromClause:
    """For each owner, the bits of all its codes of a field; a code twice counts once."""
    code_list = CONTACT_FIELDS[field].code_list or ""
    known = {each: bit_of(code_list, each) for each in code_lists()[code_list]}
    unknown = 1 << len(known)
    bits = func.sum(cast(case(known, value=code, else_=unknown), BigInteger).distinct())
    query = select(owner.label("owner"), cast(bits, BigInteger).label("bits"))
    return query.group_by(owner).subquery()


def _in_force(record: Any, day: Any, as_at: date) -> FromClause:
    """The decision or finding of each contact in force on the as-at day, one at most."""
    newest = func.row_number().over(
        partition_by=record.contact_id, order_by=(day.desc().nulls_last(), record.id.desc())
    )
    ranked = (
        select(record.contact_id, record.id.label("record_id"), newest.label("place"))
        .where(
            or_(day.is_(None), day <= as_at),
            or_(record.superseded_on.is_(None), record.superseded_on > as_at),
        )
        .subquery()
    )
    return select(ranked).where(ranked.c.place == 1).subquery()


def visible(as_at: date) -> ColumnElement[bool]:
    """The contacts that are counted at all: received by the day, and not recorded in error."""
    return and_(Contact.in_error_on.is_(None), Contact.received_on <= as_at)


def _referral_day() -> ColumnElement[Any]:
    """An onward referral without a day of its own takes its contact's closing day."""
    return func.coalesce(OnwardReferral.made_on, Contact.closed_on)


def _referral_seen(as_at: date) -> ColumnElement[bool]:
    return or_(_referral_day().is_(None), _referral_day() <= as_at)


def _outcome_seen(as_at: date) -> ColumnElement[bool]:
    day = EmploymentOutcome.happened_on
    return or_(day.is_(None), day <= as_at)


def _contacts(as_at: date) -> Select[Any]:
    decided = _in_force(Decision, Decision.decided_on, as_at)
    found = _in_force(Finding, Finding.found_on, as_at)
    concluded, closed = Contact.concluded_on, Contact.closed_on
    concluded_after = _taken(Contact.received_on, concluded, as_at)
    closed_after = _taken(Contact.received_on, closed, as_at)
    columns: dict[str, Any] = {
        "id": Contact.id,
        "received": _number(Contact.received_on),
        "concluded": _seen(concluded, as_at),
        "closed": _seen(closed, as_at),
        "concluded_months": concluded_after[0],
        "concluded_days": concluded_after[1],
        "closed_months": closed_after[0],
        "closed_days": closed_after[1],
        **{name: _code(column) for name, column in _PLAIN.items()},
        "outcome": _code(Decision.outcome),
        # A finding is that of a concluded contact: while it is not, there is none.
        "finding": case((concluded <= as_at, _code(Finding.finding)), else_=""),
    }
    joined = (
        Contact.__table__.outerjoin(decided, decided.c.contact_id == Contact.id)
        .outerjoin(Decision, Decision.id == decided.c.record_id)
        .outerjoin(found, found.c.contact_id == Contact.id)
        .outerjoin(Finding, Finding.id == found.c.record_id)
    )
    for name, bits in _many(as_at).items():
        joined = joined.outerjoin(bits, bits.c.owner == Contact.id)
        columns[name] = func.coalesce(bits.c.bits, 0)
    ordered = [columns[column.name].label(column.name) for column in CONTACTS.c]
    return select(*ordered).select_from(joined).where(visible(as_at))


def _many(as_at: date) -> dict[str, FromClause]:
    outcomes = select(EmploymentOutcome).where(_outcome_seen(as_at)).subquery()
    referrals = (
        select(OnwardReferral.contact_id, OnwardReferral.body)
        .join(Contact, Contact.id == OnwardReferral.contact_id)
        .where(_referral_seen(as_at))
        .subquery()
    )
    return {
        "criterion": _bits("criterion", ContactCriterion.contact_id, ContactCriterion.code),
        "child_status": _bits(
            "child_status", ContactChildStatus.contact_id, ContactChildStatus.code
        ),
        "employment_outcome": _bits(
            "employment_outcome", outcomes.c.contact_id, outcomes.c.outcome
        ),
        "body": _bits("body", referrals.c.contact_id, referrals.c.body),
    }


def _hanging(kind: str, record: Any, own: dict[str, Any]) -> Select[Any]:
    """The units that hang on a contact: its columns, and their own."""
    columns = [
        (own[name] if name in own else CONTACTS.c[name]).label(name)
        for name in UNIT_TABLES[kind].c.keys()  # noqa: SIM118 (not a dict)
    ]
    return select(*columns).join_from(record, CONTACTS, CONTACTS.c.id == record.contact_id)


def _onward_referrals(as_at: date) -> Select[Any]:
    own = {
        "id": OnwardReferral.id,
        "body": OnwardReferral.body,
        "made_by": _code(OnwardReferral.made_by),
        "made": _seen(_referral_day(), as_at),
    }
    query = _hanging("onward_referrals", OnwardReferral, own)
    return query.join(Contact, Contact.id == CONTACTS.c.id).where(_referral_seen(as_at))


def _employment_outcomes(as_at: date) -> Select[Any]:
    own = {"id": EmploymentOutcome.id, "employment_outcome": EmploymentOutcome.outcome}
    return _hanging("employment_outcomes", EmploymentOutcome, own).where(_outcome_seen(as_at))


def _meetings(as_at: date) -> Select[Any]:
    columns: list[Any] = [
        Meeting.id,
        _number(Meeting.held_on),
        _code(Meeting.kind_of),
        _code(Meeting.mode),
    ]
    return select(*columns).where(Meeting.held_on <= as_at)


def _officers(as_at: date) -> Select[Any]:
    columns: list[Any] = [
        Officer.id,
        # A post without a first day was always held.
        func.coalesce(_number(Officer.started_on), -NEVER),
        _seen(Officer.ended_on, as_at),
        _code(Officer.role),
        cast(func.round(Officer.fte * 100), Integer),
    ]
    return select(*columns).where(or_(Officer.started_on.is_(None), Officer.started_on <= as_at))


def straight_counts(connection: Connection, as_at: date) -> dict[str, int]:
    """Count the units of each table from the records themselves, to hold the tables against."""
    referrals = (
        select(func.count(OnwardReferral.id))
        .join(Contact, Contact.id == OnwardReferral.contact_id)
        .where(visible(as_at), _referral_seen(as_at))
    )
    outcomes = (
        select(func.count(EmploymentOutcome.id))
        .join(Contact, Contact.id == EmploymentOutcome.contact_id)
        .where(visible(as_at), _outcome_seen(as_at))
    )
    queries = {
        "contacts": select(func.count(Contact.id)).where(visible(as_at)),
        "onward_referrals": referrals,
        "employment_outcomes": outcomes,
        "meetings": select(func.count(Meeting.id)).where(Meeting.held_on <= as_at),
    }
    return {kind: connection.scalar(query) or 0 for kind, query in queries.items()}
