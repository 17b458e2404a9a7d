"""The register of complaints about the service."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from lado_desktop.domain.fields.field import choice, day, line, prose
from lado_desktop.domain.register import Register, RegisterEntry


class Complaint(RegisterEntry):
    """One complaint, counted on the day received at the highest stage it reached."""

    __tablename__ = "complaint"
    day_field = "received_on"
    prefix = "C"

    received_on: Mapped[date] = day("Received", required=True, not_future=True)
    complainant: Mapped[str | None] = line("Who complains", searched=True)
    stage: Mapped[str | None] = choice(
        "Highest stage reached", "complaint_stage", counted=True, asked_as="Highest stage"
    )
    upheld: Mapped[str | None] = choice(
        "Upheld", "upheld", help="Leave empty until it is decided", counted=True
    )
    note: Mapped[str | None] = prose("What it is about and what was done")


COMPLAINTS = Register(
    record=Complaint,
    key="complaints",
    one="complaint",
    many="complaints",
    empty="Add each complaint about the service.",
    listed=(Complaint.received_on, Complaint.complainant, Complaint.stage, Complaint.upheld),
    imported=(Complaint.received_on, Complaint.stage, Complaint.upheld),
)
