"""A short table within a page: all its rows in sight, their words wrapped, opened by Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ui.lists.measure import wrapped_heights
from ui.look.status import Status
from ui.tables.status_cell import STATUS, StatusCell, room_for_shape


@dataclass(frozen=True)
class Head:
    """The head of one column, and its share of the width."""

    label: str
    share: int = 1
    is_number: bool = False
    """Its cells are aligned by their last digit."""


class ShortTable(QTableWidget):
    """Some rows of words. It is as high as they are: the page scrolls, not the table."""

    opened = Signal(int)
    """The row that somebody wants opened."""

    def __init__(
        self,
        name: str,
        heads: Sequence[Head],
        *,
        marked: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """With `marked`, the current row stays marked while the focus is elsewhere."""
        super().__init__(0, len(heads), parent)
        self._marked = marked
        self._shares = [head.share for head in heads]
        self._rows: list[tuple[str | Status, ...]] | None = None
        self._labels = [head.label for head in heads]
        middle = Qt.AlignmentFlag.AlignVCenter
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        self._sides = [(right if head.is_number else left) | middle for head in heads]
        self.setHorizontalHeaderLabels(self._labels)
        for column, side in enumerate(self._sides):
            if (head := self.horizontalHeaderItem(column)) is not None:
                head.setTextAlignment(side)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(StatusCell(self))
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def show_rows(self, rows: Sequence[Sequence[str | Status]]) -> None:
        """Show these rows, staying on the row that was current."""
        wanted = [tuple(cells) for cells in rows]
        if wanted == self._rows:
            return
        self._rows = wanted
        current = self.currentRow()
        self.setRowCount(len(rows))
        for place, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                words = _words(cell)
                item = QTableWidgetItem(words)
                if isinstance(cell, Status):
                    item.setData(STATUS, cell)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                item.setData(
                    Qt.ItemDataRole.AccessibleTextRole,
                    f"{self._labels[column]}: {words or 'nothing'}",
                )
                item.setTextAlignment(self._sides[column])
                self.setItem(place, column, item)
        if rows:
            self.setCurrentCell(max(0, min(current, len(rows) - 1)), 0)
            if not (self._marked or self.hasFocus()):
                self.clearSelection()
        # Before it is laid out it has no width to share.
        if self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def fit(self) -> None:
        """Share the width among the columns, and be as high as the rows are then."""
        widths = self._widths(self.viewport().width())
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        # At large letters the columns go on beyond the edge: no reference may be cut.
        beyond = sum(widths) > self.viewport().width()
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if beyond else policy.ScrollBarAlwaysOff
        )
        tall = wrapped_heights(self, self._rows or (), widths)
        for row, height in enumerate(tall):
            self.setRowHeight(row, height)
        rows = sum(tall)
        header = self.horizontalHeader().sizeHint().height()
        bar = self.horizontalScrollBar().sizeHint().height() if beyond else 0
        self.setFixedHeight(header + rows + bar + 2 * self.frameWidth())

    def _widths(self, whole: int) -> list[int]:
        """Each column by its share, but none narrower than its longest word.

        Where there is no room for that, together they are wider than the whole.
        """
        metrics, padding = self.fontMetrics(), 2 * self.fontMetrics().averageCharWidth() + 10

        def wide(cell: str | Status) -> int:
            shape = room_for_shape(metrics) if isinstance(cell, Status) else 0
            return max(map(metrics.horizontalAdvance, _words(cell).split()), default=0) + shape

        rows = self._rows or ()
        least = [
            min(
                whole // 2,
                max(wide(each) for each in (label, *(row[at] for row in rows))) + padding,
            )
            for at, label in enumerate(self._labels)
        ]
        shares = [whole * share // sum(self._shares) for share in self._shares]
        lacking = sum(max(0, need - share) for need, share in zip(least, shares, strict=True))
        spare = sum(max(0, share - need) for need, share in zip(least, shares, strict=True))
        if lacking > spare:
            return least
        if spare:
            shares = [
                need if share < need else share - (share - need) * lacking // spare
                for need, share in zip(least, shares, strict=True)
            ]
        shares[-1] += whole - sum(shares)
        return shares

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentRow() >= 0:
            self.selectRow(self.currentRow())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self._marked:
            self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.opened.emit(self.currentRow())
            return
        super().keyPressEvent(event)


def _words(cell: str | Status) -> str:
    return cell.word if isinstance(cell, Status) else cell
