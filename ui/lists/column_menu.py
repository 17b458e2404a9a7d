"""Which columns of a list are shown: a menu that stays open while they are chosen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu

from ui.window.menus import in_menu

if TYPE_CHECKING:
    from ui.lists.list_view import ListView

_CHOOSE = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ColumnMenu(QMenu):
    """A line for each column, ticked while it is shown. The last one that is shown stays."""

    def __init__(self, view: ListView) -> None:
        super().__init__(view)
        self._view = view
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Columns that are shown")
        self.lines: list[QAction] = []
        for place in range(len(view.heads())):
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
        self._view.show_column(place, shown=self.lines[place].isChecked())
        self._show_chosen()

    def _be_usual(self) -> None:
        self._view.be_usual()
        self._show_chosen()

    def _show_chosen(self) -> None:
        view = self._view
        wanted = [view.is_wanted(place) for place in range(len(self.lines))]
        for place, words in enumerate(view.heads()):
            elsewhere = " (in the preview)" if wanted[place] and view.isColumnHidden(place) else ""
            line = self.lines[place]
            line.setText(in_menu(words) + elsewhere)
            line.setChecked(wanted[place])
            line.setEnabled(not wanted[place] or sum(wanted) > 1)
