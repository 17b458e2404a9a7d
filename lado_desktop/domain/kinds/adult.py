"""Adults about whom concerns are raised."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from lado_desktop.domain.fields.field import choice, line, link, prose, when
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.kinds.imported import Imported
from lado_desktop.domain.record import Record
from lado_desktop.domain.time.partial_date import PartialDate


class Adult(Imported, Record):
    """An adult who works or volunteers with children, and whom a concern is about."""

    __tablename__ = "adult"
    name_fields = ("family_name", "given_names", "known_as", "previous_names")
    called = "person"
    page_under = "people"
    __table_args__ = (Index("ix_adult_born", "born"),)

    family_name: Mapped[str] = line("Family name", required=True, searched=True)
    given_names: Mapped[str | None] = line("Given names", searched=True)
    known_as: Mapped[str | None] = line("Known as", searched=True)
    previous_names: Mapped[str | None] = line(
        "Previous names", searched=True, help="Several are separated by commas"
    )
    born: Mapped[PartialDate | None] = when(
        "Date of birth", not_future=True, help="Leave empty where it is not known"
    )
    gender: Mapped[str | None] = line("Gender")
    ethnicity: Mapped[str | None] = line("Ethnicity")
    disability: Mapped[str | None] = line("Disability")
    address: Mapped[str | None] = prose("Home address", limit=500)
    own_children: Mapped[str | None] = prose(
        "Own children", help="Whether there are any, and what is known"
    )
    other_work: Mapped[str | None] = prose("Other work with children or adults at risk")
    registration: Mapped[str | None] = line("Professional registration number")
    regulator: Mapped[str | None] = choice("Regulator", "referral_body")

    @property
    def name(self) -> str:
        """The name as spoken: given names, then family name."""
        return f"{self.given_names} {self.family_name}" if self.given_names else self.family_name


class RoleHeld(Record):
    """A present or past post with children, other than the one that a contact is about."""

    __tablename__ = "role_held"
    belongs_to = ("adult_id",)

    adult_id: Mapped[UUID] = link("Adult", "adult", "adult", required=True)
    organisation_id: Mapped[UUID | None] = link("Organisation", "organisation", "organisation")
    sector: Mapped[str | None] = choice("Sector", "sector")
    job_role: Mapped[str | None] = choice("Job role", "job_role")
    employment_basis: Mapped[str | None] = choice("Employed as", "employment_basis")
    started: Mapped[PartialDate | None] = when("From", not_future=True)
    ended: Mapped[PartialDate | None] = when("To")
    note: Mapped[str | None] = line("Note", help="Regulated activity, line manager")


ADULT_FORM = Form(
    "adult",
    Section(
        "Who",
        Adult.given_names,
        Adult.family_name,
        Adult.known_as,
        Adult.previous_names,
        Adult.born,
    ),
    Section("About them", Adult.gender, Adult.ethnicity, Adult.disability, Adult.address),
    Section(
        "Work and family", Adult.own_children, Adult.other_work, Adult.registration, Adult.regulator
    ),
)

ROLE_HELD_FORM = Form(
    "role_held",
    Section(
        "Role held",
        RoleHeld.organisation_id,
        RoleHeld.sector,
        RoleHeld.job_role,
        RoleHeld.employment_basis,
        RoleHeld.started,
        RoleHeld.ended,
        RoleHeld.note,
    ),
)
