"""The table of a list: whole rows, sorted by its headers, opened by Enter."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from lado_desktop.casework.lists.listing import Column, ColumnKind
from ui.lists.column_menu import ColumnMenu, ColumnState
from ui.lists.measure import Measure, longest, shared
from ui.lists.rows import Rows
from ui.tables.plain import fit_rows, plain

LEAST_LETTERS = 6
_LEAST_TEXT, _LEAST_NAMED, _LEAST_TELLING, _MOST_LETTERS = 10, 16, 28, 60
"""Letters: no text is cut below the first, no name or state below the second, what a row is about
not below the third; none asks for more than the last."""
_WHOLE = (ColumnKind.REFERENCE, ColumnKind.DAY, ColumnKind.COUNT)
"""Kinds of column whose cells are read whole or not at all."""
_TEXT, _NAMED, _TELLING, _NEVER = range(4)
"""In what turn columns are cut where there is too little room."""


class ListView(QTableView):
    """Shows Rows. What is remembered of it is what somebody chose: columns, and their widths."""

    opened = Signal(int)
    """The row that somebody wants opened."""
    ordered = Signal(str, bool)
    """The column to sort by, and whether from the end."""

    def __init__(self, rows: Rows, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._columns = rows.listing.columns
        self._drawn: dict[str, int] = {}
        self._hidden: set[str] = set()
        self._sorted = rows.listing.sort
        self._is_beside = False
        self._measures: list[Measure] = []
        self._fitting = False
        self.setModel(rows)
        self.setAccessibleName(name)
        plain(self)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setMinimumSectionSize(LEAST_LETTERS * self._letter())
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda at: self._column_menu().open_at(header.viewport().mapToGlobal(at))
        )
        header.sectionClicked.connect(self._sort)
        header.sectionResized.connect(self._take_width)
        rows.modelReset.connect(self._measure_anew)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def show_order(self, name: str, descending: bool) -> None:
        """Show by which column the rows are sorted."""
        names = [column.name for column in self._columns]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self._sorted = name
        self.horizontalHeader().setSortIndicator(names.index(name), order)
        self.fit()

    def heads(self) -> list[str]:
        """Return the words above the columns, shown or not."""
        across = Qt.Orientation.Horizontal
        return [str(self._rows.headerData(place, across)) for place in range(len(self._columns))]

    def choose_columns(self) -> ColumnMenu:
        """Open the menu of the columns at the head of the list."""
        menu = self._column_menu()
        menu.open_at(self.viewport().mapToGlobal(QPoint(0, 0)))
        return menu

    def stand_beside(self, *, a_preview: bool) -> None:
        """Set whether a preview is open, which shows the columns that the list has no room for."""
        if a_preview != self._is_beside:
            self._is_beside = a_preview
            self.fit()

    @property
    def hidden(self) -> list[str]:
        """The names of the columns that somebody hid."""
        return sorted(self._hidden)

    def hide_columns(self, names: Collection[str]) -> None:
        """Hide these columns and no other; not all of them."""
        every = {column.name for column in self._columns}
        if not every <= set(names):
            self._hidden = every & set(names)
            self.fit()

    @property
    def widths(self) -> dict[str, int]:
        """The widths that somebody drew, in letters, by the names of the columns."""
        return dict(self._drawn)

    def set_widths(self, letters: Mapping[str, int]) -> None:
        """Set widths in letters, as somebody drew them before."""
        names = {column.name for column in self._columns}
        self._drawn = {
            name: max(LEAST_LETTERS, wide) for name, wide in letters.items() if name in names
        }
        self.fit()

    def _column_menu(self) -> ColumnMenu:
        def states() -> list[ColumnState]:
            hidden = [self.isColumnHidden(place) for place in range(len(self._columns))]
            wanted = [column.name not in self._hidden for column in self._columns]
            return [*map(ColumnState, self.heads(), wanted, hidden)]

        menu = ColumnMenu(states, self)
        menu.chosen.connect(self._show_column)
        menu.usual_chosen.connect(self._be_usual)
        return menu

    def _show_column(self, place: int, shown: bool) -> None:
        name = self._columns[place].name
        self.hide_columns(self._hidden - {name} if shown else self._hidden | {name})

    def _be_usual(self) -> None:
        self._drawn = {}
        self.hide_columns(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give each column the user's width, else that of its content.

        Where there is too little room, names and settings are cut last, and references, days and
        counts never; then the table scrolls.
        """
        fit_rows(self)
        self.setMinimumHeight(9 * self.fontMetrics().height())
        if not self._measures:
            self._measures = [
                self._measure(place, column) for place, column in enumerate(self._columns)
            ]
        shown = self._in_sight()
        widths = shared([self._measures[at] for at in shown], self.viewport().width())
        self._fitting = True
        for place in range(len(self._columns)):
            self.setColumnHidden(place, place not in shown)
        for place, width in zip(shown, widths, strict=True):
            self.setColumnWidth(place, width)
        self._fitting = False

    def _in_sight(self) -> list[int]:
        """The places of the columns that are shown: those wanted, for which there is room."""
        shown = [at for at, column in enumerate(self._columns) if column.name not in self._hidden]
        for place in reversed(shown.copy()) if self._is_beside else ():
            wanted = sum(self._measures[at].wanted for at in shown)
            column = self._columns[place]
            kept = column.name in self._drawn or column.name == self._sorted
            if wanted > self.viewport().width() and column.spare and not kept and len(shown) > 1:
                shown.remove(place)
        return shown

    def _measure(self, place: int, column: Column) -> Measure:
        letter, metrics = self._letter(), self.fontMetrics()
        if column.name in self._drawn:
            width = self._drawn[column.name] * letter
            return Measure(width, width, _NEVER)
        around = 3 * letter + 4
        # Beside its words a head has the arrow of the order, a state its shape.
        head = metrics.horizontalAdvance(self.heads()[place]) + metrics.height() // 2
        cells = longest(metrics, self._rows.cells(place))
        is_state = bool(column.words) or column.code_list == "action_status"
        if is_state:
            cells += metrics.height() * 3 // 2
        wanted = max(head, cells) + around
        if column.kind in _WHOLE:
            return Measure(wanted, wanted, _NEVER)
        wanted = min(wanted, _MOST_LETTERS * letter)
        turn, letters = _TEXT, _LEAST_TEXT
        if column.telling:
            turn, letters = _TELLING, _LEAST_TELLING
        elif column.named or is_state:
            turn, letters = _NAMED, _LEAST_NAMED
        return Measure(wanted, min(wanted, max(head + around, letters * letter)), turn)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure_anew()

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
        place = next(at for at in range(len(self._columns)) if not self.isColumnHidden(at))
        index: QModelIndex = self._rows.index(row, place)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _letter(self) -> int:
        return max(1, self.fontMetrics().averageCharWidth())

    def _measure_anew(self) -> None:
        self._measures = []
        self.fit()

    def _take_width(self, place: int, before: int, width: int) -> None:
        if not self._fitting and before and width:
            self._drawn[self._columns[place].name] = round(width / self._letter())
            self._measures = []

    def _sort(self, place: int) -> None:
        header = self.horizontalHeader()
        descending = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        self.ordered.emit(self._columns[place].name, descending)
