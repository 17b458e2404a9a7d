"""Outcomes at work: any number for each case, each dated."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from lado_desktop.domain.fields.field import choice, day, line
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.record import Record


class EmploymentOutcome(Record):
    """One outcome of the employer's process. It is independent of the LADO's finding."""

    __tablename__ = "employment_outcome"
    belongs_to = ("contact_id",)
    counted_as = "employment_outcomes"

    contact_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("contact.id"), index=True)
    outcome: Mapped[str] = choice(
        "Employment outcome", "employment_outcome", required=True, counted=True
    )
    happened_on: Mapped[date | None] = day("On", not_future=True)
    detail: Mapped[str | None] = line("Detail", help="Appeal, conditions")


EMPLOYMENT_OUTCOME_FORM = Form(
    "employment_outcome",
    Section(
        "Employment outcome",
        EmploymentOutcome.outcome,
        EmploymentOutcome.happened_on,
        EmploymentOutcome.detail,
    ),
)
