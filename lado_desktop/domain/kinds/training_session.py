"""The register of training and briefing sessions."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from lado_desktop.domain.fields.field import count, day, line
from lado_desktop.domain.register import Register, RegisterEntry


class TrainingSession(RegisterEntry):
    """One session for an audience, counted on the day held."""

    __tablename__ = "training_session"
    day_field = "held_on"
    prefix = "T"

    held_on: Mapped[date] = day("Held on", required=True, not_future=True)
    audience: Mapped[str | None] = line(
        "Audience",
        searched=True,
        help="Written alike each time: figures compare the whole words",
        counted=True,
    )
    attendees: Mapped[int | None] = count("How many attended", counted=True)


TRAINING = Register(
    record=TrainingSession,
    key="training",
    one="session",
    many="sessions",
    counted_as=("training session", "training sessions"),
    empty="Add each training or briefing session that the service held.",
    listed=(TrainingSession.held_on, TrainingSession.audience, TrainingSession.attendees),
)
