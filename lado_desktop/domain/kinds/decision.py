"""Decisions on contacts: dated and superseded, never overwritten."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, Uuid, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from lado_desktop.domain.fields.field import choice, day, prose
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.record import Record


class Decision(Record):
    """A dated decision on a contact, current until another supersedes it."""

    __tablename__ = "decision"
    titled = "Threshold decision"
    belongs_to = ("contact_id",)
    once = ("contact_id", "superseded_on")

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Index]:
        """Allow one current decision for each contact."""
        return (
            Index(
                "ix_decision_in_force",
                "contact_id",
                unique=True,
                sqlite_where=text("superseded_on IS NULL"),
                postgresql_where=text("superseded_on IS NULL"),
            ),
        )

    contact_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("contact.id"), index=True)
    decided_on: Mapped[date | None] = day("Decided on", not_future=True)
    outcome: Mapped[str] = choice("Decision", "contact_outcome", required=True, counted="outcome")
    rationale: Mapped[str | None] = prose(
        "Why", help="What the decision rests on, in a few sentences"
    )
    advice: Mapped[str | None] = prose("Advice given")
    advice_sent_on: Mapped[date | None] = day("Advice sent in writing on", not_future=True)
    signposted_to: Mapped[str | None] = choice("Signposted to", "signposted_to")
    decided_by_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("officer.id"))
    superseded_on: Mapped[date | None] = mapped_column(Date, index=True)
    """The day of the decision that superseded it."""


DECISION_FORM = Form(
    "decision",
    Section(
        "Decision",
        Decision.decided_on,
        Decision.outcome,
        Decision.signposted_to,
        Contact.criteria,
        Decision.rationale,
    ),
    Section("Advice", Decision.advice, Decision.advice_sent_on),
)
