"""The page of a professional: the form, and the contacts that have to do with it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from lado_desktop.casework import professionals
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.professional import PROFESSIONAL_FORM
from ui.desk import Desk
from ui.parts.standing_record import ContactTable, FormPart, Keeping
from ui.parts.tabbed_page import Tab, TabbedPage
from ui.place import Place

KEEPING = Keeping(PROFESSIONAL_FORM, professionals.add, professionals.amend)


class ProfessionalPage(TabbedPage):
    """A professional, and every contact that they rang about."""

    noun = "professional"
    needs = (Permission.LOG,)
    manual = "people"

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        if place.id is not None:
            self.contacts = ContactTable(desk, "No contact came from this person yet.", self)
        self.lay_out([], [Tab("Professional", FormPart, self._made_form)])
        self.form = self.of(FormPart)
        if place.id is None:
            self.head.show_record("New professional", None, [])
        self.say_title("Professional" if place.id else "New professional")
        self.look()

    def look(self) -> None:
        """Read the record anew and show it."""
        if self.place.id is None:
            return
        shift = self.desk.shift
        record = professionals.get(shift, self.place.id)
        self.head.show_record(record.name, None, [record.role or ""])
        self.form.show_record(record)
        self.contacts.show_lines(professionals.contacts_of(shift, self.place.id))

    def _made_form(self, ground: QWidget) -> FormPart:
        form = FormPart(self.desk, self.place.id, KEEPING, ground)
        form.added.connect(self._go_to_added)
        if self.place.id is not None:
            form.column.addWidget(self.contacts)
        return form

    def _go_to_added(self, id: UUID) -> None:
        self.desk.changes.saved.emit("professional", id)
        self.going.emit(Place("professional", id))
