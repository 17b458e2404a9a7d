"""Allegations: the LADO's work on a contact that meets the threshold."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from lado_desktop.domain.fields.field import choice, day, prose
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.record import Record


class Allegation(Record):
    """The LADO's work on one contact that meets the threshold, under the same reference.

    It repeats nothing that the contact has.
    """

    __tablename__ = "allegation"
    belongs_to = ("contact_id",)
    once = ("contact_id",)

    contact_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("contact.id"), unique=True)
    lead_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("officer.id"))
    account: Mapped[str | None] = prose("The allegation in full", searched=True)
    childs_voice: Mapped[str | None] = prose("The child's account, wishes and impact")
    adults_account: Mapped[str | None] = prose(
        "The adult's account and support",
        help="Who told them and when, what they say, who supports them",
    )
    csc_status: Mapped[str | None] = choice("Children's social care", "csc_status")
    employer_status: Mapped[str | None] = choice("Employer", "employer_status")
    regulator_status: Mapped[str | None] = choice("Regulator", "regulator_status")
    strands_note: Mapped[str | None] = prose("Strands: leads, references and progress")
    interim_measures: Mapped[str | None] = prose(
        "Interim measures and alternatives considered",
        help="Suspension is not a neutral act: give the reasons",
    )
    delay_reason: Mapped[str | None] = choice("Reason for delay", "delay_reason")
    next_review_on: Mapped[date | None] = day("Next review")
    learning: Mapped[str | None] = prose("Learning and recommendations")


ALLEGATION_FORM = Form(
    "allegation",
    Section(
        "The allegation", Allegation.account, Allegation.childs_voice, Allegation.adults_account
    ),
    Section(
        "Strands",
        Contact.police_status,
        Allegation.csc_status,
        Allegation.employer_status,
        Allegation.regulator_status,
        Allegation.strands_note,
    ),
    Section(
        "Keeping it moving",
        Allegation.interim_measures,
        Allegation.next_review_on,
        Allegation.delay_reason,
        Allegation.learning,
    ),
)
