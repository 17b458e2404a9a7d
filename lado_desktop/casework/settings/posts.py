"""Officers' posts: role, share of full time, first and last day.

An officer's first post is in the officer's own row, each further post in a row that names the
officer. Figures count every row. Permissions follow today's post.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.search.ordering import in_order
from lado_desktop.casework.contacts import restrictions
from lado_desktop.casework.saving import load
from lado_desktop.casework.settings.in_post import in_post, posts_of, role_today
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.permission import Permission, may
from lado_desktop.domain.practice.codes import code_lists
from lado_desktop.domain.problem import CaseworkError, Problem, Refused
from lado_desktop.domain.record import new_id

MOST = 1.0


@dataclass(frozen=True)
class Post:
    """One post of one officer."""

    id: UUID
    officer_id: UUID
    version: int
    name: str
    role: str
    fte: float
    """Full-time equivalents: 1.0 is a full-time post."""
    started_on: date | None
    """None while unknown. The post is not counted then."""
    ended_on: date | None


@dataclass(frozen=True)
class PostGiven:
    """The typed values of a post."""

    role: str
    fte: float
    started_on: date | None
    ended_on: date | None = None


def posts(shift: Shift) -> list[Post]:
    """Return all posts by name, each officer's earliest first."""
    query = select(Officer).order_by(
        in_order(Officer.name), Officer.started_on.nulls_first(), Officer.id
    )
    with shift.reading() as session:
        return [
            Post(
                each.id,
                each.same_as_id or each.id,
                each.version,
                each.name,
                each.role,
                float(each.fte),
                each.started_on,
                each.ended_on,
            )
            for each in session.scalars(query)
        ]


def add(shift: Shift, officer_id: UUID, given: PostGiven) -> None:
    """Add another post to an officer. Raises Refused, NotFound, NotAllowed."""
    _check(given)
    with shift.act("post.add") as session:
        officer = load(session, Officer, officer_id)
        main = officer.same_as_id or officer.id
        session.add(
            Officer(
                id=new_id(),
                name=officer.name,
                role=given.role,
                fte=given.fte,
                started_on=given.started_on,
                ended_on=given.ended_on,
                same_as_id=main,
            )
        )
        session.flush()
        _check_somebody_adds(shift, session)


def change(shift: Shift, post_id: UUID, version: int, given: PostGiven) -> None:
    """Change a post. Leavers get the last day of their last post.

    Raises Refused, NotFound, ChangedMeanwhile, NotAllowed, and CaseworkError where nobody would be
    left who sees a restricted contact, or who can add officers.
    """
    _check(given)
    with shift.act("post.amend") as session:
        post = load(session, Officer, post_id, version)
        post.role, post.fte = given.role, given.fte
        post.started_on, post.ended_on = given.started_on, given.ended_on
        session.flush()
        main = session.get_one(Officer, post.same_as_id or post.id)
        if main.id not in set(session.scalars(in_post(shift.today))):
            restrictions.check_may_go(session, main, shift.today)
        _check_somebody_adds(shift, session)


def end_all(session: Session, officer_id: UUID, today: date) -> None:
    """End all current posts of an officer today."""
    going_on = select(Officer).where(posts_of(officer_id), Officer.ended_on.is_(None))
    for post in session.scalars(going_on):
        post.ended_on = today


def _check(given: PostGiven) -> None:
    problems: list[Problem] = []
    if given.role not in code_lists()["officer_role"]:
        problems.append(Problem("role", "Role must be one of the list."))
    if not 0 <= given.fte <= MOST:
        problems.append(Problem("fte", "Full-time equivalent must be from 0 to 1, as 0.6."))
    if given.ended_on and given.started_on is None:
        problems.append(Problem("started_on", "In post from is needed where the post has ended."))
    elif given.ended_on and given.started_on and given.ended_on < given.started_on:
        problems.append(Problem("ended_on", "In post to must not be before In post from."))
    if problems:
        raise Refused(problems)


def _check_somebody_adds(shift: Shift, session: Session) -> None:
    mains: Sequence[Officer] = session.scalars(
        select(Officer).where(Officer.id.in_(in_post(shift.today)))
    ).all()
    roles = [role_today(session, each, shift.today) for each in mains]
    if not any(may(role, Permission.OFFICERS) for role in roles):
        raise CaseworkError(
            "Nobody would be left who may add officers. Give somebody else the role of LADO or "
            "manager first."
        )
