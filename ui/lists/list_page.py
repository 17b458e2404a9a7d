"""A page that is a list. Enter opens the record of a row."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from lado_desktop.casework.lists.listing import Listing
from ui.desk import Desk
from ui.lists.list_table import ListTable, ListWords
from ui.page import Page
from ui.preferences import Preferences
from ui.route import Place


class ListPage(Page):
    """A page with one list. Enter opens the record of a row."""

    listing: Listing
    words: ListWords
    usual: Mapping[str, str] = MappingProxyType({})
    """The filters that are set until somebody leaves the list otherwise."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        self.primary = self.make_primary()
        self.headed(self.words.title, self.primary)
        self.table = ListTable(desk, self.listing, self.words, place.noun)
        self.table.filters.choose(dict(self.usual))
        self.body.addWidget(self.table, 1)
        self.table.view.opened.connect(lambda row: self.going.emit(self.opens(row)))
        self.say_title(self.words.title)

    def make_primary(self) -> QAction | None:
        """Overridden: make the page's one primary act."""
        return None

    def opens(self, row: int) -> Place:
        """Return the place that a row opens: the record itself, unless overridden."""
        return Place(self.listing.noun, self.table.rows.id_at(row))

    def recall(self, preferences: Preferences) -> None:
        self.table.recall(preferences)

    def start(self) -> None:
        self.table.narrow(dict(self.place.narrowed))
        self.table.start(self.primary_button)

    def keep(self) -> None:
        self.table.leave()

    def choose_columns(self) -> bool:
        return self.table.choose_columns()

    def acts(self) -> list[QAction]:
        return [] if self.primary is None else [self.primary]
