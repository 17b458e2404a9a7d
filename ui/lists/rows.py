"""The rows of a list as Qt's tables want them: fetched from the store a page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from lado_desktop.casework.lists.listing import ColumnKind, Listing, Query, Row, page
from lado_desktop.casework.shift import Shift
from ui.tables.status_cell import STATUS, statuses_of

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
PAGE = 200
"""Rows fetched at a time."""


class Rows(QAbstractTableModel):
    """What a listing answers to a query. Search, sort and filter are the store's work."""

    def __init__(self, shift: Shift, listing: Listing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shift = shift
        self.listing = listing
        self.query = Query(limit=PAGE)
        self.total = 0
        """Rows that answer the query, fetched or not."""
        self.of = 0
        """Rows of the whole list."""
        self.among_first = 0
        """The number of hits that were searched where there were too many; 0 means all."""
        self._rows: list[Row] = []
        self._labels = [shift.worded(column.label) for column in listing.columns]
        self._statuses = [statuses_of(shift, column) for column in listing.columns]

    def ask(self, query: Query) -> None:
        """Show what answers another query, from its first row."""
        found = page(self._shift, self.listing, query)
        self.beginResetModel()
        self.query = query
        self._rows = list(found.rows)
        self.total, self.of, self.among_first = found.total, found.of, found.among_first
        self.endResetModel()

    def id_at(self, row: int) -> UUID:
        """Return the key of the record in a row."""
        return self._rows[row].id

    def cell(self, row: int, name: str) -> str:
        """Return what a row says in the column of this name."""
        names = [column.name for column in self.listing.columns]
        return self._rows[row].cells[names.index(name)]

    def cells(self, column: int) -> Iterator[str]:
        """The cells of a column, of the rows that were fetched first."""
        return (row.cells[column] for row in self._rows[:PAGE])

    def row_of(self, id: UUID | None) -> int | None:
        """Return the row that shows a record, among those fetched."""
        return next((row for row, each in enumerate(self._rows) if each.id == id), None)

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.listing.columns)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and len(self._rows) < self.total

    def fetchMore(self, parent: Index) -> None:
        asked = Query(
            words=self.query.words,
            sort=self.query.sort,
            descending=self.query.descending,
            filters=self.query.filters,
            among=self.query.among,
            offset=len(self._rows),
            limit=PAGE,
        )
        found = page(self._shift, self.listing, asked).rows
        if not found:
            # Rows went from the store since they were counted.
            self.total = len(self._rows)
            return
        self.beginInsertRows(_NONE, len(self._rows), len(self._rows) + len(found) - 1)
        self._rows += found
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.listing.columns[index.column()]
        cell = self._rows[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell
        if role == STATUS:
            return self._statuses[index.column()].get(cell)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._labels[index.column()]}: {cell or 'nothing'}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column.kind)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.listing.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._labels[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column.kind)
        return None


def _alignment(kind: ColumnKind) -> int:
    side = Qt.AlignmentFlag.AlignRight if kind is ColumnKind.COUNT else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
