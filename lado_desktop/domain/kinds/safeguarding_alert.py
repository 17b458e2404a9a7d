"""The register of alerts: matters that the head of service must know at once."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from lado_desktop.domain.fields.field import choice, day, prose
from lado_desktop.domain.register import Register, RegisterEntry


class SafeguardingAlert(RegisterEntry):
    """One alert, counted on the day raised."""

    __tablename__ = "safeguarding_alert"
    day_field = "raised_on"
    prefix = "A"

    raised_on: Mapped[date] = day("Raised", required=True, not_future=True)
    criterion: Mapped[str | None] = choice(
        "Why", "alert_criterion", required=True, counted=True, asked_as="Why raised"
    )
    """Required in the form. A tracker's row may lack it."""
    note: Mapped[str | None] = prose("What was told, and to whom")


ALERTS = Register(
    record=SafeguardingAlert,
    key="alerts",
    one="alert",
    many="alerts",
    empty="Add each matter that the head of service was told of at once.",
    listed=(SafeguardingAlert.raised_on, SafeguardingAlert.criterion),
)
