"""Actions: what somebody is to do, and by when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from lado_desktop.domain.fields.field import choice, day, line, link, prose
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.problem import Problem
from lado_desktop.domain.record import Record

UNFINISHED = frozenset({"open", "in_progress", "carried"})
"""The statuses of an unfinished action."""


NEEDS_REASON = {
    "cancelled": "cancelled",
    "superseded": "superseded",
    "carried": "carried to the next meeting",
}
"""The statuses that need a reason. The Ombudsman has found fault with meetings without one."""


class Action(Record):
    """One action on a contact, agreed by a meeting or set by the officer."""

    __tablename__ = "action"
    belongs_to = ("meeting_id", "contact_id")
    after_approval = frozenset({"owner_id", "agency", "due_on", "status", "done_on", "result"})

    contact_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("contact.id"), index=True)
    meeting_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("meeting.id"), index=True)
    number: Mapped[int] = mapped_column(default=1)
    text: Mapped[str] = prose("Action", required=True, searched=True, limit=2000)
    owner_id: Mapped[UUID | None] = link("Who", "professional", "professional")
    agency: Mapped[str | None] = line("Agency")
    due_on: Mapped[date | None] = day("Due")
    status: Mapped[str] = choice(
        "Status",
        "action_status",
        required=True,
    )
    done_on: Mapped[date | None] = day("Done on", not_future=True)
    result: Mapped[str | None] = line(
        "Result", help="What came of it, or why it was cancelled, superseded or carried"
    )

    @classmethod
    def problems_between(cls, values: Mapping[str, Any]) -> list[Problem]:
        """Check that an action which was dropped or carried has a reason."""
        text = NEEDS_REASON.get(values.get("status") or "")
        if not text or values.get("result"):
            return []
        return [Problem("result", f"Result is needed: say why the action was {text}.")]


ACTION_FORM = Form(
    "action",
    Section(
        "Action",
        Action.text,
        Action.owner_id,
        Action.agency,
        Action.due_on,
        Action.status,
        Action.done_on,
        Action.result,
    ),
)
