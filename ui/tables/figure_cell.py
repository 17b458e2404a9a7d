"""A cell with a figure and the percentage beside it, each flush right by itself."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableWidget

from lado_desktop.figures.presenting.view import in_two
from ui.tables.status_cell import StatusCell

Index = QModelIndex | QPersistentModelIndex
_FLAGS = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class FigureCell(StatusCell):
    """Draws the figures of a table so that the digits of a column are aligned."""

    def __init__(self, view: QTableWidget) -> None:
        super().__init__(view)
        self._view = view
        self._insets: list[int] = []

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        count, percent = in_two(str(index.data() or ""))
        if inset := self._inset(index):
            metrics = _metrics(index, option.font)
            text = f"{count} {percent}" if percent else count
            wanted = metrics.horizontalAdvance(count) + inset
            size.setWidth(size.width() + max(0, wanted - metrics.horizontalAdvance(text)))
        return size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        inset = self._inset(index)
        if not inset:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        count, percent = in_two(option.text)
        style = option.widget.style()
        place = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)
        margin = 1 + style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option)
        option.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.setFont(option.font)
        painter.setPen(option.palette.color(option.palette.ColorRole.Text))
        place.setRight(place.right() - margin)
        painter.drawText(place, _FLAGS, percent)
        place.setRight(place.right() - inset)
        painter.drawText(place, _FLAGS, count)

    def measure(self) -> None:
        """Measure the percentages of each column: to be called when words or type change."""
        model, font = self._view.model(), self._view.font()
        self._insets = []
        for column in range(model.columnCount()):
            cells = [model.index(row, column) for row in range(model.rowCount())]
            percents = [(each, in_two(str(each.data() or ""))[1]) for each in cells]
            room = [
                _metrics(each, font).horizontalAdvance(f" {percent}")
                for each, percent in percents
                if percent and column
            ]
            self._insets.append(max(room, default=0))

    def _inset(self, index: Index) -> int:
        """The width of a column's percentages; 0 where it has none."""
        return self._insets[index.column()] if index.column() < len(self._insets) else 0


def _metrics(index: Index, usual: QFont) -> QFontMetrics:
    """The measures of a cell's own type: that of totals is bold."""
    own = index.data(Qt.ItemDataRole.FontRole)
    return QFontMetrics(own.resolve(usual) if isinstance(own, QFont) else usual)
