"""Which officers are in post on a day, and in which role."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from lado_desktop.domain.kinds.officer import Officer


def in_post(today: date) -> Select[UUID]:
    """The keys of the officers who have no last day yet, or a later one; each once per post."""
    return select(func.coalesce(Officer.same_as_id, Officer.id)).where(
        or_(Officer.ended_on.is_(None), Officer.ended_on > today)
    )


def posts_of(officer_id: UUID) -> ColumnElement[bool]:
    """The condition of every post of an officer, the first among them."""
    return or_(Officer.id == officer_id, Officer.same_as_id == officer_id)


def role_today(session: Session, officer: Officer, today: date) -> str:
    """Return the role in which an officer works today: that of the current post that started last.

    Without a current post, or without a first day, it is the role in which the officer was added.
    """
    not_over = or_(Officer.ended_on.is_(None), Officer.ended_on >= today)
    query = (
        select(Officer.role)
        .where(posts_of(officer.id), Officer.started_on <= today, not_over)
        .order_by(Officer.started_on.desc(), Officer.id.desc())
    )
    return session.scalar(query.limit(1)) or officer.role


def working_today(session: Session, officer: Officer, today: date) -> Officer:
    """Return an officer in the role of today, apart from the session: nothing is saved by it."""
    role = role_today(session, officer, today)
    session.expunge(officer)
    officer.role = role
    return officer
