"""Who attended a meeting, who did not, and who sent a report."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from lado_desktop.domain.fields.field import choice, line, link
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.record import Record

STILL_INVITED = frozenset({"invited", "no_reply"})
"""Statuses before anybody has recorded who came."""

PRESENT = frozenset({"present", "part"})
"""Statuses that are possible only after the meeting was held."""

CHAIRED = PRESENT | {"chair"}
"""Statuses of a chair who attended."""

TOOK_MINUTES = CHAIRED | {"minute_taker"}
"""Statuses of a minute taker who attended."""


class Attendance(Record):
    """One professional's attendance at a meeting, with role and agency at that time."""

    __tablename__ = "attendance"
    belongs_to = ("meeting_id",)
    once = ("meeting_id", "professional_id")

    meeting_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("meeting.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    professional_id: Mapped[UUID] = link("Name", "professional", "professional", required=True)
    role: Mapped[str | None] = line("Role")
    agency: Mapped[str | None] = line("Agency")
    status: Mapped[str] = choice("Attendance", "attendance", required=True)
    note: Mapped[str | None] = line("Note", help="Present from and to, conflict of interest")


ATTENDANCE_FORM = Form(
    "attendance",
    Section(
        "Attendance",
        Attendance.professional_id,
        Attendance.role,
        Attendance.agency,
        Attendance.status,
        Attendance.note,
    ),
)
