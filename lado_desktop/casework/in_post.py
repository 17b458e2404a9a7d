"""Which officers are in post on a day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from lado_desktop.domain.officer import Officer


def in_post(today: date) -> Select[UUID]:
    """The keys of the officers who have no last day yet, or a later one; each once per post."""
    return select(func.coalesce(Officer.same_as_id, Officer.id)).where(
        or_(Officer.ended_on.is_(None), Officer.ended_on > today)
    )
