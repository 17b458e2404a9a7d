"""The figures of a table in little room: every row in sight, its columns side by side."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from lado_desktop.figures.lines import lines
from lado_desktop.figures.result import FigureTable
from ui.tables.plain import fit_rows, plain

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LETTERS = 12
"""Letters that a line of a row's label has room for at least."""

_AROUND = 22
"""What a cell leaves free at the left and right of its words."""


class CountedRows(QTableWidget):
    """It is as high as its rows are. Columns beyond its width are scrolled to."""

    def __init__(self) -> None:
        super().__init__()
        plain(self)
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def show_table(self, table: FigureTable) -> None:
        """Show the figures of a table."""
        printed = list(lines(table))
        self.setAccessibleName(table.title)
        self.clear()
        self.setRowCount(len(printed))
        self.setColumnCount(1 + len(table.heads))
        for place, words in enumerate(("", *table.columns)):
            head = QTableWidgetItem(words)
            head.setTextAlignment(_RIGHT if place else _LEFT)
            self.setHorizontalHeaderItem(place, head)
        for row, line in enumerate(printed):
            for place, words in enumerate((line.label, *line.cells)):
                item = QTableWidgetItem(words)
                spoken = f"{table.heads[place - 1]}: {words or 'nothing'}" if place else words
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
                item.setTextAlignment(_RIGHT if place else _LEFT)
                font = item.font()
                font.setBold(line.kind == "total")
                item.setFont(font)
                self.setItem(row, place, item)
        self._fit()
        # Of many columns the last is in sight: the reporting year.
        self.setCurrentCell(0, len(table.heads))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        fit_rows(self)
        self.resizeColumnsToContents()
        # The labels take what the figures leave, but never less than can be read.
        least = _LETTERS * self.fontMetrics().averageCharWidth()
        taken = sum(self.columnWidth(place) for place in range(1, self.columnCount()))
        self.setColumnWidth(0, max(least, self.viewport().width() - taken))
        # Long labels take several lines.
        usual, line = self.verticalHeader().defaultSectionSize(), self.fontMetrics().height()
        room = QRect(0, 0, self.columnWidth(0) - _AROUND, 20 * line)
        for row in range(self.rowCount()):
            label = self.item(row, 0)
            words = "" if label is None else label.text()
            wrapped = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, words)
            self.setRowHeight(row, usual + max(0, wrapped.height() - line))
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + bar)
        # In less room than when it was counted the column that was in sight would be cut.
        self.updateGeometries()
        self.scrollTo(self.currentIndex())
