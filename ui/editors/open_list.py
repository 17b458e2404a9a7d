"""Ctrl+Enter while the list of a field is open: what is marked is taken, and the form does its act.

Qt gives the key to the list, which only closes: the act would want the same keys once more.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class OpenList(QObject):
    """Watches the list of a field.

    `shut` closes it; `take` accepts a line and returns whether it did. A line
    that asks for more, as one that adds a record, is not accepted yet: then no act is done.
    """

    def __init__(
        self,
        view: QAbstractItemView,
        control: QWidget,
        shut: Callable[[], object],
        take: Callable[[QModelIndex], bool],
    ) -> None:
        super().__init__(view)
        self._view, self._control = view, control
        self._shut, self._take = shut, take
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if control and event.key() in _ENTER:
                marked = self._view.currentIndex()
                self._shut()
                if not marked.isValid() or self._take(marked):
                    again = QKeyEvent(event.type(), event.key(), event.modifiers())
                    QApplication.sendEvent(self._control, again)
                return True
        return super().eventFilter(watched, event)
