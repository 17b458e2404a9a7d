"""The LADO's findings: dated and superseded, never overwritten."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, Uuid, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from lado_desktop.domain.fields.field import choice, day, line, prose
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.record import Record


class Finding(Record):
    """A finding on the balance of probability, current until superseded."""

    __tablename__ = "finding"
    belongs_to = ("contact_id",)
    once = ("contact_id", "superseded_on")

    contact_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("contact.id"), index=True)
    found_on: Mapped[date] = day("Concluded on", required=True, not_future=True)
    finding: Mapped[str] = choice("Finding", "finding", required=True, counted=True)
    rationale: Mapped[str | None] = prose("Why, measured against the definition")
    agreed_with: Mapped[str | None] = line(
        "Agreed with", help="Name, agency and how: meeting or e-mail"
    )
    employers_view: Mapped[str | None] = prose("The employer's own view")
    dissent: Mapped[str | None] = prose("Dissent")
    superseded_on: Mapped[date | None] = mapped_column(Date, index=True)
    """The day of the finding that superseded it."""

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Index]:
        """Allow one current finding for each contact."""
        return (
            Index(
                "ix_finding_in_force",
                "contact_id",
                unique=True,
                sqlite_where=text("superseded_on IS NULL"),
                postgresql_where=text("superseded_on IS NULL"),
            ),
        )


FINDING_FORM = Form(
    "finding",
    Section(
        "Finding",
        Finding.found_on,
        Finding.finding,
        Finding.rationale,
        Finding.agreed_with,
        Finding.employers_view,
        Finding.dissent,
    ),
)
