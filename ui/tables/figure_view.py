"""One table of figures as it will be printed, with what its percentages are of."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from lado_desktop.casework.lists.counted_lists import COUNTED_WORDS
from lado_desktop.figures.counting.placing import Cell
from lado_desktop.figures.presenting.result import FigureTable
from lado_desktop.figures.presenting.view import View, fitted
from lado_desktop.figures.presenting.viewing import view_of
from ui.look.buttons import button
from ui.look.labels import heading, label
from ui.tables.figure_cell import FigureCell
from ui.tables.figure_rows import fill
from ui.tables.plain import fit_rows, plain

_SIDE_BY_SIDE = 6
"""Columns of which the last, the reporting year, is in sight: it is the first to be current."""
_ROWS_IN_SIGHT = 16
"""So many rows are shown without scrolling in the table: the page scrolls instead."""


class FigureView(QWidget):
    """Shows one table. A figure is opened: its records are listed."""

    opened = Signal(object, str)
    """The cell that somebody wants to see the records of, and the name of its column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: FigureTable | None = None
        self._view = View()
        self.heading = heading("")
        self.base = label("", size="small", tone="muted")
        self.gaps = label("", tone="danger")
        self.table = CellTable()
        self.open = button("", self._open)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table)
        column.addWidget(self.base)
        column.addWidget(self.gaps)
        column.addStretch(1)
        self.table.currentCellChanged.connect(self._look)
        self.table.opened.connect(self._open)

    def show_table(self, table: FigureTable) -> None:
        """Show a table of figures; the same one again stays on the cell that was current."""
        stayed = self._current_cell() if self.shown and self.shown.id == table.id else None
        self.shown, self._view = table, fitted(view_of(table))
        self.heading.setText(table.title)
        under = " ".join(each for each in (table.base, *self._view.notes) if each)
        self.base.setText(under)
        self.base.setVisible(bool(under))
        self.gaps.setText("\n".join(table.gaps))
        self.gaps.setVisible(bool(table.gaps))
        self.table.setAccessibleName(table.title)
        self.table.blockSignals(True)
        fill(self.table, self._view, self._view.heads)
        self.table.setCurrentCell(*self._first() if stayed is None else self._at(stayed))
        self.table.blockSignals(False)
        self._look()
        self.table.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.table.fit()

    def _current_cell(self) -> tuple[str, str]:
        """The words that head the current row and column: they outlive a new count."""
        row, place = self.table.currentRow(), self.table.currentColumn()
        rows, heads = self._view.rows, self._view.heads
        label = rows[row].label if 0 <= row < len(rows) else ""
        return label, heads[place - 1] if 0 < place <= len(heads) else ""

    def _at(self, words: tuple[str, str]) -> tuple[int, int]:
        rows, heads = self._view.rows, self._view.heads
        row = next((at for at, each in enumerate(rows) if each.label == words[0]), 0)
        return row, heads.index(words[1]) + 1 if words[1] in heads else self._first()[1]

    def _first(self) -> tuple[int, int]:
        columns = len(self._view.heads)
        return 0, columns if columns <= _SIDE_BY_SIDE else 1

    def _counted(self) -> tuple[Cell, int] | None:
        """What the current cell counts, and the place of its column; None of a label."""
        row, place = self.table.currentRow(), self.table.currentColumn()
        if self.shown is None or not 0 <= row < len(self._view.rows) or place < 1:
            return None
        return self._view.rows[row].cells[place - 1].counted

    def _number(self) -> int:
        """The number of records behind the current cell."""
        counted = self._counted()
        return 0 if counted is None or self.shown is None else self.shown.count_at(*counted) or 0

    def _look(self) -> None:
        """Say in the button what the current cell opens."""
        counted, number = self._counted(), self._number()
        self.open.setEnabled(bool(number))
        if counted is None or self.shown is None or not number:
            self.open.setText("&Show the records")
            return
        one, many = COUNTED_WORDS[self.shown.kind_at(counted[0])]
        self.open.setText(f"&Show the {number:,} {one if number == 1 else many}")

    def _open(self) -> None:
        counted = self._counted()
        if counted is not None and self.shown is not None and self._number():
            cell, place = counted
            self.opened.emit(cell, self.shown.columns[place])


class CellTable(QTableWidget):
    """Figures in cells, each of which Enter or a double click opens."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._natural = 0
        plain(self)
        self._cells = FigureCell(self)
        self.setItemDelegate(self._cells)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.horizontalHeader().setStretchLastSection(False)
        self.setAccessibleName("Figures")
        self.cellDoubleClicked.connect(lambda _row, _column: self.opened.emit())

    def fit(self) -> None:
        """Give the figures the width they need and the labels the rest, a third at least.

        The table is as high as its rows, or shows as many as are read at once.
        """
        fit_rows(self)
        self._cells.measure()
        self.resizeColumnsToContents()
        room = self.viewport().width()
        taken = sum(self.columnWidth(place) for place in range(1, self.columnCount()))
        self.setColumnWidth(0, max(room // 3, room - taken))
        edges = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        if self.columnWidth(0) + taken > room:
            edges += self.horizontalScrollBar().sizeHint().height()
        row = self.verticalHeader().defaultSectionSize()
        self._natural = self.rowCount() * row + edges
        self.setMinimumHeight(min(self.rowCount(), _ROWS_IN_SIGHT) * row + edges)
        self.setMaximumHeight(self._natural)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._natural)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)
