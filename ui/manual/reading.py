"""Reading the manual beside the page: opened and closed by the same key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.look.theme import load_slanted
from ui.manual.manual import ManualPanel


class Reading(QObject):
    """The manual of one window. Made when it is first wanted; afterwards hidden and shown."""

    lost = Signal()
    """It was closed, and the place of work is no longer in sight."""

    def __init__(
        self, folder: Path, lay_beside: Callable[[QWidget], None], parent: QObject
    ) -> None:
        """`lay_beside` lays the manual at the right of the page."""
        super().__init__(parent)
        self._folder = folder
        self._lay_beside = lay_beside
        self._worked_in: QWidget | None = None
        self.manual: ManualPanel | None = None

    def turn(self, place: str) -> None:
        """Open the manual at a place, with the cursor in it; from within it, put it away."""
        worked_in = QApplication.focusWidget()
        if self.manual is None:
            load_slanted()
            self.manual = ManualPanel(self._folder)
            self.manual.left.connect(self.leave)
            self._lay_beside(self.manual)
        elif worked_in is not None and self.manual.isAncestorOf(worked_in):
            self.leave()
            return
        self._worked_in = worked_in
        self.manual.show()
        self.manual.open(place)
        self.manual.start()

    def leave(self) -> None:
        """Put the manual away; the cursor goes back to where somebody worked."""
        if self.manual is not None:
            self.manual.hide()
        worked_in = self._worked_in
        if worked_in is not None and isValid(worked_in) and worked_in.isVisible():
            worked_in.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.lost.emit()
