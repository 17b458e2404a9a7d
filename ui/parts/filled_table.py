"""A short table that is made when it first has rows: most records have none of most kinds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.look.later import Later
from ui.look.status import Status
from ui.look.tab_order import put_within
from ui.parts.short_table import Head, ShortTable


class FilledTable(QWidget):
    """The place of a short table, hidden while it has no rows.

    With `later` it is made when it comes into sight or is wanted, or after a moment.
    """

    opened = Signal(int)
    """The row that somebody wants opened."""
    turned = Signal()
    """Another row is the current one."""

    def __init__(
        self,
        name: str,
        heads: Sequence[Head],
        parent: QWidget,
        *,
        marked: bool = False,
        later: bool = False,
    ) -> None:
        """With `marked`, the current row stays marked while the focus is elsewhere."""
        super().__init__(parent)
        self._name, self._heads, self._marked = name, heads, marked
        self._table: ShortTable | None = None
        self._rows: Sequence[Sequence[str | Status]] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._waits = later
        if later:
            Later(self, self.make)
        self.hide()

    @property
    def table(self) -> ShortTable:
        """The table itself."""
        if self._table is None:
            self._table = made = ShortTable(
                self._name, self._heads, marked=self._marked, parent=self
            )
            made.opened.connect(self.opened)
            made.currentCellChanged.connect(lambda *_: self.turned.emit())
            self._column.addWidget(made)
            put_within(self)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setMinimumHeight(0)
            made.show_rows(self._rows)
            made.show()
        return self._table

    def make(self) -> bool:
        """Make the table where it waits with rows; whether it did."""
        waited = bool(self._rows) and self._table is None
        self._waits = False
        return waited and self.table is not None

    @property
    def row(self) -> int:
        """The place of the current row; -1 for none."""
        return self._table.currentRow() if self._table is not None else -1

    def show_rows(self, rows: Sequence[Sequence[str | Status]]) -> None:
        """Show these rows, staying on the row that was current."""
        self._rows = rows
        if self._table is not None or (rows and not self._waits):
            self.table.show_rows(rows)
        elif rows:
            # Until it is made it has its place on the page and in the order of Tab.
            self.setMinimumHeight((len(rows) + 1) * 2 * self.fontMetrics().lineSpacing())
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setVisible(bool(rows))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the table."""
        super().focusInEvent(event)
        self.table.setFocus(event.reason())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._waits:
            # Not while it is painted: what is made then is laid out and painted itself.
            QTimer.singleShot(0, self, self.make)
