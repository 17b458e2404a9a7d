"""Which officer each key slot belongs to, stored in the database."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db.records.tables import META, meta_value, set_meta_value


def officer_of(session: Session, slot_id: str) -> UUID | None:
    """Return the id of a slot's officer."""
    found = meta_value(session, _key(slot_id))
    return None if found is None else UUID(found)


def officers_of(session: Session, slot_ids: Sequence[str]) -> dict[str, UUID]:
    """Return the ids of the officers of these slots, by slot; a slot of nobody is left out."""
    keys = {_key(slot_id): slot_id for slot_id in slot_ids}
    query = select(META.c.key, META.c.value).where(META.c.key.in_(keys))
    return {keys[row.key]: UUID(row.value) for row in session.connection().execute(query)}


def name_officer(session: Session, slot_id: str, officer_id: UUID) -> None:
    """Assign a slot to an officer."""
    set_meta_value(session, _key(slot_id), officer_id.hex)


def forget_officer(session: Session, slot_id: str) -> None:
    """Assign a slot to nobody."""
    session.connection().execute(delete(META).where(META.c.key == _key(slot_id)))


def _key(slot_id: str) -> str:
    return f"officer of slot {slot_id}"
