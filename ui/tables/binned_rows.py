"""What was removed or recorded in error, as a table: when, by whom, what, by which act."""

from __future__ import annotations

from collections.abc import Sequence
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

from lado_desktop.casework.in_error import Binned
from ui.tables.measure import Measure, longest, shared
from ui.tables.plain import fit_rows, plain

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_COLUMNS = ("When", "Officer", "What", "Of", "Act")
_TURNS = (2, 1, 0, 2, 1)
"""What is cut first where there is little room; days and references are read whole."""
_LEAST_LETTERS = 14


class BinnedRows(QAbstractTableModel):
    """What lies there, the latest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lying: list[Binned] = []

    def show_lying(self, lying: Sequence[Binned]) -> None:
        """Show other things."""
        self.beginResetModel()
        self.lying = list(lying)
        self.endResetModel()

    def cells(self, row: int) -> tuple[str, ...]:
        """Return the cells of a row as they are read."""
        each = self.lying[row]
        return f"{each.at:%d/%m/%Y %H:%M}", each.officer, each.what, each.belongs_to, each.act

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.lying)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        cell = self.cells(index.row())[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell
        return f"{_COLUMNS[index.column()]}: {cell or 'nothing'}"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[section]
        return None


class BinnedView(QTableView):
    """Shows BinnedRows. Enter or a double click opens the record of a row."""

    opened = Signal(object)
    """The Binned whose record somebody wants opened."""
    marked = Signal(object)
    """The Binned that is marked; None where none is."""

    def __init__(self, rows: BinnedRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setModel(rows)
        self.setAccessibleName("Recorded in error and removed")
        plain(self)
        self.doubleClicked.connect(lambda index: self.opened.emit(rows.lying[index.row()]))
        self.selectionModel().currentRowChanged.connect(lambda *_: self.marked.emit(self.current))
        rows.modelReset.connect(self._fit)

    @property
    def current(self) -> Binned | None:
        """What is marked."""
        row = self.currentIndex().row()
        return self._rows.lying[row] if 0 <= row < len(self._rows.lying) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current is not None:
                self.opened.emit(self.current)
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
        metrics = self.fontMetrics()
        letter = metrics.averageCharWidth()
        self.setMinimumHeight(7 * metrics.height())
        rows = [self._rows.cells(row) for row in range(self._rows.rowCount())]
        measures = []
        for place, (head, turn) in enumerate(zip(_COLUMNS, _TURNS, strict=True)):
            wanted = longest(metrics, [head, *(cells[place] for cells in rows)]) + 3 * letter + 4
            least = wanted if turn == max(_TURNS) else min(wanted, _LEAST_LETTERS * letter)
            measures.append(Measure(wanted, least, turn))
        for place, width in enumerate(shared(measures, self.viewport().width())):
            self.setColumnWidth(place, width)
