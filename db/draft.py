"""Drafts: what stands in a form and is not saved yet. One draft a form, record and officer."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, insert, select, update

from db.audit import Act
from db.store import Store
from db.tables import DRAFT
from lado_desktop.domain.record import new_id


def _this(officer_id: UUID | None, form: str, target_id: UUID | None) -> ColumnElement[bool]:
    return and_(
        DRAFT.c.officer_id.is_not_distinct_from(officer_id),
        DRAFT.c.form == form,
        DRAFT.c.target_id.is_not_distinct_from(target_id),
    )


def _act(name: str, officer_id: UUID | None) -> Act:
    # Drafts are no records: no line of the audit tells of them, so the act's time is never kept.
    return Act(name, officer_id, datetime.now(UTC))


def keep(
    store: Store,
    officer_id: UUID | None,
    form: str,
    target_id: UUID | None,
    body: str,
    saved_at: datetime,
) -> None:
    """Keep a draft in place of the earlier one of the same form and record."""
    this = _this(officer_id, form, target_id)
    with store.writing(_act("Keep draft", officer_id)) as session:
        connection = session.connection()
        kept = connection.execute(update(DRAFT).where(this).values(body=body, saved_at=saved_at))
        if not kept.rowcount:
            connection.execute(
                insert(DRAFT).values(
                    id=new_id(),
                    officer_id=officer_id,
                    form=form,
                    target_id=target_id,
                    body=body,
                    saved_at=saved_at,
                )
            )


def kept(store: Store, officer_id: UUID | None, form: str, target_id: UUID | None) -> str | None:
    """Return the kept draft, or None."""
    with store.reading() as session:
        query = select(DRAFT.c.body).where(_this(officer_id, form, target_id))
        found: str | None = session.connection().scalar(query)
        return found


def drop(store: Store, officer_id: UUID | None, form: str, target_id: UUID | None) -> None:
    """Let a draft go; without one, nothing happens."""
    with store.writing(_act("Drop draft", officer_id)) as session:
        session.connection().execute(delete(DRAFT).where(_this(officer_id, form, target_id)))


def all_kept(store: Store, officer_id: UUID | None) -> list[tuple[str, UUID | None, datetime]]:
    """Return the officer's drafts as form, record and when it was kept; the latest first."""
    query = (
        select(DRAFT.c.form, DRAFT.c.target_id, DRAFT.c.saved_at)
        .where(DRAFT.c.officer_id.is_not_distinct_from(officer_id))
        .order_by(DRAFT.c.saved_at.desc())
    )
    with store.reading() as session:
        return [(form, target, at) for form, target, at in session.connection().execute(query)]
