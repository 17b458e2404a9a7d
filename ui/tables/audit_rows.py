"""The lines of the audit as a table: the latest first, fetched as somebody scrolls."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from lado_desktop.casework.audit import AuditLine, AuditQuery, count, page
from lado_desktop.casework.shift import Shift
from ui.tables.plain import fit_rows, plain

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_COLUMNS = ("When", "Officer", "What was done", "Record", "Act")
_SHARES = (0, 18, 40, 0, 22)
"""Shares of the width; a column without one is as wide as its cells."""
_WIDEST = {0: "28/09/2026 00:00:00", 3: "0000-0000-M00"}


class AuditRows(QAbstractTableModel):
    """What answers a query."""

    def __init__(self, shift: Shift, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shift = shift
        self.query = AuditQuery()
        self.lines: list[AuditLine] = []
        self.total = 0
        """Lines that answer the query, fetched or not."""
        self.of = 0
        """Lines of the whole audit."""
        self._more = False

    def ask(self, query: AuditQuery) -> None:
        """Show what answers a query. Raises NoSuchReference; the rows are then as they were."""
        total, of = count(self._shift, query)
        found = page(self._shift, query)
        self.beginResetModel()
        self.query, self.total, self.of = query, total, of
        self.lines, self._more = found.lines, found.more
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more

    def fetchMore(self, parent: Index) -> None:
        found = page(self._shift, self.query, before=self.lines[-1].seq)
        self._more = found.more
        if found.lines:
            first = len(self.lines)
            self.beginInsertRows(_NONE, first, first + len(found.lines) - 1)
            self.lines += found.lines
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        line = self.lines[index.row()]
        when = f"{line.at:%d/%m/%Y %H:%M:%S}"
        cell = (when, line.officer, line.what, line.about, line.act)[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell
        return f"{_COLUMNS[index.column()]}: {cell or 'nothing'}"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[section]
        return None


class AuditView(QTableView):
    """Shows AuditRows. Enter or a double click opens the record of a line."""

    opened = Signal(object)
    """The AuditLine whose record somebody wants opened."""
    marked = Signal(object)
    """The AuditLine that is marked; None where none is."""

    def __init__(self, rows: AuditRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setModel(rows)
        self.setAccessibleName("Lines of the audit")
        plain(self)
        self.doubleClicked.connect(lambda index: self.opened.emit(rows.lines[index.row()]))
        self.selectionModel().currentRowChanged.connect(lambda *_: self.marked.emit(self.line))

    @property
    def line(self) -> AuditLine | None:
        """The line that is marked."""
        row = self.currentIndex().row()
        return self._rows.lines[row] if 0 <= row < len(self._rows.lines) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.line is not None:
                self.opened.emit(self.line)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters would search the rows fetched so far only."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        fit_rows(self)
        self.setMinimumHeight(9 * self.fontMetrics().height())
        metrics = self.fontMetrics()
        fixed = {
            place: metrics.horizontalAdvance(words) + metrics.averageCharWidth() + 18
            for place, words in _WIDEST.items()
        }
        free = max(0, self.viewport().width() - sum(fixed.values()))
        least = 12 * metrics.averageCharWidth()
        for place, share in enumerate(_SHARES):
            width = fixed.get(place, max(least, free * share // sum(_SHARES)))
            self.setColumnWidth(place, width)
