"""A page that is a list: its search, filters and count above it, what to do where it is empty."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from lado_desktop.casework.listing import Listing, Query
from lado_desktop.casework.shift import Shift
from ui.desk import Desk
from ui.labels import heading, label
from ui.page import Page
from ui.place import Place
from ui.preferences import Preferences
from ui.tables.filter_bar import FilterBar
from ui.tables.list_view import ListView
from ui.tables.rows import PAGE, Rows


@dataclass(frozen=True)
class ListWords:
    """The words of one list."""

    title: str
    one: str
    many: str
    empty: str
    """What to do while there is nothing at all."""

    def worded(self, shift: Shift) -> ListWords:
        """Return the same in the service's words."""
        return ListWords(*map(shift.worded, (self.title, self.one, self.many, self.empty)))


def counted(number: int, of: int, words: ListWords, narrowed: bool) -> str:
    """Return the count above a list: "312 contacts", "312 contacts, 41 shown"."""
    whole = f"{of:,} {words.one if of == 1 else words.many}"
    return f"{whole}, {number:,} shown" if narrowed else whole


class ListTable(QWidget):
    """The list itself with what stands above it; a page has one, or one under each of its tabs."""

    def __init__(self, desk: Desk, listing: Listing, words: ListWords, key: str) -> None:
        """`key` names the list among those remembered on this machine."""
        super().__init__()
        self._desk = desk
        self._words = words = words.worded(desk.shift)
        self._key = key
        self._preferences: Preferences | None = None
        self._sort, self._descending = listing.sort, listing.descending
        self._stale = True
        self.among: Collection[UUID] | None = None
        """Only these records are the list; None for all of them."""
        self.rows = Rows(desk.shift, listing, self)
        self.filters = FilterBar(desk.shift, listing)
        self.view = ListView(self.rows, words.title)
        self.count = label("", tone="muted")
        self._empty_title = heading("")
        self._empty_words = label("", tone="muted")
        self._empty_words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.show_all = QPushButton("&Show the whole list")
        self.show_all.clicked.connect(self.filters.empty)
        nothing = QWidget()
        self._nothing = QVBoxLayout(nothing)
        self._nothing.setContentsMargins(0, 24, 0, 0)
        self._nothing.addWidget(self._empty_title)
        self._nothing.addWidget(self._empty_words)
        self._nothing.addWidget(self.show_all, 0, Qt.AlignmentFlag.AlignLeft)
        self._nothing.addStretch(1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.filters)
        column.addWidget(self.count)
        column.addWidget(self.stack, 1)
        self.filters.changed.connect(self.show_answer)
        self.filters.downward.connect(self._go_down)
        self.view.ordered.connect(self._order)
        desk.changes.saved.connect(self._changed)

    def recall(self, preferences: Preferences) -> None:
        """Set sort, filters and widths as they were left on this machine."""
        self._preferences = preferences
        left = preferences.list_left(self._key)
        if not left:
            return
        names = {column.name for column in self.rows.listing.columns}
        if left.get("sort") in names:
            self._sort = left["sort"]
            self._descending = left.get("descending") == "yes"
        self.filters.choose(
            {
                name.removeprefix("filter-"): code
                for name, code in left.items()
                if name.startswith("filter-")
            }
        )
        widths = left.get("widths", "").split()
        self.view.set_widths([int(each) for each in widths if each.isdigit()])

    def leave(self) -> None:
        """Write down how the list is left."""
        if self._preferences is not None:
            left = {"sort": self._sort, "descending": "yes" if self._descending else "no"}
            left |= {f"filter-{name}": code for name, code in self.filters.chosen.items()}
            if widths := self.view.widths():
                left["widths"] = " ".join(map(str, widths))
            self._preferences.leave_list(self._key, left)

    def start(self, otherwise: QWidget | None = None) -> None:
        """Show what is true now, and put the focus on the list or, where none match, above it.

        While there is nothing at all it goes to `otherwise`, the act that begins the list; where
        no such act is, to the sentence that says what to do.
        """
        self.look()
        target: QWidget = self.view if self.rows.total else self.filters.words
        if not self.rows.of:
            target = self._empty_words
            if otherwise is not None and otherwise.isEnabled():
                target = otherwise
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def narrow(self, filters: dict[str, str]) -> None:
        """Show what these filters leave, and nothing else searched for."""
        self.filters.empty()
        self.filters.choose(filters)
        self._stale = True

    def look(self) -> None:
        """Show what is true now, where something may have changed since it was shown."""
        if self._stale:
            self.show_answer()

    def show_answer(self) -> None:
        """Ask the store and show the rows, staying on the record that was current."""
        self._stale = False
        current = self.view.currentIndex()
        stayed = self.rows.id_at(current.row()) if current.isValid() else None
        words = self.filters.words.text().strip()
        self.rows.ask(
            Query(
                words=words,
                sort=self._sort,
                descending=self._descending,
                filters=self.filters.chosen,
                among=self.among,
                limit=PAGE,
            )
        )
        if words:
            self._desk.journal.searched(words, self.rows.total, self._key)
        self.view.show_order(self._sort, self._descending)
        narrowed = self.filters.is_set
        self.count.setText(counted(self.rows.total, self.rows.of, self._words, narrowed))
        self.count.setVisible(bool(self.rows.of))
        self.filters.setVisible(bool(self.rows.of))
        if self.rows.total:
            self.stack.setCurrentIndex(0)
            self.view.select(self.rows.row_of(stayed) or 0)
        else:
            self._say_empty()

    def _say_empty(self) -> None:
        narrowed = bool(self.rows.of)
        many = self._words.many
        self._empty_title.setText(f"No {many} match" if narrowed else f"No {many} yet")
        self._empty_words.setText(
            f"None of the {self.rows.of:,} has all that you ask for."
            if narrowed
            else self._words.empty
        )
        self.show_all.setVisible(narrowed)
        self.stack.setCurrentIndex(1)

    def _order(self, name: str, descending: bool) -> None:
        self._sort, self._descending = name, descending
        self.show_answer()

    def _go_down(self) -> None:
        if self.rows.total:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        """A record was saved: look again, now or when the list is next seen."""
        self._stale = True
        if self.isVisible():
            self.show_answer()


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
        if self.place.narrowed:
            self.table.narrow(dict(self.place.narrowed))
        self.table.start(self.primary_button)

    def keep(self) -> None:
        self.table.leave()

    def acts(self) -> list[QAction]:
        return [] if self.primary is None else [self.primary]
