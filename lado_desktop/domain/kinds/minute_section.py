"""Sections of minutes."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from lado_desktop.domain.fields.field import choice, line, prose
from lado_desktop.domain.record import Record


class MinuteSection(Record):
    """The text under one heading. Under "Information shared, by agency" each agency has one."""

    __tablename__ = "minute_section"
    called = "minutes"
    belongs_to = ("meeting_id",)
    once = ("meeting_id", "heading", "agency")

    meeting_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("meeting.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    heading: Mapped[str] = choice("Heading", "minute_heading", required=True)
    agency: Mapped[str | None] = line("Agency")
    text: Mapped[str | None] = prose("Text", searched=True)
