"""People: the adults, the professionals, the settings; a list under each tab."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTabWidget, QWidget

from lado_desktop.casework.lists.lists import ADULTS, ORGANISATIONS, PROFESSIONALS
from ui.desk import Desk
from ui.lists.list_table import ListTable, ListWords
from ui.page import Page
from ui.preferences import Preferences
from ui.route import Place
from ui.window.menus import act

_LISTS = (
    (
        ADULTS,
        ListWords("Adults", "person", "people", "They are added as contacts are logged."),
        "Add a &person",
    ),
    (
        PROFESSIONALS,
        ListWords(
            "Professionals",
            "professional",
            "professionals",
            "Callers, chairs and attendees are added where they are first named.",
        ),
        "Add a &professional",
    ),
    (
        ORGANISATIONS,
        ListWords(
            "Organisations",
            "organisation",
            "organisations",
            "Schools, nurseries and other employers are added where they are first named.",
        ),
        "Add an &organisation",
    ),
)


class PeoplePage(Page):
    """Three lists, one under each tab. Its act: add one to the list in front."""

    manual = "people"

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        self._add = act(self, "", self._add_one, sign="plus")
        self.headed("People", self._add)
        self.tabs = QTabWidget()
        self.tables: list[ListTable] = []
        for listing, words, _ in _LISTS:
            table = ListTable(desk, listing, words, f"people-{listing.noun}")
            table.view.opened.connect(self._open)
            self.tables.append(table)
            table.setContentsMargins(0, 12, 0, 0)
            self.tabs.addTab(table, words.title)
        self.body.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(self._turned)
        self._name_act()
        self.say_title("People")

    @property
    def table(self) -> ListTable:
        """The list in front."""
        return self.tables[self.tabs.currentIndex()]

    def recall(self, preferences: Preferences) -> None:
        for table in self.tables:
            table.recall(preferences)

    def start(self) -> None:
        self.table.start(self.primary_button)

    def keep(self) -> None:
        for table in self.tables:
            table.leave()

    def choose_columns(self) -> bool:
        return self.table.choose_columns()

    def acts(self) -> list[QAction]:
        return [self._add]

    def _turned(self) -> None:
        self._name_act()
        self.table.look()

    def _name_act(self) -> None:
        self._add.setText(_LISTS[self.tabs.currentIndex()][2])

    def _add_one(self) -> None:
        self.going.emit(Place(self.table.rows.listing.noun))

    def _open(self, row: int) -> None:
        self.going.emit(Place(self.table.rows.listing.noun, self.table.rows.id_at(row)))
