"""A box to choose one line of a list from."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class ChoiceBox(QComboBox):
    """A box that the wheel scrolls past: it changes what is chosen only in the list that is open.

    Qt has the wheel turn a closed box, the one that the page opens with among them, unseen.
    """

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
