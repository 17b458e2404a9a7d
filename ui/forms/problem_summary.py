"""The box at the top of a form that says what is wrong with it, each line a way to its field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.problem import Problem
from ui.forms.scrolled import scroll_area_of
from ui.look.buttons import button
from ui.look.labels import heading, text
from ui.look.wrapping import in_lines

_HEADING = "There is a problem"
_BESIDE = 56
"""What is left and right of a line: the margins and its frame."""


class ProblemSummary(QFrame):
    """Every problem in the words beside its field. Hidden while there is none."""

    def __init__(self, go_to: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._go_to = go_to
        self.setProperty("surface", "problem")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(heading(_HEADING, self))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column.addLayout(self._lines)
        self.hide()

    def show_problems(self, problems: Iterable[Problem], linked: Callable[[str], bool]) -> None:
        """Show these problems and get the focus. Where `linked` is true, a line leads there."""
        self.clear()
        said = list(problems)
        before: QWidget = self
        for problem in said:
            line = self._line(problem, linked(problem.field))
            self._lines.addWidget(line)
            # Made last, they would come last to Tab.
            self.setTabOrder(before, line)
            before = line
        self.setAccessibleName(f"{_HEADING}. " + " ".join(each.sentence for each in said))
        self.show()
        self._break_lines()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if (area := scroll_area_of(self)) is not None:
            area.ensureWidgetVisible(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break_lines()

    def clear(self) -> None:
        """Clear all."""
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.hide()

    def _line(self, problem: Problem, linked: bool) -> QWidget:
        if not linked:
            return text(problem.sentence)
        line = button(problem.sentence, lambda: self._go_to(problem.field), role="link")
        line.setProperty("tone", "danger")
        line.setAccessibleName(problem.sentence)
        line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return line

    def _break_lines(self) -> None:
        for line in self.findChildren(QPushButton):
            room = self.width() - _BESIDE
            line.setText(in_lines(line.accessibleName(), line.fontMetrics(), room))


def in_words(shift: Shift, problems: Sequence[Problem]) -> list[Problem]:
    """Return problems with their sentences in the service's words."""
    return [replace(each, sentence=shift.worded(each.sentence)) for each in problems]
