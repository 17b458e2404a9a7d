"""Short lines about contacts, shown on the records that they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from lado_desktop.casework.contacts.state import ANSWERED
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.contact import CHECK, Contact
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.finding import Finding
from lado_desktop.domain.kinds.organisation import Organisation


@dataclass(frozen=True)
class ContactLine:
    """One contact in a line, enough to recognise it."""

    id: UUID
    reference: str
    received_on: date
    who: str
    setting: str
    category: str
    outcome: str
    finding: str
    in_error: bool
    """The contact was recorded in error and counts for nothing."""

    @property
    def result(self) -> str:
        """Its result so far: the finding, else the decision, in words."""
        if self.in_error:
            return "Recorded in error"
        return self.finding or self.outcome or "To be decided"


def who_is_meant(family: str | None, given: str | None, described_as: str | None) -> str:
    """Return the adult's name as lists show it, or the description of an unnamed adult."""
    if family:
        return f"{family}, {given}" if given else family
    return described_as or "Nobody named yet"


@dataclass(frozen=True)
class ContactLines:
    """The newest contacts of a record, and how many it has in all."""

    lines: list[ContactLine]
    in_all: int

    @property
    def left_out(self) -> str:
        """Return a sentence if there are more contacts than shown, else ""."""
        if self.in_all <= len(self.lines):
            return ""
        return (
            f"The newest {len(self.lines):,} of {self.in_all:,} are shown. "
            "The list of contacts has every one."
        )


def newest_lines(
    shift: Shift, session: Session, condition: ColumnElement[bool], limit: int
) -> ContactLines:
    """Return the newest contacts that match a condition, and how many match."""
    lines = lines_where(shift, session, condition, limit)
    if len(lines) < limit:
        return ContactLines(lines, len(lines))
    counted = session.scalar(select(func.count(Contact.id)).where(condition))
    return ContactLines(lines, counted or 0)


def lines_where(
    shift: Shift, session: Session, condition: ColumnElement[bool], limit: int | None = None
) -> list[ContactLine]:
    """Return the contacts that meet the condition, newest first: all, or the first of them."""
    return [_line(shift, row) for row in session.execute(_lines().where(condition).limit(limit))]


@dataclass(frozen=True)
class RelatedContacts:
    """The contacts that have to do with a contact, newest first."""

    incident: list[ContactLine]
    """Those about the other adults of the same incident."""
    follows: ContactLine | None
    followed_by: list[ContactLine]
    same_adult: list[ContactLine]
    """Every other contact about the same adult."""


def related_contacts(
    shift: Shift, session: Session, contacts: Sequence[Contact]
) -> dict[UUID, RelatedContacts]:
    """Return the contacts that have to do with each of these, by its key."""
    links = (Contact.incident_id, Contact.adult_id)
    ids = [each.id for each in contacts]
    linked = [
        column.in_(values)
        for column in links
        if (values := {getattr(each, column.key) for each in contacts} - {None})
    ]
    before = {each.follows_id for each in contacts} - {None}
    condition = or_(Contact.id.in_(before), Contact.follows_id.in_(ids), *linked)
    query = _lines().add_columns(Contact.follows_id, *links).where(condition)
    rows = session.execute(query).all()
    return {each.id: _related(shift, each, rows) for each in contacts}


def _related(shift: Shift, contact: Contact, found: Sequence[Row[Any]]) -> RelatedContacts:
    rows = [row for row in found if row.id != contact.id]

    def shares(name: str) -> list[ContactLine]:
        value = getattr(contact, name)
        return [_line(shift, row) for row in rows if value and getattr(row, name) == value]

    return RelatedContacts(
        incident=shares("incident_id"),
        follows=next((_line(shift, row) for row in rows if row.id == contact.follows_id), None),
        followed_by=[_line(shift, row) for row in rows if row.follows_id == contact.id],
        same_adult=shares("adult_id"),
    )


def _lines() -> Select[Any]:
    return (
        select(
            Contact.id,
            Contact.reference,
            Contact.received_on,
            Adult.family_name,
            Adult.given_names,
            Contact.described_as,
            Organisation.name,
            Contact.category,
            case((ANSWERED, func.coalesce(Decision.outcome, CHECK)), else_=Decision.outcome).label(
                "outcome"
            ),
            Finding.finding,
            Contact.in_error_on,
        )
        .outerjoin(Adult, Adult.id == Contact.adult_id)
        .outerjoin(Organisation, Organisation.id == Contact.setting_id)
        .outerjoin(
            Decision, and_(Decision.contact_id == Contact.id, Decision.superseded_on.is_(None))
        )
        .outerjoin(Finding, and_(Finding.contact_id == Contact.id, Finding.superseded_on.is_(None)))
        .order_by(Contact.received_on.desc(), Contact.reference.desc())
    )


def _line(shift: Shift, row: Row[Any]) -> ContactLine:
    return ContactLine(
        id=row.id,
        reference=row.reference,
        received_on=row.received_on,
        who=who_is_meant(row.family_name, row.given_names, row.described_as),
        setting=row.name or "",
        category=shift.label("category", row.category),
        outcome=shift.label("contact_outcome", row.outcome),
        finding=shift.label("finding", row.finding),
        in_error=row.in_error_on is not None,
    )
