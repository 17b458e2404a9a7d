"""One table of figures as it will be printed, with what its percentages are of."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lado_desktop.casework.counted_lists import COUNTED_WORDS
from lado_desktop.figures.export import Line, lines
from lado_desktop.figures.result import FigureTable
from ui.buttons import button
from ui.labels import heading, label
from ui.tables.plain import fit_rows, plain

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
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
        self._lines: list[Line] = []
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
        column.addWidget(self.table, 1)
        column.addWidget(self.base)
        column.addWidget(self.gaps)
        self.table.currentCellChanged.connect(self._look)
        self.table.opened.connect(self._open)

    def show_table(self, table: FigureTable) -> None:
        """Show a table of figures; the same one again stays on the cell that was current."""
        stayed = self._current_cell() if self.shown and self.shown.id == table.id else None
        self.shown, self._lines = table, list(lines(table))
        self.heading.setText(table.title)
        self.base.setText(table.base)
        self.base.setVisible(bool(table.base))
        self.gaps.setText("\n".join(table.gaps))
        self.gaps.setVisible(bool(table.gaps))
        self.table.setAccessibleName(table.title)
        self.table.blockSignals(True)
        self.table.show_lines(table, self._lines)
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
        line = self._lines[row].label if 0 <= row < len(self._lines) else ""
        columns = self.shown.columns if self.shown else ()
        return line, columns[place - 1] if 0 < place <= len(columns) else ""

    def _at(self, words: tuple[str, str]) -> tuple[int, int]:
        row = next((at for at, line in enumerate(self._lines) if line.label == words[0]), 0)
        columns = self.shown.columns if self.shown else ()
        place = columns.index(words[1]) + 1 if words[1] in columns else self._first()[1]
        return row, place

    def _first(self) -> tuple[int, int]:
        columns = len(self.shown.columns) if self.shown else 0
        return 0, columns if columns <= _SIDE_BY_SIDE else 1

    def _counted(self) -> int | None:
        """How many records stand behind the current cell; None where it is no figure."""
        row, place = self.table.currentRow(), self.table.currentColumn()
        if self.shown is None or not 0 <= row < len(self._lines) or place < 1:
            return None
        return self.shown.count_at(self._lines[row].cell, place - 1)

    def _look(self) -> None:
        """Say in the button what the current cell opens."""
        counted = self._counted()
        self.open.setEnabled(bool(counted))
        if not counted or self.shown is None:
            self.open.setText("&Show the records")
            return
        one, many = COUNTED_WORDS[self.shown.kind_at(self._lines[self.table.currentRow()].cell)]
        self.open.setText(f"&Show the {counted:,} {one if counted == 1 else many}")

    def _open(self) -> None:
        if self._counted() and self.shown is not None:
            column = self.shown.columns[self.table.currentColumn() - 1]
            self.opened.emit(self._lines[self.table.currentRow()].cell, column)


class CellTable(QTableWidget):
    """Figures in cells, each of which Enter or a double click opens."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        plain(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.horizontalHeader().setStretchLastSection(False)
        self.setAccessibleName("Figures")
        self.cellDoubleClicked.connect(lambda _row, _column: self.opened.emit())

    def show_lines(self, table: FigureTable, printed: list[Line]) -> None:
        """Fill in the lines of a table as they are printed."""
        self.clear()
        self.setRowCount(len(printed))
        self.setColumnCount(1 + len(table.heads))
        for place, words in enumerate(("", *table.heads)):
            head = QTableWidgetItem(words)
            head.setTextAlignment(_RIGHT if place else _LEFT)
            self.setHorizontalHeaderItem(place, head)
        for row, line in enumerate(printed):
            for place, words in enumerate((line.label, *line.cells)):
                item = QTableWidgetItem(words)
                spoken = f"{line.label}, {table.heads[place - 1]}: {words or 'nothing'}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken if place else words)
                if place:
                    item.setTextAlignment(_RIGHT)
                if line.kind == "total":
                    font = item.font()
                    font.setBold(True)
                    item.setFont(font)
                self.setItem(row, place, item)

    def fit(self) -> None:
        """Give the figures the width they need and the labels the rest, a third at least."""
        fit_rows(self)
        self.resizeColumnsToContents()
        rows = min(self.rowCount(), _ROWS_IN_SIGHT)
        edges = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        sideways = self.horizontalScrollBar().sizeHint().height()
        self.setMinimumHeight(rows * self.verticalHeader().defaultSectionSize() + edges + sideways)
        room = self.viewport().width()
        taken = sum(self.columnWidth(place) for place in range(1, self.columnCount()))
        self.setColumnWidth(0, max(room // 3, room - taken))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)
