"""Professionals who call, attend, lead and receive."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Mapped

from lado_desktop.domain.fields.field import line, link
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.record import Record


class Professional(Record):
    """Somebody with a part in a case: caller, attendee, lead or recipient."""

    __tablename__ = "professional"
    name_fields = ("name",)
    page_under = "people"

    name: Mapped[str] = line("Name", required=True, searched=True)
    role: Mapped[str | None] = line(
        "Role", help="As they would sign: head teacher, detective sergeant"
    )
    organisation_id: Mapped[UUID | None] = link("Organisation", "organisation", "organisation")
    telephone: Mapped[str | None] = line("Telephone")
    email: Mapped[str | None] = line("E-mail", address=True)


PROFESSIONAL_FORM = Form(
    "professional",
    Section(
        "Professional",
        Professional.name,
        Professional.role,
        Professional.organisation_id,
        Professional.telephone,
        Professional.email,
    ),
)
