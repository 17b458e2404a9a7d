"""The register of returned feedback forms."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from lado_desktop.domain.fields.field import choice, day, prose
from lado_desktop.domain.fields.form import Section
from lado_desktop.domain.register import Register, RegisterEntry


class Feedback(RegisterEntry):
    """One returned form, counted on the day received."""

    __tablename__ = "feedback"
    day_field = "received_on"
    prefix = "F"

    received_on: Mapped[date] = day("Received", required=True, not_future=True)
    satisfaction: Mapped[str | None] = choice("Overall", "satisfaction", counted=True)
    confidence: Mapped[str | None] = choice("Confidence in the support", "confidence", counted=True)
    assisted: Mapped[str | None] = choice("The process assisted", "assisted", counted=True)
    comment: Mapped[str | None] = prose("What was said")


FEEDBACK = Register(
    record=Feedback,
    key="feedback",
    one="feedback form",
    many="feedback forms",
    acted_on="feedback",
    empty="Add each feedback form that came back.",
    listed=(
        Feedback.received_on,
        Feedback.satisfaction,
        Feedback.confidence,
        Feedback.assisted,
    ),
    sections=(
        Section(
            "Feedback",
            Feedback.received_on,
            Feedback.satisfaction,
            Feedback.confidence,
            Feedback.assisted,
            Feedback.comment,
        ),
    ),
)
