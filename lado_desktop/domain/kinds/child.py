"""Children whom concerns are about."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from lado_desktop.domain.fields.field import line, prose, when
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.record import Record
from lado_desktop.domain.time.partial_date import PartialDate


class Child(Record):
    """A child, known by name, by initials, or not yet."""

    __tablename__ = "child"

    name: Mapped[str] = line("Name or initials", required=True, searched=True)
    born: Mapped[PartialDate | None] = when("Date of birth", not_future=True)
    gender: Mapped[str | None] = line("Gender")
    ethnicity: Mapped[str | None] = line("Ethnicity")
    home_authority: Mapped[str | None] = line("Home authority")
    placing_authority: Mapped[str | None] = line("Placing authority")
    communication: Mapped[str | None] = line("Communication needs")
    social_worker: Mapped[str | None] = line("Social worker")
    note: Mapped[str | None] = prose("Notes")


class ChildInvolved(Record):
    """A child's part in one contact."""

    __tablename__ = "child_involved"
    called = "child"
    titled = "Child involved"
    belongs_to = ("contact_id",)
    __table_args__ = (UniqueConstraint("contact_id", "child_id"),)

    contact_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("contact.id"), index=True)
    child_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("child.id"), index=True)
    part: Mapped[str | None] = line("Part in it", help="Said to be harmed, witness, may be at risk")


CHILD_FORM = Form(
    "child",
    Section("Child", Child.name, Child.born, Child.gender, Child.ethnicity),
    Section(
        "Care and needs",
        Child.home_authority,
        Child.placing_authority,
        Child.communication,
        Child.social_worker,
        Child.note,
    ),
)
