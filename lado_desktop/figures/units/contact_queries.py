"""Queries of contacts and their dated parts, for counting."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from lado_desktop.domain.fields.field import FieldKind, counted_of
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.employment_outcome import EmploymentOutcome
from lado_desktop.domain.kinds.finding import Finding
from lado_desktop.domain.kinds.onward_referral import OnwardReferral
from lado_desktop.figures.units.reading import as_text, code_column, day_text

_Earlier = aliased(Contact)
_BEFORE = case(
    (Contact.adult_id.is_(None), None),
    (
        exists().where(
            _Earlier.adult_id == Contact.adult_id,
            _Earlier.in_error_on.is_(None),
            or_(
                _Earlier.received_on < Contact.received_on,
                and_(_Earlier.received_on == Contact.received_on, _Earlier.id < Contact.id),
            ),
        ),
        "again",
    ),
    else_="first",
)
"""Whether there was an earlier contact about the same adult; NULL where nobody is named."""

PLAIN: Mapping[str, Any] = {
    **{
        name: code_column(Contact, field)
        for name, field in counted_of(Contact).items()
        if field.kind is not FieldKind.CHOICES
    },
    "adult_before": _BEFORE,
}
"""The columns of a contact's single values."""


SEVERAL: Mapping[str, Any] = {
    name: getattr(Contact, field.name).target_class
    for name, field in counted_of(Contact).items()
    if field.kind is FieldKind.CHOICES
}
"""The tables of a contact's many-valued fields, a row for each value."""

DAYS: Mapping[str, Any] = {
    "received": Contact.received_on,
    "concluded": Contact.concluded_on,
    "closed": Contact.closed_on,
}
"""The days of a contact."""


@dataclass(frozen=True)
class InForce:
    """A dated record of a contact, of which at most one is current on any day."""

    record: Any
    code: Any
    day: Any

    def begun(self, as_at: date) -> ColumnElement[bool]:
        """Return the condition that its day has come, or that it has none."""
        return func.coalesce(self.day, date.min) <= as_at


IN_FORCE: Mapping[str, InForce] = {
    "outcome": InForce(Decision, Decision.outcome, Decision.decided_on),
    "finding": InForce(Finding, Finding.finding, Finding.found_on),
}


def contacts_query(as_at: date, since: date, asked: Collection[str]) -> Select[Any]:
    """Return the query of contacts: days, the asked single values, current decision and finding.

    Contacts that ended before `since` are left out: no later column counts them.
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
    return select(*columns).select_from(joined).where(_not_over(since))


def _not_over(since: date) -> ColumnElement[bool]:
    """Return the condition for contacts with a day since then, or not concluded.

    It is written so that no index is used: SQLite would look up each of many records.
    """
    referred = select(OnwardReferral.contact_id).where(OnwardReferral.made_on >= since)
    return or_(
        func.coalesce(Contact.concluded_on, date.max) >= since,
        func.coalesce(Contact.closed_on, date.min) >= since,
        func.coalesce(Contact.received_on, date.min) >= since,
        Contact.id.in_(referred),
    )


def in_error_query() -> Select[Any]:
    """Return the query of contacts recorded in error, which are never counted."""
    # Compared with a day, so that SQLite uses the column's index, as it does not for IS NOT NULL.
    return select(as_text(Contact.id), day_text(Contact.received_on)).where(
        Contact.in_error_on >= date.min
    )


def in_force_query(name: str, as_at: date) -> Select[Any]:
    """Return the query of what was current on the as-at day and superseded since, latest last."""
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
    """Return the query of all onward referrals. Their contact's day decides too."""
    return select(
        as_text(OnwardReferral.id),
        as_text(OnwardReferral.contact_id),
        as_text(OnwardReferral.body),
        as_text(OnwardReferral.made_by),
        day_text(OnwardReferral.made_on),
    )


def outcomes_query() -> Select[Any]:
    """Return the query of all employment outcomes."""
    return select(
        as_text(EmploymentOutcome.id),
        as_text(EmploymentOutcome.contact_id),
        as_text(EmploymentOutcome.outcome),
        day_text(EmploymentOutcome.happened_on),
    )
