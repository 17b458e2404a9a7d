"""What every editor does: show a value, give it back typed, and say when it was edited or left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lado_desktop.domain.fields.field import Field
from ui.look.labels import restyle


class Editor(QWidget):
    """The control of one field. There is one class for each kind of field.

    `edited` is for the person's own changes, never for `show_value`. `left` says that the focus
    went elsewhere.
    """

    edited = Signal()
    left = Signal()
    wide = False
    """Whether it wants the whole width of its section."""
    says_own_label = False
    """Whether the control shows its own label, as a check box does."""

    says_when_left = False
    """Whether unreadable text shows its error when the field loses focus."""

    says_own_help = False
    """Whether the editor shows the field's help itself."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._showing = 0
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)

    @property
    def control(self) -> QWidget:
        """The widget that gets the focus; the label is its buddy."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show a value of the record, or None for nothing."""
        raise NotImplementedError

    def show_named(self, value: Any, name: str) -> None:
        """Show a value; `name` is that of the record that a link leads to, where it is known."""
        self.show_value(value)

    def value(self) -> Any:
        """Return the value of its kind, or None. Raises ValueError with a sentence to show."""
        raise NotImplementedError

    def typed(self) -> Any:
        """Return what was entered, readable or not, in the form of a draft: text, texts or tick."""
        raise NotImplementedError

    def show_typed(self, typed: Any) -> None:
        """Bring back what `typed` gave."""
        raise NotImplementedError

    def words(self) -> str:
        """Return what was entered as it is printed."""
        raise NotImplementedError

    def name_control(self, words: str) -> None:
        """Give the control its spoken name."""
        self.control.setAccessibleName(words)

    def describe(self, words: str) -> None:
        """Give the control what is spoken after its name: help, and what is wrong."""
        self.control.setAccessibleDescription(words)

    def mark_problem(self, wrong: bool) -> None:
        """Draw the control as one that something is wrong with."""
        restyle(self.control, "problem", "true" if wrong else "false")

    def watch(self, control: QWidget) -> None:
        """Say `left` when this control loses the focus."""
        control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.leave()
        return super().eventFilter(watched, event)

    def leave(self) -> None:
        """Do what is to be done when the focus goes elsewhere."""
        self.left.emit()

    @contextmanager
    def showing(self) -> Iterator[None]:
        """Change what is shown without that being an edit."""
        self._showing += 1
        try:
            yield
        finally:
            self._showing -= 1

    def say_edited(self) -> None:
        """Say `edited`, unless the change is the program's own."""
        if not self._showing:
            self.edited.emit()
