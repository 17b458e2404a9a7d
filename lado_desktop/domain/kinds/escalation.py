"""The register of escalations: matters in which an agency did not do what it should."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from lado_desktop.domain.fields.field import choice, day, line, prose
from lado_desktop.domain.register import Register, RegisterEntry


class Escalation(RegisterEntry):
    """A matter taken to a higher level, counted on the day raised."""

    __tablename__ = "escalation"
    day_field = "raised_on"
    prefix = "E"
    later_days = ("resolved_on",)

    raised_on: Mapped[date] = day("Raised", required=True, not_future=True)
    reason: Mapped[str | None] = choice(
        "Why", "escalation_reason", required=True, counted=True, asked_as="Why raised"
    )
    """Required in the form. A tracker's row may lack it."""
    agency: Mapped[str | None] = line("Agency", searched=True)
    resolved_on: Mapped[date | None] = day("Resolved", not_future=True)
    note: Mapped[str | None] = prose("What was raised and what came of it")


ESCALATIONS = Register(
    record=Escalation,
    key="escalations",
    one="escalation",
    many="escalations",
    empty="Add each matter that was taken to a higher level of an agency.",
    listed=(Escalation.raised_on, Escalation.reason, Escalation.agency, Escalation.resolved_on),
)
