"""The officers of the service."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Numeric, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from lado_desktop.domain.fields.field import choice, day, line
from lado_desktop.domain.record import Record


class Officer(Record):
    """One post of a person in the service, from a day and to a day."""

    __tablename__ = "officer"
    counted_as = "officers"
    undoable = False

    name: Mapped[str] = line("Name", required=True)
    role: Mapped[str] = choice("Role", "officer_role", required=True, counted=True)
    fte: Mapped[float] = mapped_column(Numeric(4, 2, asdecimal=False), default=1.0)
    """Full-time equivalents: 1.0 is a full-time post."""
    started_on: Mapped[date | None] = day("In post from")
    ended_on: Mapped[date | None] = day("In post to")
    same_as_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    """The officer who has this further post; None for an officer's first post."""
