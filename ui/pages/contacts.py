"""Contacts: everything that came in."""

from __future__ import annotations

from PySide6.QtGui import QAction

from lado_desktop.casework.lists.lists import CONTACTS
from lado_desktop.domain.permission import Permission
from ui.lists.list_page import ListPage
from ui.lists.list_table import ListWords
from ui.route import Place
from ui.window.menus import act

WORDS = ListWords(
    title="Contacts",
    one="contact",
    many="contacts",
    empty="Log the first one with the button above, or press Ctrl+N.",
)


class ContactsPage(ListPage):
    """The list of contacts. Its act: log one."""

    listing = CONTACTS
    words = WORDS
    manual = "contacts"

    def make_primary(self) -> QAction:
        made = act(self, "&Log a contact", lambda: self.going.emit(Place("contact")), sign="plus")
        made.forbid(self.desk.shift.why_not(Permission.LOG))
        return made
