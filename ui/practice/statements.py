"""The statements that open every meeting and are printed in its minutes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from lado_desktop.casework.settings.practice_words import keep_statements
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.practice.practice import practice_named
from lado_desktop.domain.problem import CaseworkError
from ui.editors.growing_text import GrowingText
from ui.look.buttons import button
from ui.look.labels import heading, label, text
from ui.settings.settled import Settled, part


class StatementsView(QWidget):
    """The editor of the statements that open every meeting: a title and a text each.

    Saving removes a statement whose title and text are both empty.
    """

    settled = Signal(object, str)
    """The Shift to work on with, and what was done."""

    def __init__(self, shift: Shift) -> None:
        super().__init__()
        self._shift = shift
        self.lines: list[tuple[QLineEdit, GrowingText]] = []
        self.problem = label("", tone="danger")
        self.problem.hide()
        self._column = QVBoxLayout()
        self._column.setSpacing(20)
        inside = QWidget()
        inside.setLayout(self._column)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.add_it = button("Add a state&ment", lambda: self._add("", ""), sign="plus")
        self.as_shipped = button("As the practice has the&m", self._go_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            part(
                heading("Statements"),
                text("Read out and agreed at the beginning of every meeting; printed in minutes."),
                self.problem,
                inside,
                self.add_it,
                self.as_shipped,
            )
        )
        self.show_shift(shift)

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Titles and texts as entered."""
        return [(title.text().strip(), words.toPlainText().strip()) for title, words in self.lines]

    @property
    def is_edited(self) -> bool:
        """Whether anything differs from what is settled."""
        standing = [(each.title, each.text) for each in self._shift.practice.statements]
        return [each for each in self.typed if any(each)] != standing

    def show_shift(self, shift: Shift) -> None:
        """Show what is settled now."""
        self._shift = shift
        self._show([(each.title, each.text) for each in shift.practice.statements])

    def save(self) -> bool:
        """Settle them, or say what is wrong."""
        self.problem.hide()
        if not self.is_edited:
            return True
        try:
            shift = keep_statements(self._shift, self.typed)
        except CaseworkError as error:
            self.problem.setText(str(error))
            self.problem.show()
            return False
        self.settled.emit(shift, "Saved for the service.")
        return True

    def _go_back(self) -> None:
        shipped = practice_named(self._shift.practice.name).statements
        self._show([(each.title, each.text) for each in shipped])

    def _show(self, statements: list[tuple[str, str]]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.lines = []
        for title, words in statements:
            self._add(title, words)

    def _add(self, title: str, words: str) -> None:
        line, prose = QLineEdit(title), GrowingText()
        prose.setPlainText(words)
        number = len(self.lines) + 1
        self.lines.append((line, prose))
        self._column.addWidget(Settled(f"Statement {number}, title", line))
        self._column.addWidget(Settled(f"Statement {number}, text", prose))
        if not title:
            line.setFocus()
