"""The chart of a table of figures, drawn for the window in its colours and its size of type."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from lado_desktop.figures.presenting.chart import Chart
from lado_desktop.figures.presenting.charting import chart_of
from lado_desktop.figures.presenting.result import FigureTable
from lado_desktop.reports.charts.chart_drawing import LABEL_PIXELS, svg
from lado_desktop.reports.charts.chart_look import ChartLook
from ui.look.labels import label
from ui.look.theme import TYPE

_NARROWEST = 320
_SOFT = 0.28
_ABOVE = 8


class ChartView(QWidget):
    """Shows the chart of one table; out of sight where the table is read better alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart: Chart | None = None
        self._drawn = QSvgRenderer(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_table(self, table: FigureTable) -> None:
        """Show the chart of a table, if it has one."""
        self.chart = chart_of(table)
        self.setVisible(self.chart is not None)
        if self.chart is not None:
            self.setAccessibleName(self.chart.caption)
            self.setAccessibleDescription(self.chart.words)
            self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.chart is not None:
            painter = QPainter(self)
            size = self._drawn.defaultSize() * self._scale
            self._drawn.render(painter, QRectF(0, _ABOVE, size.width(), size.height()))

    @property
    def _scale(self) -> float:
        """How many pixels of the window are one of the drawing: labels are small type."""
        return self.fontInfo().pixelSize() * TYPE["small"] / TYPE["body"] / LABEL_PIXELS

    def _draw(self) -> None:
        if self.chart is not None:
            wide = max(_NARROWEST, self.width()) / self._scale
            self._drawn.load(QByteArray(svg(self.chart, wide, _look(self.palette()))))
            self.setFixedHeight(round(self._drawn.defaultSize().height() * self._scale) + _ABOVE)
            self.update()


class ChartBelow(QWidget):
    """What shows a table, and under it the chart of the same table, where it has one."""

    def __init__(self, above: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drawn = ChartView()
        self.caption = label("", size="small", tone="muted")
        self.caption.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(above)
        column.addSpacing(16)
        column.addWidget(self.caption)
        column.addWidget(self.drawn)
        column.addStretch(1)

    def show_table(self, table: FigureTable) -> None:
        """Show the chart of a table, or none."""
        self.drawn.show_table(table)
        chart = self.drawn.chart
        self.caption.setText(chart.caption if chart else "")
        self.caption.setVisible(chart is not None)


def _look(palette: QPalette) -> ChartLook:
    """The colours of the window, light, dark or of a contrast theme."""
    role = QPalette.ColorRole
    accent, paper = palette.color(role.Accent), palette.color(role.Window)
    soft = QColor.fromRgbF(
        accent.redF() * _SOFT + paper.redF() * (1 - _SOFT),
        accent.greenF() * _SOFT + paper.greenF() * (1 - _SOFT),
        accent.blueF() * _SOFT + paper.blueF() * (1 - _SOFT),
    )
    return ChartLook(
        ink=palette.color(role.WindowText).name(),
        muted=palette.color(role.PlaceholderText).name(),
        rule=palette.color(role.Mid).name(),
        paper=paper.name(),
        accent=accent.name(),
        soft=soft.name(),
    )
