"""A short table that is made when it first has rows: most records have none of most kinds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.look.status import Status
from ui.look.tab_order import put_within
from ui.parts.short_table import Head, ShortTable


class FilledTable(QWidget):
    """The place of a short table, hidden while it has no rows."""

    opened = Signal(int)
    """The row that somebody wants opened."""
    turned = Signal()
    """Another row is the current one."""

    def __init__(
        self, name: str, heads: Sequence[Head], parent: QWidget, *, marked: bool = False
    ) -> None:
        """With `marked`, the current row stays marked while the focus is elsewhere."""
        super().__init__(parent)
        self._name, self._heads, self._marked = name, heads, marked
        self._is_made = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @cached_property
    def table(self) -> ShortTable:
        """The table itself."""
        made = ShortTable(self._name, self._heads, marked=self._marked, parent=self)
        made.opened.connect(self.opened)
        made.currentCellChanged.connect(lambda *_: self.turned.emit())
        self._column.addWidget(made)
        put_within(self)
        self._is_made = True
        return made

    @property
    def row(self) -> int:
        """The place of the current row; -1 for none."""
        return self.table.currentRow() if self._is_made else -1

    def show_rows(self, rows: Sequence[Sequence[str | Status]]) -> None:
        """Show these rows, staying on the row that was current."""
        if rows or self._is_made:
            self.table.show_rows(rows)
        self.setVisible(bool(rows))
