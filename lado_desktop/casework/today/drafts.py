"""Drafts: typed and unsaved values of forms, found again after a crash."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select
from sqlalchemy.orm import Session

from db.records.tables import DRAFT
from db.records.visibility import hidden_in
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import CONTACT_FORM, Contact
from lado_desktop.domain.record import new_id


@dataclass(frozen=True)
class Draft:
    """The saved draft of one form."""

    values: dict[str, Any]
    before: dict[str, Any]
    """The fields' values when typing began, where they were stored."""
    saved_at: datetime
    """Local time."""
    id: UUID
    """Made when the draft was first saved. It sorts drafts by their start."""


Drafted = frozenset[tuple[str, UUID | None]]
"""The forms that have a draft, each with its record."""


@dataclass(frozen=True)
class DraftLine:
    """One draft: its form, its record (None for a new one), and when it was saved."""

    form: str
    target_id: UUID | None
    saved_at: datetime
    received_time: str = ""
    """When a new contact came in, as typed."""


def _same(shift: Shift, form: str, target_id: UUID | None) -> ColumnElement[bool]:
    return and_(
        DRAFT.c.officer_id == shift.officer.id,
        DRAFT.c.form == form,
        DRAFT.c.target_id.is_(None) if target_id is None else DRAFT.c.target_id == target_id,
    )


_BEFORE = ""
"""The key of the values before typing. No field has this name."""


def save(
    shift: Shift,
    form: str,
    target_id: UUID | None,
    values: Mapping[str, Any],
    before: Mapping[str, Any] | None = None,
    id: UUID | None = None,
) -> None:
    """Save a form's typed values, and its fields' values when typing began.

    Values are texts, lists of texts, booleans or None. `id` is the draft's id, the same each time.
    """
    body = {**values, _BEFORE: dict(before)} if before else dict(values)
    with shift.act("draft.keep") as session:
        session.execute(delete(DRAFT).where(_same(shift, form, target_id)))
        session.execute(
            insert(DRAFT).values(
                id=id or new_id(),
                officer_id=shift.officer.id,
                form=form,
                target_id=target_id,
                body=json.dumps(body, ensure_ascii=False),
                saved_at=shift.clock.now().replace(tzinfo=None),
            )
        )


def saved_draft(shift: Shift, form: str, target_id: UUID | None) -> Draft | None:
    """Return the draft of a form, or None."""
    query = select(DRAFT.c.id, DRAFT.c.body, DRAFT.c.saved_at).where(_same(shift, form, target_id))
    with shift.reading() as session:
        row = session.execute(query).first()
    if row is None:
        return None
    values = dict(json.loads(row.body))
    return Draft(before=values.pop(_BEFORE, {}), values=values, saved_at=row.saved_at, id=row.id)


def saved_values(shift: Shift, form: str, target_id: UUID | None) -> dict[str, Any] | None:
    """Return the values of a form's draft, or None."""
    draft = saved_draft(shift, form, target_id)
    return None if draft is None else draft.values


def drop(shift: Shift, form: str, target_id: UUID | None) -> None:
    """Delete a draft that was saved or discarded."""
    with shift.act("draft.drop") as session:
        session.execute(delete(DRAFT).where(_same(shift, form, target_id)))


def oldest_call(shift: Shift) -> UUID | None:
    """Return the id of today's oldest draft of a contact that is not logged."""
    query = select(DRAFT.c.id).where(
        DRAFT.c.officer_id == shift.officer.id,
        DRAFT.c.form == CONTACT_FORM.name,
        DRAFT.c.saved_at >= datetime.combine(shift.today, time()),
        or_(DRAFT.c.target_id.is_(None), DRAFT.c.target_id.not_in(select(Contact.id))),
    )
    with shift.reading() as session:
        return session.scalar(query.order_by(DRAFT.c.id).limit(1))


def drafted(shift: Shift, session: Session) -> Drafted:
    """Return which forms have a draft of the officer's."""
    query = select(DRAFT.c.form, DRAFT.c.target_id).where(DRAFT.c.officer_id == shift.officer.id)
    return frozenset((row.form, row.target_id) for row in session.execute(query))


def all_drafts(shift: Shift) -> list[DraftLine]:
    """Return the officer's drafts, latest first."""
    query = (
        select(DRAFT.c.form, DRAFT.c.target_id, DRAFT.c.saved_at, DRAFT.c.body)
        .where(DRAFT.c.officer_id == shift.officer.id)
        .order_by(DRAFT.c.saved_at.desc())
    )
    with shift.reading() as session:
        hidden = hidden_in(session).keys
        rows = [row for row in session.execute(query) if row.target_id not in hidden]
    return [DraftLine(*row[:3], json.loads(row.body).get("received_time") or "") for row in rows]
