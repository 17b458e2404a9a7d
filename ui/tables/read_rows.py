"""Rows that are read and opened: what is the same of what is due, the audit and the bin."""

from __future__ import annotations

from collections.abc import Sequence
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

from ui.tables.plain import fit_rows, plain

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class ReadRows(QAbstractTableModel):
    """Things in rows, each cell in words."""

    heads: tuple[str, ...] = ()
    """What stands over the columns."""

    @property
    def things(self) -> Sequence[Any]:
        """Overridden: what the rows are."""
        raise NotImplementedError

    def cells(self, row: int) -> tuple[str, ...]:
        """Overridden: return the cells of a row as they are read."""
        raise NotImplementedError

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.things)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        cell = self.cells(index.row())[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell
        return f"{self.heads[index.column()]}: {cell or 'nothing'}"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        return None


class ReadView(QTableView):
    """Shows ReadRows. Enter or a double click opens a row."""

    opened = Signal(object)
    """The thing whose record somebody wants opened."""
    marked = Signal(object)
    """The thing that is marked; None where none is."""

    def __init__(self, rows: ReadRows, words: str, parent: QWidget | None = None) -> None:
        """`words` are its spoken name."""
        super().__init__(parent)
        self.rows = rows
        self.setModel(rows)
        self.setAccessibleName(words)
        plain(self)
        self.doubleClicked.connect(lambda index: self.opened.emit(rows.things[index.row()]))
        self.selectionModel().currentRowChanged.connect(lambda *_: self.marked.emit(self.current))

    @property
    def current(self) -> Any:
        """The thing that is marked; None where none is."""
        row = self.currentIndex().row()
        return self.rows.things[row] if 0 <= row < len(self.rows.things) else None

    def fit(self) -> None:
        """Give the rows their height; overridden to give the columns their widths too."""
        fit_rows(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current is not None:
                self.opened.emit(self.current)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()
