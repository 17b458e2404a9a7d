"""Settings, agencies and employers."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from lado_desktop.domain.fields.field import choice, line, prose
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.kinds.imported import Imported
from lado_desktop.domain.record import Record


class Organisation(Imported, Record):
    """A setting, agency or employer that works with children or employs a professional."""

    __tablename__ = "organisation"
    name_fields = ("name",)
    titled = "Setting"
    page_under = "people"

    name: Mapped[str] = line("Name", required=True, searched=True)
    sector: Mapped[str | None] = choice("Sector", "sector")
    area: Mapped[str | None] = choice("Area", "area")
    urn: Mapped[str | None] = line("Registration number", help="URN, Ofsted or CQC number")
    address: Mapped[str | None] = prose("Address", limit=500)
    telephone: Mapped[str | None] = line("Telephone")
    note: Mapped[str | None] = prose("Notes")


ORGANISATION_FORM = Form(
    "organisation",
    Section("Organisation", Organisation.name, Organisation.sector, Organisation.area),
    Section(
        "Details", Organisation.urn, Organisation.address, Organisation.telephone, Organisation.note
    ),
)
