"""Small queries about the contact of an invented life."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.action import UNFINISHED, Action
from lado_desktop.domain.kinds.allegation import Allegation
from lado_desktop.domain.kinds.contact import Contact


def is_closed(shift: Shift, contact_id: UUID) -> bool:
    """Tell whether a contact is closed."""
    query = select(Contact.closed_on).where(Contact.id == contact_id)
    with shift.reading() as session:
        return session.scalar(query) is not None


def allegation_version(shift: Shift, contact_id: UUID) -> int:
    """Return the version of a contact's allegation."""
    query = select(Allegation.version).where(Allegation.contact_id == contact_id)
    with shift.reading() as session:
        return session.scalars(query).one()


def unfinished(shift: Shift, contact_id: UUID) -> list[tuple[UUID, int]]:
    """Return id and version of the unfinished actions on a contact."""
    query = select(Action.id, Action.version).where(
        Action.contact_id == contact_id, Action.status.in_(UNFINISHED)
    )
    with shift.reading() as session:
        return [(row.id, row.version) for row in session.execute(query)]
