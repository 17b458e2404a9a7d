"""Rows that are read and opened: what is the same of what is due, the audit and the bin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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

from ui.lists.measure import Measure, longest, shared
from ui.tables.plain import fit_rows, plain
from ui.tables.status_cell import STATUS

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
WHOLE = 9
"""The turn of a column that is read whole or not at all: a day, a reference."""


@dataclass(frozen=True)
class ReadHead:
    """The head of a column, and how the column shrinks where there is little room."""

    words: str
    turn: int = WHOLE
    """Those of the lowest turn are cut first."""
    least: int = 14
    """Letters that are left of it."""


class ReadRows(QAbstractTableModel):
    """Things in rows, each cell in words."""

    heads: tuple[ReadHead, ...] = ()
    """The heads of the columns. The last column fills the room that is left."""

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
        return f"{self.heads[index.column()].words}: {cell or 'nothing'}"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section].words
        return None


class ReadView(QTableView):
    """Shows ReadRows. Enter or a double click opens a row."""

    lines = 9
    """Lines of text that it is no lower than."""

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
        self._measures: list[Measure] = []
        plain(self)
        rows.modelReset.connect(self._measure_anew)
        self.doubleClicked.connect(lambda index: self.opened.emit(rows.things[index.row()]))
        self.selectionModel().currentRowChanged.connect(lambda *_: self.marked.emit(self.current))

    @property
    def current(self) -> Any:
        """The thing that is marked; None where none is."""
        row = self.currentIndex().row()
        return self.rows.things[row] if 0 <= row < len(self.rows.things) else None

    def fit(self) -> None:
        """Give the rows their height, and the columns the width of their content."""
        fit_rows(self)
        self.setMinimumHeight(self.lines * self.fontMetrics().height())
        if not self._measures:
            self._measures = self._measure()
        for place, width in enumerate(shared(self._measures, self.viewport().width())):
            self.setColumnWidth(place, width)

    def _measure(self) -> list[Measure]:
        metrics = self.fontMetrics()
        letter = metrics.averageCharWidth()
        rows = [self.rows.cells(row) for row in range(self.rows.rowCount())]
        found = []
        for place, head in enumerate(self.rows.heads):
            wide = longest(metrics, [head.words, *(cells[place] for cells in rows)])
            if rows and self.rows.index(0, place).data(STATUS) is not None:
                # Beside its word a state has its shape.
                wide += metrics.height() * 3 // 2
            wanted = wide + 3 * letter + 4
            least = wanted if head.turn == WHOLE else min(wanted, head.least * letter)
            found.append(Measure(wanted, least, head.turn))
        return found

    def _measure_anew(self) -> None:
        self._measures = []
        self.fit()

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
            self._measure_anew()
