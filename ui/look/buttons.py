"""Buttons: their words are verbs; a sign alone always has a spoken name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from ui.look.icons import icon

Act = Callable[[], object]
_TONES = {"primary": "on_accent", "danger": "danger", "link": "accent"}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Button(QPushButton):
    """A button that Enter presses as Space does, while it has the focus.

    Qt leaves Enter to the default button of a dialog: with the focus on Cancel it would say yes.
    """

    _why_not = ""
    steps = False
    """It goes a step further at each press, as one that moves a line up: two quick ones are two."""
    _pressed = (0, QPoint(), 0)
    """When and where on the screen the mouse pressed the last of all buttons, and which it was."""

    def forbid(self, why_not: str) -> None:
        """Disable the button permanently and show why. "" leaves it as it is."""
        if why_not:
            self._why_not = why_not
            self.setToolTip(why_not)
            self.setAccessibleDescription(why_not)
            self.setEnabled(False)

    def setEnabled(self, enabled: bool) -> None:
        super().setEnabled(enabled and not self._why_not)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Treat a double click as one click: the second would often press something else.

        Where the first click closed a dialog, Qt reports the second as a single click on the
        window below.
        """
        hints, at = QGuiApplication.styleHints(), event.globalPosition().toPoint()
        before, place, last = Button._pressed
        Button._pressed = (event.timestamp(), at, id(self))
        is_near = (at - place).manhattanLength() <= hints.mouseDoubleClickDistance()
        is_soon = 0 <= event.timestamp() - before < hints.mouseDoubleClickInterval()
        is_second = event.type() == event.Type.MouseButtonDblClick or (is_near and is_soon)
        if is_second and not (self.steps and last == id(self)):
            event.accept()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in _ENTER or held:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            # Held down since the page before, it must not go on pressing.
            self.click()


def button(
    words: str, act: Act, *, role: str = "", sign: str = "", parent: QWidget | None = None
) -> Button:
    """Return a button. `role` is primary, quiet, danger, link or none; `sign` an icon's name."""
    made = Button(words, parent)
    if role:
        made.setProperty("role", role)
    if sign:
        made.setIcon(icon(sign, _TONES.get(role, "text")))
    made.setAutoDefault(False)
    made.clicked.connect(lambda _on: act())
    return made


def sign_button(
    sign: str, spoken: str, act: Act, *, quiet: bool = True, parent: QWidget | None = None
) -> QToolButton:
    """Return a button that shows an icon alone; `spoken` is its name and tooltip."""
    made = QToolButton(parent)
    made.setIcon(icon(sign))
    made.setAccessibleName(spoken)
    made.setToolTip(spoken)
    if quiet:
        made.setProperty("role", "quiet")
    made.clicked.connect(lambda _on: act())
    return made
