"""Officers in post on a day, and their roles."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from lado_desktop.domain.kinds.officer import Officer


def in_post(today: date) -> Select[UUID]:
    """Return the ids of posts without a last day, or with a later one."""
    return select(func.coalesce(Officer.same_as_id, Officer.id)).where(
        or_(Officer.ended_on.is_(None), Officer.ended_on > today)
    )


def posts_of(officer_id: UUID) -> ColumnElement[bool]:
    """Return the condition for all posts of an officer, including the first."""
    return or_(Officer.id == officer_id, Officer.same_as_id == officer_id)


def role_today(session: Session, officer: Officer, today: date) -> str:
    """Return an officer's role today: that of the current post that started last.

    Without a current post with a first day, it is the role in which the officer was added.
    """
    not_over = or_(Officer.ended_on.is_(None), Officer.ended_on >= today)
    query = (
        select(Officer.role)
        .where(posts_of(officer.id), Officer.started_on <= today, not_over)
        .order_by(Officer.started_on.desc(), Officer.id.desc())
    )
    return session.scalar(query.limit(1)) or officer.role


def working_among(session: Session, ids: Collection[UUID], today: date) -> dict[UUID, Officer]:
    """Return these officers as `working_today` does, by id, in one statement for all of them."""
    query = select(Officer).where(or_(Officer.id.in_(ids), Officer.same_as_id.in_(ids)))
    posts = list(session.scalars(query))
    found = {each.id: each for each in posts if each.id in ids}
    roles = {
        id: max(
            (post for post in posts if id in (post.id, post.same_as_id) and _is_held(post, today)),
            key=lambda post: (post.started_on, post.id),
            default=officer,
        ).role
        for id, officer in found.items()
    }
    for id, officer in found.items():
        session.expunge(officer)
        officer.role = roles[id]
    return found


def _is_held(post: Officer, today: date) -> bool:
    return (
        post.started_on is not None
        and post.started_on <= today
        and (post.ended_on is None or post.ended_on >= today)
    )


def working_today(session: Session, officer: Officer, today: date) -> Officer:
    """Detach an officer from the session and set today's role, which is not saved."""
    role = role_today(session, officer, today)
    session.expunge(officer)
    officer.role = role
    return officer
