"""Contacts in a line each, wherever another record names the contacts that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.adult import Adult
from lado_desktop.domain.contact import Contact
from lado_desktop.domain.decision import Decision
from lado_desktop.domain.finding import Finding
from lado_desktop.domain.organisation import Organisation


@dataclass(frozen=True)
class ContactLine:
    """One contact in a line: enough to recognise it."""

    id: UUID
    reference: str
    received_on: date
    who: str
    setting: str
    category: str
    outcome: str
    finding: str
    in_error: bool
    """It was recorded in error: it stands for nothing."""


def who_is_meant(family: str | None, given: str | None, described_as: str | None) -> str:
    """Return the adult's name as a list shows it, or who is meant where nobody is named."""
    if family:
        return f"{family}, {given}" if given else family
    return described_as or "Nobody named yet"


def lines_where(
    shift: Shift, session: Session, condition: ColumnElement[bool]
) -> list[ContactLine]:
    """Return the contacts that meet the condition, newest first, at most 500."""
    query = (
        select(
            Contact.id,
            Contact.reference,
            Contact.received_on,
            Adult.family_name,
            Adult.given_names,
            Contact.described_as,
            Organisation.name,
            Contact.category,
            Decision.outcome,
            Finding.finding,
            Contact.in_error_on,
        )
        .outerjoin(Adult, Adult.id == Contact.adult_id)
        .outerjoin(Organisation, Organisation.id == Contact.setting_id)
        .outerjoin(
            Decision, and_(Decision.contact_id == Contact.id, Decision.superseded_on.is_(None))
        )
        .outerjoin(Finding, and_(Finding.contact_id == Contact.id, Finding.superseded_on.is_(None)))
        .where(condition)
        .order_by(Contact.received_on.desc(), Contact.reference.desc())
        .limit(500)
    )
    return [
        ContactLine(
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
        for row in session.execute(query)
    ]
