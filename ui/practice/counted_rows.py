"""The figures of a table in little room: every row in sight, the latest columns side by side."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableWidget

from lado_desktop.figures.presenting.result import FigureTable
from lado_desktop.figures.presenting.view import fitted
from lado_desktop.figures.presenting.viewing import view_of
from ui.lists.measure import wrapped_heights
from ui.tables.figure_rows import fill
from ui.tables.plain import fit_rows, plain

_LETTERS = 12
"""Letters that a line of a row's label has room for at least."""


class CountedRows(QTableWidget):
    """It is as high as its rows are. Earlier columns than there is room for are left out."""

    def __init__(self) -> None:
        super().__init__()
        plain(self)
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def show_table(self, table: FigureTable) -> None:
        """Show the figures of a table."""
        view = fitted(view_of(table))
        # In so little room a column has its name alone, not how far it goes.
        names = dict(zip(table.heads, table.columns, strict=True))
        self.setAccessibleName(table.title)
        fill(self, view, [names.get(head, head) for head in view.heads])
        self._fit()
        # The last column is in sight: the reporting year.
        self.setCurrentCell(0, len(view.heads))

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
        figures = range(1, self.columnCount())
        for place in figures:
            self.setColumnHidden(place, False)
        self.resizeColumnsToContents()
        # The labels get what the figures leave, but never less than can be read.
        room = self.viewport().width()
        left = room - _LETTERS * self.fontMetrics().averageCharWidth()
        for place in reversed(figures):
            left -= self.columnWidth(place)
            self.setColumnHidden(place, left < 0 and place != figures[-1])
        taken = sum(self.columnWidth(place) for place in figures)
        self.setColumnWidth(0, max(0, room - taken))
        labels = [[item.text()] for row in range(self.rowCount()) if (item := self.item(row, 0))]
        heights = wrapped_heights(self, labels, [self.columnWidth(0)])
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)
        edges = 2 * self.frameWidth()
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + sum(heights) + edges)
