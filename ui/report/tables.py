"""The tables of a report: which there are, and the one in front."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QSplitter, QVBoxLayout, QWidget

from lado_desktop.figures.presenting.result import YearFigures
from lado_desktop.figures.reconciling.behind import Figure
from ui.tables.chart_view import ChartBelow
from ui.tables.figure_view import FigureView


class ReportTables(QWidget):
    """A list of tables beside the one that is chosen. A figure of it is opened."""

    opened = Signal(object)
    """The Figure whose records somebody wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: YearFigures | None = None
        self.contents = QListWidget()
        self.contents.setAccessibleName("Tables")
        self.contents.setWordWrap(True)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view = FigureView()
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.contents)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 0, 0, 0)
        self.chart = ChartBelow(self.view)
        column.addWidget(self.chart)
        self.split.addWidget(right)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 3)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 0, 0)
        row.addWidget(self.split)
        self.contents.currentRowChanged.connect(self._turn_to)
        self.view.opened.connect(self._open)

    def show_figures(self, counted: YearFigures) -> None:
        """Show what was counted, staying at the table that was in front."""
        self._figures = counted
        stayed = max(0, self.contents.currentRow())
        self.contents.blockSignals(True)
        self.contents.clear()
        self.contents.addItems([table.title for table in counted.tables])
        self.contents.setCurrentRow(min(stayed, len(counted.tables) - 1))
        self.contents.blockSignals(False)
        self._turn_to(self.contents.currentRow())

    def _turn_to(self, row: int) -> None:
        if self._figures is not None and row >= 0:
            table = self._figures.tables[row]
            self.view.show_table(table)
            self.chart.show_table(table)

    def _open(self, cell: tuple[str, ...], column: str) -> None:
        figures, shown = self._figures, self.view.shown
        if figures is not None and shown is not None:
            self.opened.emit(
                Figure(figures.source, figures.year, figures.as_at, shown.id, cell, column)
            )
