"""The register of escalations: where an agency did not do what it should have done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped

from lado_desktop.domain.fields.field import choice, day, line, prose
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.problem import Problem
from lado_desktop.domain.register import RegisterEntry, days_in_order


class Escalation(RegisterEntry):
    """One matter taken to a higher level. It counts on the day raised."""

    __tablename__ = "escalation"
    day_field = "raised_on"
    prefix = "E"

    raised_on: Mapped[date] = day("Raised", required=True, not_future=True)
    reason: Mapped[str | None] = choice("Why", "escalation_reason", required=True)
    """Always said by who types it; a tracker's row may leave it open."""
    agency: Mapped[str | None] = line("Agency", searched=True)
    resolved_on: Mapped[date | None] = day("Resolved", not_future=True)
    note: Mapped[str | None] = prose("What was raised and what came of it")

    @classmethod
    def problems_between(cls, values: Mapping[str, Any]) -> list[Problem]:
        """Check that a matter is not resolved before it was raised."""
        return days_in_order(values, "raised_on", {"resolved_on": "Resolved"}, "raised")


ESCALATION_FORM = Form(
    "escalation",
    Section(
        "Escalation",
        Escalation.raised_on,
        Escalation.reason,
        Escalation.agency,
        Escalation.resolved_on,
        Escalation.note,
    ),
)
