"""One table of figures as it will be printed, with what its percentages are of."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from lado_desktop.figures.export import lines
from lado_desktop.figures.result import FigureTable
from ui.labels import heading, label
from ui.tables.plain import fit_rows, plain

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FigureView(QWidget):
    """Shows one table. Rows are read, not opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = heading("")
        self.base = label("", size="small", tone="muted")
        self.gaps = label("", tone="danger")
        self.table = QTableWidget()
        self.table.setAccessibleName("Figures")
        plain(self.table)
        self.table.horizontalHeader().setStretchLastSection(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.table, 1)
        column.addWidget(self.base)
        column.addWidget(self.gaps)

    def show_table(self, table: FigureTable) -> None:
        """Show a table of figures."""
        printed = list(lines(table))
        self.heading.setText(table.title)
        self.base.setText(table.base)
        self.base.setVisible(bool(table.base))
        self.gaps.setText("\n".join(table.gaps))
        self.gaps.setVisible(bool(table.gaps))
        self.table.setAccessibleName(table.title)
        self.table.clear()
        self.table.setRowCount(len(printed))
        self.table.setColumnCount(1 + len(table.heads))
        for place, words in enumerate(("", *table.heads)):
            head = QTableWidgetItem(words)
            head.setTextAlignment(_RIGHT if place else _LEFT)
            self.table.setHorizontalHeaderItem(place, head)
        for row, line in enumerate(printed):
            for place, words in enumerate((line.label, *line.cells)):
                item = QTableWidgetItem(words)
                spoken = f"{table.heads[place - 1]}: {words or 'nothing'}" if place else words
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
                if place:
                    item.setTextAlignment(_RIGHT)
                if line.kind == "total":
                    font = item.font()
                    font.setBold(True)
                    item.setFont(font)
                self.table.setItem(row, place, item)
        self.table.setCurrentCell(0, 0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Give the figures the width they need and the labels the rest, a third at least."""
        fit_rows(self.table)
        self.table.setMinimumHeight(9 * self.fontMetrics().height())
        self.table.resizeColumnsToContents()
        room = self.table.viewport().width()
        taken = sum(self.table.columnWidth(place) for place in range(1, self.table.columnCount()))
        self.table.setColumnWidth(0, max(room // 3, room - taken))
