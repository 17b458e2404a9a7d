"""What is due, as a table: when, which case, what to do."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from lado_desktop.casework.today import Due
from lado_desktop.domain.typed_day import day_words
from ui.status import STATUSES
from ui.tables.plain import fit_rows, plain
from ui.tables.status_cell import STATUS

_COLUMNS = ("When", "Due", "Case", "Adult", "What")
_WIDEST = ("Due today", "28 September 2026", "0000-0000", "Ó Súilleabháin, Bronwen")
"""What is to stand whole in each column but the last, which has the rest."""
_NONE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class Dues(QAbstractTableModel):
    """The dues that are shown, the longest overdue first."""

    def __init__(self) -> None:
        super().__init__()
        self.dues: list[Due] = []

    def show_dues(self, dues: list[Due]) -> None:
        """Show other dues."""
        self.beginResetModel()
        self.dues = dues
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.dues)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        due = self.dues[index.row()]
        status = STATUSES[due.when]
        cell = (status.word, day_words(due.due_on), due.reference, due.who, due.sentence)[
            index.column()
        ]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_COLUMNS[index.column()]}: {cell}"
        if role == STATUS and index.column() == 0:
            return status
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[section]
        return None


class DuesView(QTableView):
    """Shows Dues. Enter or a double click opens the record of a row."""

    opened = Signal(object)
    """The Due whose record somebody wants opened."""

    def __init__(self, dues: Dues, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dues = dues
        self.setModel(dues)
        self.setAccessibleName("What is due")
        plain(self)
        self.horizontalHeader().setStretchLastSection(True)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._dues.dues[index.row()]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.opened.emit(self._dues.dues[self.currentIndex().row()])
            return
        super().keyPressEvent(event)

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
        for place, words in enumerate(_WIDEST):
            self.setColumnWidth(place, metrics.horizontalAdvance(words) + 2 * metrics.height())
