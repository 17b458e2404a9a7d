"""The table of a list: whole rows, sorted by its headers, opened by Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from lado_desktop.casework.listing import Column, ColumnKind
from ui.tables.plain import fit_rows, plain
from ui.tables.rows import Rows

LEAST_LETTERS = 6
_LEAST_SHARE = 0.52
_WHOLE = (ColumnKind.REFERENCE, ColumnKind.DAY, ColumnKind.COUNT)
"""Kinds of column whose cells are read whole or not at all."""


class ListView(QTableView):
    """Shows Rows. What is remembered of it is the widths that somebody drew themselves."""

    opened = Signal(int)
    """The row that somebody wants opened."""
    ordered = Signal(str, bool)
    """The column to sort by, and whether from the end."""

    def __init__(self, rows: Rows, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._own_widths = False
        self._fitting = False
        self.setModel(rows)
        self.setAccessibleName(name)
        plain(self)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setMinimumSectionSize(LEAST_LETTERS * self._letter())
        header.sectionClicked.connect(self._sort)
        header.sectionResized.connect(self._drawn)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def show_order(self, name: str, descending: bool) -> None:
        """Show by which column the rows are sorted."""
        names = [column.name for column in self._rows.listing.columns]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(names.index(name), order)

    def widths(self) -> list[int]:
        """Return the widths in letters that somebody drew, or nothing."""
        if not self._own_widths:
            return []
        return [
            round(self.columnWidth(place) / self._letter())
            for place in range(len(self._rows.listing.columns))
        ]

    def set_widths(self, letters: list[int]) -> None:
        """Set the widths, in letters; a list of another length is not taken."""
        if len(letters) == len(self._rows.listing.columns):
            self._own_widths = True
            self._set([each * self._letter() for each in letters])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give each column the width it would like, made to fill the table where there is room.

        References, days, counts and states are never cut. Where there is too little room, the
        others give way down to about half; then the table scrolls.
        """
        fit_rows(self)
        self.setMinimumHeight(9 * self.fontMetrics().height())
        if self._own_widths:
            return
        columns = self._rows.listing.columns
        wanted = [self._wanted(column) for column in columns]
        fixed = sum(
            width for width, column in zip(wanted, columns, strict=True) if _is_whole(column)
        )
        free = max(1, sum(wanted) - fixed)
        share = max(_LEAST_SHARE, (self.viewport().width() - fixed) / free)
        widths = [
            width if _is_whole(column) else int(width * share)
            for width, column in zip(wanted, columns, strict=True)
        ]
        if share > _LEAST_SHARE:
            widths[-1] += self.viewport().width() - sum(widths)
        self._set(widths)

    def _wanted(self, column: Column) -> int:
        """The width in which a column's longest usual words stand."""
        metrics = self.fontMetrics()
        around = metrics.averageCharWidth() + 18
        if column.words:
            widest = max(metrics.horizontalAdvance(word) for word in column.words.values())
            return widest + around + metrics.height()
        longest = {
            ColumnKind.DAY: "28 Mmm 2026",
            ColumnKind.REFERENCE: "0" * column.width,
            ColumnKind.COUNT: column.label,
        }.get(column.kind)
        if longest is not None:
            return metrics.horizontalAdvance(longest) + around
        return column.width * metrics.averageCharWidth() + around

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters would search the rows fetched so far only. The box searches all."""

    def select(self, row: int) -> None:
        """Make a row the current one and bring it into view."""
        index: QModelIndex = self._rows.index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _letter(self) -> int:
        return max(1, self.fontMetrics().averageCharWidth())

    def _set(self, widths: list[int]) -> None:
        self._fitting = True
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width)
        self._fitting = False

    def _drawn(self) -> None:
        if not self._fitting:
            self._own_widths = True

    def _sort(self, place: int) -> None:
        header = self.horizontalHeader()
        descending = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        self.ordered.emit(self._rows.listing.columns[place].name, descending)


def _is_whole(column: Column) -> bool:
    return column.kind in _WHOLE or bool(column.words)
