"""The page of an organisation: the form, and the contacts that have to do with it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from lado_desktop.casework import organisations
from lado_desktop.domain.organisation import ORGANISATION_FORM
from lado_desktop.domain.permission import Permission
from ui.desk import Desk
from ui.parts.standing_record import ContactTable, FormPart, Keeping
from ui.parts.tabbed_page import Tab, TabbedPage
from ui.place import Place

KEEPING = Keeping(ORGANISATION_FORM, organisations.add, organisations.amend)


class OrganisationPage(TabbedPage):
    """An organisation, and every contact that is about somebody who works there."""

    noun = "organisation"
    needs = (Permission.LOG,)
    manual = "people"

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        if place.id is not None:
            self.contacts = ContactTable(
                desk, "No contact is about somebody who works there yet.", self
            )
        self.lay_out([], [Tab("Organisation", FormPart, self._made_form)])
        self.form = self.of(FormPart)
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

    def _made_form(self, ground: QWidget) -> FormPart:
        form = FormPart(self.desk, self.place.id, KEEPING, ground)
        form.added.connect(self._go_to_added)
        if self.place.id is not None:
            form.column.addWidget(self.contacts)
        return form

    def _go_to_added(self, id: UUID) -> None:
        self.desk.changes.saved.emit("organisation", id)
        self.going.emit(Place("organisation", id))
