"""The register of feedback forms that came back."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from lado_desktop.domain.fields.field import choice, day, prose
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.register import RegisterEntry


class Feedback(RegisterEntry):
    """One form returned. It counts on the day received."""

    __tablename__ = "feedback"
    day_field = "received_on"
    prefix = "F"

    received_on: Mapped[date] = day("Received", required=True, not_future=True)
    satisfaction: Mapped[str | None] = choice("Overall", "satisfaction")
    confidence: Mapped[str | None] = choice("Confidence in the support", "confidence")
    assisted: Mapped[str | None] = choice("The process assisted", "assisted")
    comment: Mapped[str | None] = prose("What was said")


FEEDBACK_FORM = Form(
    "feedback",
    Section(
        "Feedback",
        Feedback.received_on,
        Feedback.satisfaction,
        Feedback.confidence,
        Feedback.assisted,
        Feedback.comment,
    ),
)
