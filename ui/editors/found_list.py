"""The list under a name that is typed, with what was found by it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from ui.editors.open_list import OpenList
from ui.forms.suggested_rows import DETAIL, SuggestedRows

_ID = Qt.ItemDataRole.UserRole


class FoundList(QObject):
    """Drops down below a line. `pick` accepts one of its lines, and returns whether it did.

    The list itself is made when it is wanted: most names on a page are never typed into.
    """

    def __init__(self, line: QLineEdit, pick: Callable[[QModelIndex], bool]) -> None:
        super().__init__(line)
        self._line, self._pick = line, pick
        self._made: _Made | None = None
        self._watchers: list[QObject] = []

    @property
    def popup(self) -> QListView:
        """The list as it drops down."""
        return self._all.view

    @property
    def is_open(self) -> bool:
        """Whether it is dropped down."""
        return self._made is not None and self._made.view.isVisible()

    @property
    def is_empty(self) -> bool:
        """Whether it has no lines."""
        return self._made is None or self._made.rows.rowCount() == 0

    def watch(self, watcher: QObject) -> None:
        """Let somebody filter its events: while it is open, keys go there."""
        self._watchers.append(watcher)
        if self._made is not None:
            self._made.view.installEventFilter(watcher)

    def clear(self) -> None:
        """Take out all lines."""
        if self._made is not None:
            self._made.rows.clear()

    def append(self, label: str, detail: str, id: UUID | None) -> None:
        """Add a line: a name, what it is recognised by, and a record's key, where it has one."""
        item = QStandardItem(label)
        item.setData(str(id) if id else "", _ID)
        item.setData(detail, DETAIL)
        item.setData(f"{label}, {detail}" if detail else label, Qt.ItemDataRole.AccessibleTextRole)
        self._all.rows.appendRow(item)

    def open(self, *, marks_first: bool) -> None:
        """Drop down; without lines, close."""
        if self.is_empty:
            self.shut()
            return
        self._all.complete()
        # Else the first line would be taken unseen by Enter alone: nobody is picked by mistake.
        first = self.popup.model().index(0, 0)
        self.popup.setCurrentIndex(first if marks_first else QModelIndex())

    def shut(self) -> None:
        """Close."""
        if self._made is not None:
            self._made.view.hide()

    @property
    def _all(self) -> _Made:
        if self._made is None:
            self._made = _Made(self._line, self._pick)
            for each in self._watchers:
                self._made.view.installEventFilter(each)
        return self._made


class _Made(QCompleter):
    """The list with its lines, opened by `complete`."""

    def __init__(self, line: QLineEdit, pick: Callable[[QModelIndex], bool]) -> None:
        self.rows = QStandardItemModel(line)
        super().__init__(self.rows, line)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setWidget(line)
        self.setMaxVisibleItems(9)
        self.view = QListView()
        self.setPopup(self.view)
        # After setPopup, which replaces the list's delegate.
        self.view.setItemDelegate(SuggestedRows(self.view))
        OpenList(self.view, line, self.view.hide, pick)
        self.activated[QModelIndex].connect(pick)  # type: ignore[index] # overloaded


def found_id(index: QModelIndex) -> UUID | None:
    """Return the key of the record that a line names; None for a line that adds one."""
    id = index.data(_ID)
    return UUID(id) if id else None
