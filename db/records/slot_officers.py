"""Which officer each key slot belongs to, stored in the database."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from db.records.tables import META, meta_value, set_meta_value


def officer_of(session: Session, slot_id: str) -> UUID | None:
    """Return the id of a slot's officer."""
    found = meta_value(session, _key(slot_id))
    return None if found is None else UUID(found)


def name_officer(session: Session, slot_id: str, officer_id: UUID) -> None:
    """Assign a slot to an officer."""
    set_meta_value(session, _key(slot_id), officer_id.hex)


def forget_officer(session: Session, slot_id: str) -> None:
    """Assign a slot to nobody."""
    session.connection().execute(delete(META).where(META.c.key == _key(slot_id)))


def _key(slot_id: str) -> str:
    return f"officer of slot {slot_id}"
