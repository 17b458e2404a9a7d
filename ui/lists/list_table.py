"""A list with its search, filters and count above it, and what to do where it is empty."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from lado_desktop.casework.lists.listing import Listing, Query
from lado_desktop.casework.shift import Shift
from ui.desk import Desk
from ui.lists.filter_bar import FilterBar
from ui.lists.list_view import ListView
from ui.lists.preview_pane import PreviewPane
from ui.lists.rows import PAGE, Rows
from ui.look.labels import heading, label
from ui.preferences import Preferences

_ROOM, _PREVIEW = 104, 36
"""In letters: the least width of a list with a preview beside it, and of the preview."""


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


def counted(number: int, of: int, words: ListWords, narrowed: bool, among_first: int = 0) -> str:
    """Return the count above a list: "312 contacts", "312 contacts, 41 shown".

    With `among_first` it says that a word was looked for in so many of its hits alone.
    """
    whole = f"{of:,} {words.one if of == 1 else words.many}"
    shown = f"{whole}, {number:,} shown" if narrowed else whole
    if among_first:
        return f"{shown}: of the first {among_first:,} found. Type more letters for the others."
    return shown


class ListTable(QWidget):
    """The list with its bar of filters; a page has one, or one for each tab."""

    def __init__(self, desk: Desk, listing: Listing, words: ListWords, key: str) -> None:
        """`key` names the list among those remembered on this machine."""
        super().__init__()
        self._desk = desk
        self._words = words = words.worded(desk.shift)
        self._key = key
        self._preferences: Preferences | None = None
        self._sort, self._descending = listing.sort, listing.descending
        self._stale = True
        self._preview_letters = 0
        """The width that the user gave the preview; 0 if none."""
        self._own: dict[str, str] | None = None
        """The list's own filters, while those of a route are in force."""
        self.among: Collection[UUID] | None = None
        """Only these records are the list; None for all of them."""
        self.rows = Rows(desk.shift, listing, self)
        self.filters = FilterBar(desk.shift, listing)
        self.view = ListView(self.rows, words.title)
        self.count = label("", tone="muted")
        nothing = self._make_nothing()
        self.preview = PreviewPane(desk)
        self.preview.hide()
        self.beside = QSplitter(Qt.Orientation.Horizontal)
        self.beside.setChildrenCollapsible(False)
        self.beside.setHandleWidth(12)
        self.beside.setProperty("surface", "plain")
        self.beside.addWidget(self.view)
        self.beside.addWidget(self.preview)
        self.beside.setStretchFactor(0, 1)
        self.beside.splitterMoved.connect(self._take_preview_width)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.beside)
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
        self.view.selectionModel().currentRowChanged.connect(self._show_marked)
        desk.look.previews_changed.connect(self._lay_beside)
        desk.changes.saved.connect(self._changed)

    def _make_nothing(self) -> QWidget:
        """What is shown where the list has no rows."""
        self.empty_title = heading("")
        self.empty_words = label("", tone="muted")
        self.empty_words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.show_all = QPushButton("&Show the whole list")
        self.show_all.clicked.connect(self.filters.empty)
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        column.setContentsMargins(0, 24, 0, 0)
        column.addWidget(self.empty_title)
        column.addWidget(self.empty_words)
        column.addWidget(self.show_all, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return nothing

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
        if left.get("preview", "").isdigit():
            self._preview_letters = int(left["preview"])
            self._lay_beside()
        self.view.hide_columns(left.get("hidden", "").split())
        widths = (each.partition(":") for each in left.get("widths", "").split())
        self.view.set_widths({name: int(wide) for name, _, wide in widths if wide.isdigit()})

    def leave(self) -> None:
        """Write down how the list is left."""
        self.preview.rest()
        if self._preferences is not None:
            left = {"sort": self._sort, "descending": "yes" if self._descending else "no"}
            own = self.filters.chosen if self._own is None else self._own
            left |= {f"filter-{name}": code for name, code in own.items()}
            left["hidden"] = " ".join(self.view.hidden)
            left["widths"] = " ".join(f"{name}:{wide}" for name, wide in self.view.widths.items())
            left["preview"] = str(self._preview_letters or "")
            self._preferences.leave_list(self._key, left)

    def start(self, otherwise: QWidget | None = None) -> None:
        """Show what is true now, and put the focus on the list or, where none match, above it.

        While there is nothing at all it goes to `otherwise`, the act that begins the list; where
        no such act is, to the sentence that says what to do.
        """
        self.look()
        target: QWidget = self.view if self.rows.total else self.filters.words
        if not self.rows.of:
            target = self.empty_words
            if otherwise is not None and otherwise.isEnabled():
                target = otherwise
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def narrow(self, filters: dict[str, str]) -> None:
        """Show what these filters leave, and nothing else searched for, until it is come to again.

        With no filters: as the list was before others came with a place.
        """
        if filters:
            self._own = self.filters.chosen if self._own is None else self._own
            self.filters.set_to(filters)
            self._stale = True
        elif self._own is not None:
            self.filters.set_to(self._own)
            self._own, self._stale = None, True

    def look(self) -> None:
        """Show what is true now, where something may have changed since it was shown."""
        if self._stale:
            self.show_answer()
        self._show_marked()

    def choose_columns(self) -> bool:
        """Open the menu of the columns, where the list is in sight."""
        if self.view.isVisible():
            self.view.choose_columns()
        return self.view.isVisible()

    def show_answer(self, otherwise: int = 0) -> None:
        """Ask the store and show the rows, staying on the record that was current.

        Where that is no longer in the list, the row `otherwise` is marked.
        """
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
        shown, of, first = self.rows.total, self.rows.of, self.rows.among_first
        self.count.setText(counted(shown, of, self._words, narrowed, first))
        self.count.setVisible(bool(self.rows.of))
        self.filters.setVisible(bool(self.rows.of))
        if self.rows.total:
            self.stack.setCurrentIndex(0)
            row = self.rows.row_of(stayed)
            last = self.rows.rowCount() - 1
            self.view.select(max(0, min(otherwise, last)) if row is None else row)
        else:
            self._say_empty()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_beside()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._lay_beside()

    @property
    def has_room(self) -> bool:
        """Whether there is room for a preview beside the list."""
        return self.width() >= _ROOM * self.fontMetrics().averageCharWidth()

    def _lay_beside(self) -> None:
        """Show the preview where it is wanted and there is room for it."""
        shown = self._desk.look.previews and self.has_room
        if shown == self.preview.isHidden():
            self.preview.setVisible(shown)
            self.view.stand_beside(a_preview=shown)
            self._show_marked()
        if shown:
            letter = self.fontMetrics().averageCharWidth()
            self.preview.setMinimumWidth(_PREVIEW * letter)
            self.preview.setMaximumWidth(max(_PREVIEW * letter, self.width() // 2))
            if self._preview_letters:
                wide = self._preview_letters * letter
                self.beside.setSizes([max(1, self.width() - wide), wide])

    def _take_preview_width(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        self._preview_letters = round(self.preview.width() / letter)

    def _show_marked(self) -> None:
        """Have the preview show the marked row, where one is in sight."""
        row = self.view.currentIndex().row()
        if not self.preview.isHidden():
            marked = self.rows.id_at(row) if row >= 0 else None
            self.preview.show_record(self.rows.listing.noun, marked)

    def _say_empty(self) -> None:
        narrowed = bool(self.rows.of)
        many = self._words.many
        self.empty_title.setText(f"No {many} match" if narrowed else f"No {many} yet")
        self.empty_words.setText(
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
            # Where the marked one left the list, its neighbour is marked: the place is kept.
            self.show_answer(self.view.currentIndex().row())
