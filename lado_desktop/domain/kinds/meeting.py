"""Position of Trust meetings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, ForeignKey, String, Uuid, and_, func, or_
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from lado_desktop.domain.fields.field import choice, day, line, link, prose, time_of_day
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.kinds.imported import Imported
from lado_desktop.domain.problem import Problem
from lado_desktop.domain.record import Record, Table

LONGEST = timedelta(hours=12)
"""A longer meeting is more often a typing error, such as 14:00 to 13:00."""


class Meeting(Imported, Record):
    """A meeting about one or more contacts, counted once.

    It is planned until it is held. Its minutes are a draft until they are approved, and fixed after
    that.
    """

    __tablename__ = "meeting"
    page_under = "meetings"
    counted_as = "meetings"
    once = ("reference",)
    after_approval = frozenset({"actions_sent_on", "minutes_sent_on"})

    reference: Mapped[str] = mapped_column(String(40), unique=True)
    kind_of: Mapped[str | None] = choice(
        "Kind of meeting", "meeting_kind", required=True, counted=True, imported_as="kind"
    )
    """Required in the form. A tracker's row may lack it."""
    planned_for: Mapped[date | None] = day("Planned for")
    held_on: Mapped[date | None] = day("Held on", not_future=True)
    starts_at: Mapped[str | None] = time_of_day("Starts at")
    ends_at: Mapped[str | None] = time_of_day("Ends at")
    mode: Mapped[str | None] = choice(
        "How it is held", "meeting_mode", counted=True, asked_as="How it was held"
    )
    place: Mapped[str | None] = line("Place or link")
    chair_id: Mapped[UUID | None] = link("Chair", "professional", "professional")
    minute_taker_id: Mapped[UUID | None] = link("Minute taker", "professional", "professional")
    purpose: Mapped[str | None] = prose("Purpose", help="What this meeting has to settle")
    next_meeting_on: Mapped[date | None] = day("Next meeting")

    actions_sent_on: Mapped[date | None] = day("Actions sent out on", not_future=True)
    minutes_sent_on: Mapped[date | None] = day("Minutes sent out on", not_future=True)
    approved_on: Mapped[date | None] = mapped_column(Date)
    approved_by_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("officer.id"))

    @hybrid_property
    def day(self) -> date | None:
        """The day it was held or is planned for."""
        return self.held_on or self.planned_for

    @day.inplace.expression
    @classmethod
    def _day(cls) -> ColumnElement[date | None]:
        return func.coalesce(cls.held_on, cls.planned_for)

    @property
    def ends_next_day(self) -> bool:
        """The meeting ends after midnight."""
        return bool(self.starts_at and self.ends_at and self.ends_at < self.starts_at)

    @property
    def hours(self) -> str:
        """Start and end as printed: 23:00 to 00:30 the next day."""
        if not self.ends_at:
            return self.starts_at or ""
        begins = f"{self.starts_at} to" if self.starts_at else "Until"
        return f"{begins} {self.ends_at}{' the next day' if self.ends_next_day else ''}"

    @property
    def earlier(self) -> ColumnElement[bool]:
        """Return the condition for earlier meetings: by day, then by when they were created.

        A meeting may be recorded after a later one, so its id alone does not give its place.
        """
        same_day = and_(Meeting.day == self.day, Meeting.id < self.id)
        return or_(Meeting.day < self.day, same_day)

    @classmethod
    def problems_between(cls, values: Mapping[str, Any]) -> list[Problem]:
        """Check a meeting's days and times."""
        found: list[Problem] = []
        held = values.get("held_on")
        if not held and not values.get("planned_for"):
            found.append(Problem("planned_for", "Planned for or Held on is needed."))
        if text := _length_problem(values.get("starts_at"), values.get("ends_at")):
            found.append(Problem("ends_at", text))
        for name, label in (
            ("actions_sent_on", "Actions sent out on"),
            ("minutes_sent_on", "Minutes sent out on"),
        ):
            sent = values.get(name)
            if sent and (held is None or sent < held):
                found.append(Problem(name, f"{label} must not be before the meeting was held."))
        return found


def _length_problem(starts: str | None, ends: str | None) -> str:
    """Return what is wrong with the length, or "". An end before the start is on the next day."""
    if not starts or not ends:
        return ""
    begin, end = (timedelta(hours=int(at[:2]), minutes=int(at[3:])) for at in (starts, ends))
    length = (end - begin) % timedelta(days=1)
    if not length:
        return "Enter a later time, or leave Ends at empty until the meeting is over."
    if length <= LONGEST:
        return ""
    hours, minutes = divmod(length // timedelta(minutes=1), 60)
    text = f"{hours} hours"
    if minutes:
        text += f" {minutes} minute{'s' if minutes > 1 else ''}"
    return (
        f"Check both times: {starts} to {ends} is {text}. "
        f"A meeting lasts at most {LONGEST // timedelta(hours=1)} hours."
    )


class MeetingContact(Table):
    """A contact that a meeting is about."""

    __tablename__ = "meeting_contact"
    owner_field = "contacts"

    meeting_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True
    )
    contact_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("contact.id"), primary_key=True, index=True
    )


MEETING_FORM = Form(
    "meeting",
    Section(
        "The meeting",
        Meeting.kind_of,
        Meeting.planned_for,
        Meeting.held_on,
        Meeting.starts_at,
        Meeting.ends_at,
        Meeting.mode,
        Meeting.place,
        Meeting.chair_id,
        Meeting.minute_taker_id,
        Meeting.purpose,
        Meeting.next_meeting_on,
    ),
    Section("Sent out", Meeting.actions_sent_on, Meeting.minutes_sent_on),
)
