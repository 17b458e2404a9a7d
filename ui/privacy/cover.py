"""A cover over everything that is on the screen, for when somebody comes to the desk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

KEYS = "F8, Ctrl+Shift+L"
_AWAY = (Qt.Key.Key_F8, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Cover(QWidget):
    """Hides one window's content. What is typed meanwhile goes nowhere; F8 or Esc removes it.

    It is no lock: the vault stays open.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._came_from = window.focusWidget()
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Covered. Press F8 or Esc to go on.")
        words = QLabel("Press F8 or Esc to go on, Ctrl+L to lock")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self).addWidget(words)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, next: bool) -> bool:
        return True  # Tab would reach the widgets below

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _AWAY:
            uncover()

    def take_away(self) -> None:
        """Show the window again, the cursor where it was."""
        self.hide()
        self.deleteLater()
        if self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)


def cover_or_uncover() -> None:
    """Cover every window of the program, or show them again."""
    if uncover():
        return
    for window in QApplication.topLevelWidgets():
        if window.isVisible() and window.windowType() in (
            Qt.WindowType.Window,
            Qt.WindowType.Dialog,
        ):
            Cover(window)


def uncover() -> bool:
    """Show every window again, and tell whether any was covered."""
    covers = [
        cover
        for window in QApplication.topLevelWidgets()
        for cover in window.findChildren(Cover)
        if not cover.isHidden()
    ]
    for cover in covers:
        cover.take_away()
    return bool(covers)
