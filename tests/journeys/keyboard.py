"""A person at the keyboard, who works without a mouse."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QWidget,
)

from tests.lines_by_name import arrow_to
from tests.looked_up import look_up
from tests.waiting import in_front
from ui.window.window import Window

FURTHEST = 150
"""Tab stops after which somebody would give up looking for a field."""


class Keyboard:
    """Somebody who works without a mouse. Nothing is reached but by keys."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.pressed = 0
        """Every key but those that are typed."""

    @property
    def at(self) -> QWidget:
        """Where the focus is."""
        at = QApplication.focusWidget()
        assert at is not None, "the focus was lost"
        return at

    @property
    def name(self) -> str:
        """The spoken name of where the focus is."""
        at = self.at
        return at.accessibleName() or (at.text() if isinstance(at, QAbstractButton) else "")

    @property
    def words(self) -> str:
        """What is typed where the focus is."""
        at = self.at
        if isinstance(at, QPlainTextEdit):
            return at.toPlainText()
        assert isinstance(at, QLineEdit), at
        return at.text()

    def press(self, keys: str) -> None:
        """Press a shortcut or a key, once what was typed is looked up."""
        look_up(self.window)
        self.pressed += 1
        if keys in ("Tab", "Space", "Return"):
            # While something has popped up, the keys are its own.
            target = QApplication.activePopupWidget() or self.at
            QTest.keyClick(target, getattr(Qt.Key, f"Key_{keys}"))
        elif keys == "Ctrl+Return":
            QTest.keyClick(self.at, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        else:
            QTest.keySequence(self.window, QKeySequence(keys))
        self.settle()

    def type(self, words: str) -> None:
        """Type where the focus is."""
        for letter in words:
            if letter.isascii():
                QTest.keyClicks(self.at, letter)
            else:
                # What a dead key or an input method sends: a letter without a key.
                none = Qt.KeyboardModifier.NoModifier
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(self.at, QKeyEvent(kind, 0, none, letter))

    def go_to(self, name: str) -> None:
        """Press Tab until a field or button of this name has the focus."""
        seen = []
        for _ in range(FURTHEST):
            if self.name.replace("&", "").removesuffix(", needed") == name:
                return
            seen.append(self.name)
            self.press("Tab")
        raise AssertionError(f"{name!r} is not reached by Tab, only {dict.fromkeys(seen)}")

    def fill(self, name: str, words: str) -> None:
        """Go to a field and type into it, over its text."""
        self.go_to(name)
        QTest.keySequence(self.at, QKeySequence.StandardKey.SelectAll)
        self.type(words)

    def pick(self, name: str, typed: str, line: str) -> None:
        """Type a name into a picker, and take a line of what is found with arrows and Enter."""
        self.go_to(name)
        self.type(typed)
        self.arrow_to(line)
        self.press("Return")

    def arrow_to(self, line: str) -> None:
        """Go by arrows to a line of the list that has popped up, or else has the focus."""
        look_up(self.window)
        view = QApplication.activePopupWidget() or self.at
        assert isinstance(view, QListView)
        self.pressed += arrow_to(view, line)
        self.settle()

    def settle(self) -> None:
        """Let the window do its work. What closes hands back to it, as on a real desktop."""
        QApplication.processEvents()
        active = QApplication.activeWindow()
        if active is None or not active.isVisible():
            front = QApplication.activeModalWidget() or self.window
            in_front(front)
