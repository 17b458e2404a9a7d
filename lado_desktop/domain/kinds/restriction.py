"""Restricted contacts, seen only by the officers named for them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from lado_desktop.domain.fields.field import day, prose
from lado_desktop.domain.record import Record, Table


class Restriction(Record):
    """The restriction of a contact to named officers, from a day until it is lifted.

    The program enforces it, not encryption: every officer's passphrase opens the same key.
    """

    __tablename__ = "restriction"
    belongs_to = ("contact_id",)
    undoable = False

    contact_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("contact.id"), index=True)
    reason: Mapped[str | None] = prose("Why it is restricted", required=True, limit=1000)
    restricted_on: Mapped[date] = day("Restricted on", required=True)
    lifted_on: Mapped[date | None] = mapped_column(Date)


class RestrictionOfficer(Table):
    """One officer who sees a restricted contact."""

    __tablename__ = "restriction_officer"
    owner_field = "officers"

    restriction_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("restriction.id", ondelete="CASCADE"), primary_key=True
    )
    officer_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("officer.id"), primary_key=True)
