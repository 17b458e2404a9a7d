"""Contacts: what comes in, about one adult or about nobody named yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lado_desktop.domain.fields.field import (
    FOLLOW,
    INCIDENT,
    choice,
    choices,
    day,
    line,
    link,
    prose,
    time_of_day,
    when,
)
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.kinds.imported import Imported
from lado_desktop.domain.problem import Problem
from lado_desktop.domain.record import CodeRow, Record, code_column, owner_key
from lado_desktop.domain.time.partial_date import PartialDate

_BOTH = (INCIDENT, FOLLOW)
CHECK = "check"
"""The intake and the outcome of a check on a worker or applicant."""


class ContactCriterion(CodeRow):
    """A criterion of the harm threshold that a contact meets."""

    __tablename__ = "contact_criterion"
    owner_field = "criteria"
    contact_id: Mapped[UUID] = owner_key("contact")
    code: Mapped[str] = code_column()


class ContactCategory(CodeRow):
    """A further category of a contact, besides its main category."""

    __tablename__ = "contact_category"
    owner_field = "further_categories"
    contact_id: Mapped[UUID] = owner_key("contact")
    code: Mapped[str] = code_column()


class ContactChildStatus(CodeRow):
    """A status of the child or children in a contact."""

    __tablename__ = "contact_child_status"
    owner_field = "child_status"
    contact_id: Mapped[UUID] = owner_key("contact")
    code: Mapped[str] = code_column()


def _rows(row_type: type[CodeRow]) -> Any:
    return relationship(
        row_type, cascade="all, delete-orphan", lazy="raise", order_by=row_type.__table__.c.code
    )


class Contact(Imported, Record):
    """One concern about one adult who works with children, or about nobody named yet.

    Every report counts contacts, and everything counted about them is stored here.
    """

    __tablename__ = "contact"
    name_fields = ("described_as",)
    page_under = "contacts"
    counted_as = "contacts"
    in_error_act = "contact.in_error"

    reference: Mapped[str] = mapped_column(String(40), unique=True)

    received_on: Mapped[date] = day("Received", required=True, not_future=True, carried=(INCIDENT,))
    received_time: Mapped[str | None] = time_of_day("At", carried=(INCIDENT,))
    intake: Mapped[str] = choice(
        "What came in", "intake", required=True, counted=True, carried=(INCIDENT,)
    )
    method: Mapped[str | None] = choice(
        "How it came", "contact_method", counted=True, carried=(INCIDENT,)
    )
    source: Mapped[str | None] = choice("Who told us", "source", counted=True, carried=(INCIDENT,))
    caller_id: Mapped[UUID | None] = link(
        "Caller", "professional", "professional", carried=(INCIDENT,)
    )
    employer_aware_on: Mapped[date | None] = day(
        "Employer knew on", not_future=True, carried=(INCIDENT,)
    )
    taken_by_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("officer.id"))

    adult_id: Mapped[UUID | None] = link(
        "Adult", "adult", "adult", help="Leave empty while nobody is named", carried=(FOLLOW,)
    )
    described_as: Mapped[str | None] = line(
        "If nobody is named, who is meant", searched=True, carried=(FOLLOW,)
    )
    setting_id: Mapped[UUID | None] = link("Setting", "organisation", "organisation", carried=_BOTH)
    sector: Mapped[str | None] = choice("Sector", "sector", counted=True, carried=_BOTH)
    job_role: Mapped[str | None] = choice("Job role", "job_role", counted=True, carried=(FOLLOW,))
    employment_basis: Mapped[str | None] = choice(
        "Employed as", "employment_basis", counted=True, carried=(FOLLOW,)
    )
    area: Mapped[str | None] = choice("Area", "area", counted=True, carried=_BOTH)

    summary: Mapped[str | None] = prose("What was said", searched=True, carried=_BOTH)
    happened: Mapped[PartialDate | None] = when(
        "When it is said to have happened", not_future=True, carried=_BOTH
    )
    place: Mapped[str | None] = line("Where", carried=_BOTH)
    category: Mapped[str | None] = choice(
        "Main category",
        "category",
        help="Exactly one; add others below",
        counted=True,
        carried=_BOTH,
    )
    category_rows: Mapped[list[ContactCategory]] = _rows(ContactCategory)
    further_categories = choices(
        "Further categories", "category", "category_rows", ContactCategory, carried=(FOLLOW,)
    )
    child_status_rows: Mapped[list[ContactChildStatus]] = _rows(ContactChildStatus)
    child_status = choices(
        "Status of the child",
        "child_status",
        "child_status_rows",
        ContactChildStatus,
        counted=True,
        carried=_BOTH,
    )
    restraint: Mapped[str | None] = choice(
        "Restraint", "restraint", counted=True, carried=(FOLLOW,)
    )

    history_result: Mapped[str | None] = choice("History check", "history_result")
    history_note: Mapped[str | None] = prose("What was searched and found")
    safety: Mapped[str | None] = prose(
        "Immediate safety",
        help="The child, other children, the adult's other roles and own children",
        carried=(FOLLOW,),
    )
    criterion_rows: Mapped[list[ContactCriterion]] = _rows(ContactCriterion)
    criteria = choices(
        "Criteria met",
        "criterion",
        "criterion_rows",
        ContactCriterion,
        counted=True,
    )
    police_status: Mapped[str | None] = choice(
        "Police", "police_status", counted=True, asked_as="Police: where it stands"
    )

    check_kind: Mapped[str | None] = choice("Kind of check", "check_kind", counted=True)
    check_result: Mapped[str | None] = choice("What was answered", "check_result", counted=True)
    answered_on: Mapped[date | None] = day("Answered", not_future=True)

    follows_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("contact.id"), index=True)
    """The contact that this one follows."""
    incident_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    """The same for all contacts about the adults of one incident."""

    concluded_on: Mapped[date | None] = day("Concluded", not_future=True)
    closed_on: Mapped[date | None] = day("Closed", not_future=True)
    closing_note: Mapped[str | None] = prose("Closing note")

    in_error_on: Mapped[date | None] = day("Recorded in error on")
    in_error_reason: Mapped[str | None] = prose("Why it was recorded in error", limit=1000)
    in_error_by_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("officer.id"))

    @property
    def check_answered_on(self) -> date | None:
        """The day on which a check was answered; None for other contacts."""
        return self.answered_on if self.intake == CHECK and self.check_result else None

    @classmethod
    def problems_between(cls, values: Mapping[str, Any]) -> list[Problem]:
        """Check a contact's days: none is before the day received."""
        found: list[Problem] = []
        received = values.get("received_on")
        concluded, closed = values.get("concluded_on"), values.get("closed_on")
        answered = values.get("answered_on")
        happened = values.get("happened")
        if received and happened and happened.first_day > received:
            found.append(
                Problem(
                    "happened",
                    "When it is said to have happened must not be after the day received.",
                )
            )
        if received and answered and answered < received:
            found.append(Problem("answered_on", "Answered must not be before the day received."))
        if received and concluded and concluded < received:
            found.append(Problem("concluded_on", "Concluded must not be before the day received."))
        if received and closed and closed < received:
            found.append(Problem("closed_on", "Closed must not be before the day received."))
        elif concluded and closed and closed < concluded:
            found.append(Problem("closed_on", "Closed must not be before the day concluded."))
        return found


CONTACT_FORM = Form(
    "contact",
    Section(
        "How it came in",
        Contact.received_on,
        Contact.received_time,
        Contact.intake,
        Contact.method,
        Contact.source,
        Contact.caller_id,
        Contact.employer_aware_on,
    ),
    Section(
        "The adult and the setting",
        Contact.adult_id,
        Contact.described_as,
        Contact.setting_id,
        Contact.sector,
        Contact.job_role,
        Contact.employment_basis,
        Contact.area,
    ),
    Section(
        "The concern",
        Contact.summary,
        Contact.happened,
        Contact.place,
        Contact.category,
        Contact.further_categories,
        Contact.child_status,
        Contact.restraint,
    ),
    Section(
        "Checks and safety",
        Contact.history_result,
        Contact.history_note,
        Contact.safety,
        Contact.police_status,
    ),
    Section(
        "The check",
        Contact.check_kind,
        Contact.check_result,
        Contact.answered_on,
        shown_when={"intake": (CHECK,)},
    ),
)
