"""What matters in a form and is not filled in yet, said quietly; each word leads to its field."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.forms.form_view import FormView
from ui.look.buttons import button
from ui.look.flow import Flow
from ui.look.icons import icon
from ui.look.labels import label, restyle

Matter = tuple[str, ...]
"""Fields of which one is enough."""


class Missing(QWidget):
    """A line of words, each in its place: one that is filled in is ticked. Nothing waits for it."""

    def __init__(
        self, form: FormView, matters: Sequence[Matter], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._form, self._matters = form, list(matters)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.said = label("", tone="warn", parent=self)
        self.said.setProperty("weight", "strong")
        column.addWidget(self.said)
        words = QWidget(self)
        flow = Flow(16, words)
        column.addWidget(words)
        self.words: dict[str, QPushButton] = {}
        for names in self._matters:
            field = form.editor(names[0]).field
            made = button(field.label, self._goer(names[0]), role="link", parent=words)
            # Room for the tick from the start: a word that moved would be pressed for another.
            side = made.fontMetrics().height() * 3 // 4
            made.setIconSize(QSize(side, side))
            made.setIcon(icon("circle", "accent"))
            made.setAccessibleName(f"Still missing: {field.label}")
            self.words[names[0]] = made
            flow.addWidget(made)
        form.edited.connect(self.look)
        self.look()

    @property
    def names(self) -> list[str]:
        """The fields that are missing."""
        return [
            names[0]
            for names in self._matters
            if not any(self._is_filled_in(name) for name in names)
        ]

    def _is_filled_in(self, name: str) -> bool:
        """Whether a field says something that can be kept: a name that is not picked cannot."""
        editor = self._form.editor(name)
        try:
            return bool(editor.words().strip()) and editor.value() is not None
        except ValueError:
            return False

    def look(self) -> None:
        """Say what is missing now."""
        missing = set(self.names)
        self.said.setText("Still missing" if missing else "Nothing that matters is missing")
        for name, made in self.words.items():
            done = name not in missing
            if (made.property("tone") == "muted") is done:
                continue
            made.setIcon(icon("check", "muted") if done else icon("circle", "accent"))
            field = self._form.editor(name).field.label
            made.setAccessibleName(f"{'Filled in' if done else 'Still missing'}: {field}")
            restyle(made, "tone", "muted" if done else "")

    def _goer(self, name: str) -> Callable[[], None]:
        return lambda: self._form.go_to(name)
