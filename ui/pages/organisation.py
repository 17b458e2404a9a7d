"""The page of an organisation: the form, and the contacts that have to do with it."""

from __future__ import annotations

from uuid import UUID

from lado_desktop.casework import organisations
from lado_desktop.domain.organisation import ORGANISATION_FORM
from ui.desk import Desk
from ui.parts.standing_record import ContactTable, FormPart, Keeping
from ui.parts.tabbed_page import TabbedPage
from ui.place import Place

KEEPING = Keeping(ORGANISATION_FORM, organisations.add, organisations.amend)


class OrganisationPage(TabbedPage):
    """An organisation, and every contact that is about somebody who works there."""

    noun = "organisation"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.form = FormPart(desk, place.id, KEEPING)
        self.form.added.connect(self._go_to_added)
        self.contacts = ContactTable(desk, "No contact is about somebody who works there yet.")
        if place.id is not None:
            self.form.column.addWidget(self.contacts)
        self.lay_out([], [("Organisation", self.form)])
        if place.id is None:
            self.head.show_record("New organisation", None, [])
        self.say_title("Organisation" if place.id else "New organisation")
        self.look()

    def look(self) -> None:
        """Read the record anew and show it."""
        if self.place.id is None:
            return
        shift = self.desk.shift
        record = organisations.get(shift, self.place.id)
        self.head.show_record(record.name, None, [shift.label("sector", record.sector)])
        self.form.show_record(record)
        self.contacts.show_lines(organisations.contacts_of(shift, self.place.id))

    def _go_to_added(self, id: UUID) -> None:
        self.desk.changes.saved.emit("organisation", id)
        self.going.emit(Place("organisation", id))
