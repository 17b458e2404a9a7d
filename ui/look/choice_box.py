"""A box to choose one line of a list from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

_PAGE_KEYS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ChoiceBox(QComboBox):
    """A box that the wheel scrolls past: it changes what is chosen only in the list that is open.

    Qt has the wheel turn a closed box, the one that the page opens with among them, unseen.
    """

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let keys with Ctrl pass: Ctrl+PgDown turns the tabs. Where one types, the rest edit."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and (event.key() in _PAGE_KEYS or not self.isEditable()):
            event.ignore()
        else:
            super().keyPressEvent(event)
