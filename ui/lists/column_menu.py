"""Which columns of a list are shown: a menu that stays open while they are chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui.window.menus import in_menu

_CHOOSE = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ColumnState(NamedTuple):
    """A column as the menu shows it."""

    words: str
    wanted: bool
    """Somebody wants to see it."""
    hidden: bool
    """The list does not show it: it is not wanted, or there is no room for it."""


class ColumnMenu(QMenu):
    """A line for each column, ticked while it is shown. The last one that is shown stays."""

    chosen = Signal(int, bool)
    """The place of a column, and whether it is to be shown."""
    usual_chosen = Signal()
    """Every column is to be shown, as wide as its content."""

    def __init__(self, columns: Callable[[], Sequence[ColumnState]], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Columns that are shown")
        self.lines: list[QAction] = []
        for place in range(len(columns())):
            line = self.addAction("")
            line.setCheckable(True)
            line.triggered.connect(partial(self._choose, place))
            self.lines.append(line)
        self.addSeparator()
        self.usual = self.addAction("&Usual columns and widths")
        self.usual.triggered.connect(self._be_usual)
        self._show_chosen()
        self.setActiveAction(self.lines[0])

    def open_at(self, at: QPoint) -> None:
        """Open at a place on the screen. Nothing waits for it."""
        self.popup(at)
        self.setActiveAction(next(line for line in self.lines if line.isEnabled()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose a column without going away."""
        line = self.actionAt(event.position().toPoint())
        if line in self.lines:
            line.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a column without going away; Escape closes."""
        line = self.activeAction()
        if event.key() in _CHOOSE and line in self.lines:
            line.trigger()
        else:
            super().keyPressEvent(event)

    def _choose(self, place: int) -> None:
        self.chosen.emit(place, self.lines[place].isChecked())
        self._show_chosen()

    def _be_usual(self) -> None:
        self.usual_chosen.emit()
        self._show_chosen()

    def _show_chosen(self) -> None:
        columns = self._columns()
        several = sum(column.wanted for column in columns) > 1
        for line, column in zip(self.lines, columns, strict=True):
            elsewhere = " (in the preview)" if column.wanted and column.hidden else ""
            line.setText(in_menu(column.words) + elsewhere)
            line.setChecked(column.wanted)
            line.setEnabled(not column.wanted or several)
