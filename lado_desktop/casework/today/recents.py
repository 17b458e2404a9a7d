"""The records that each officer opened last, stored in the vault."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, delete, func, insert, select
from sqlalchemy.orm import Session

from db.records.tables import RECENT
from db.search.index import Hit
from lado_desktop.casework.shift import Shift

_KEPT = 30


def put_first(shift: Shift, session: Session, kind: str, id: UUID, at: datetime) -> None:
    """Move a record to the front of the officer's recent records."""
    mine = RECENT.c.officer_id == shift.officer.id
    same = and_(mine, RECENT.c.kind == kind, RECENT.c.record_id == id)
    session.execute(delete(RECENT).where(same))
    # The clock of practice data is stopped: of equal times the later row comes first.
    last = session.scalar(select(func.max(RECENT.c.opened_at)).where(mine))
    moment = at.replace(tzinfo=None)
    if last is not None and last >= moment:
        moment = last + timedelta(microseconds=1)
    session.execute(
        insert(RECENT).values(
            officer_id=shift.officer.id,
            kind=kind,
            record_id=id,
            opened_at=moment,
        )
    )
    older = _newest(shift).offset(_KEPT)
    for row in session.execute(older).all():
        session.execute(delete(RECENT).where(mine, RECENT.c.record_id == row.record_id))


def opened(shift: Shift, session: Session, limit: int) -> list[Hit]:
    """Return the officer's recent records, latest first."""
    rows = session.execute(_newest(shift).limit(limit))
    return [Hit(row.kind, row.record_id) for row in rows]


def _newest(shift: Shift) -> Select[Any]:
    return (
        select(RECENT.c.kind, RECENT.c.record_id)
        .where(RECENT.c.officer_id == shift.officer.id)
        .order_by(RECENT.c.opened_at.desc())
    )
