"""What was typed and not saved yet: kept as it stands, found again after a crash."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, insert, select

from db.tables import DRAFT
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.record import new_id


@dataclass(frozen=True)
class DraftLine:
    """One kept draft: which form, of which record (None: a new one), and when it was kept."""

    form: str
    target_id: UUID | None
    saved_at: datetime


def _same(shift: Shift, form: str, target_id: UUID | None) -> ColumnElement[bool]:
    return and_(
        DRAFT.c.officer_id == shift.officer.id,
        DRAFT.c.form == form,
        DRAFT.c.target_id.is_(None) if target_id is None else DRAFT.c.target_id == target_id,
    )


def keep(shift: Shift, form: str, target_id: UUID | None, values: Mapping[str, Any]) -> None:
    """Keep what stands in a form. Values are texts, lists of texts, ticks or nothing."""
    with shift.act("Keep draft") as session:
        session.execute(delete(DRAFT).where(_same(shift, form, target_id)))
        session.execute(
            insert(DRAFT).values(
                id=new_id(),
                officer_id=shift.officer.id,
                form=form,
                target_id=target_id,
                body=json.dumps(dict(values), ensure_ascii=False),
                saved_at=shift.clock.now().replace(tzinfo=None),
            )
        )


def kept(shift: Shift, form: str, target_id: UUID | None) -> dict[str, Any] | None:
    """Return what was kept of a form, or None."""
    with shift.reading() as session:
        body = session.scalar(select(DRAFT.c.body).where(_same(shift, form, target_id)))
    return None if body is None else dict(json.loads(body))


def kept_at(shift: Shift, form: str, target_id: UUID | None) -> datetime | None:
    """Return when a form was last kept, in local time, or None."""
    with shift.reading() as session:
        return session.scalar(select(DRAFT.c.saved_at).where(_same(shift, form, target_id)))


def drop(shift: Shift, form: str, target_id: UUID | None) -> None:
    """Let a draft go: it was saved, or discarded."""
    with shift.act("Drop draft") as session:
        session.execute(delete(DRAFT).where(_same(shift, form, target_id)))


def all_kept(shift: Shift) -> list[DraftLine]:
    """Return the officer's drafts, latest first."""
    query = (
        select(DRAFT.c.form, DRAFT.c.target_id, DRAFT.c.saved_at)
        .where(DRAFT.c.officer_id == shift.officer.id)
        .order_by(DRAFT.c.saved_at.desc())
    )
    with shift.reading() as session:
        return [DraftLine(*row) for row in session.execute(query)]
