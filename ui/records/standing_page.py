"""The page of an organisation or a professional: the contacts of that record, and one form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lado_desktop.casework.contacts.contact_lines import ContactLines
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.permission import Permission
from ui.desk import Desk
from ui.records.standing_record import ContactTable, FormPart, Keeping
from ui.records.tabbed_page import Tab, TabbedPage
from ui.route import Place


@dataclass(frozen=True)
class Standing:
    """What the page of one noun shows, and how it is read."""

    keeping: Keeping
    get: Callable[[Shift, UUID], Any]
    contacts_of: Callable[[Shift, UUID], ContactLines]
    fact: Callable[[Shift, Any], str]
    """The line under the record's name."""
    no_contacts: str
    """The message where no contact refers to the record."""
    without: str = ""
    """The column of its contacts that would say on every row whose page it is."""


class StandingPage(TabbedPage):
    """A record independent of a contact."""

    needs = (Permission.LOG,)
    manual = "people"
    standing: Standing
    """Set by the page of each noun."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        if place.id is not None:
            said = self.standing
            self.contacts = ContactTable(desk, said.no_contacts, self, without=said.without)
        words = self.noun.capitalize() if place.id else f"New {self.noun}"
        self.lay_out([], [Tab(self.noun.capitalize(), FormPart, self._made_form)])
        self.form = self.of(FormPart)
        if place.id is None:
            self.head.show_record(words, None, [])
        self.say_title(words)
        self.look()

    def look(self) -> None:
        """Read the record again and show it."""
        if self.place.id is None:
            return
        shift, standing = self.desk.shift, self.standing
        record = standing.get(shift, self.place.id)
        self.head.show_record(record.name, None, [standing.fact(shift, record)])
        self.form.show_record(record)
        contacts = standing.contacts_of(shift, self.place.id)
        self.contacts.show_lines(contacts.lines, shift.worded(contacts.left_out))

    def _made_form(self, ground: QWidget) -> FormPart:
        form = FormPart(self.desk, self.place.id, self.standing.keeping, ground)
        form.added.connect(self._go_to_added)
        if self.place.id is not None:
            form.begin_at(self.contacts)
        return form

    def _go_to_added(self, id: UUID) -> None:
        self.desk.changes.saved.emit(self.noun, id)
        self.going.emit(Place(self.noun, id))
