"""The state of something: always a word and a shape; colour only supports them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.look.icons import draw
from ui.look.labels import label, restyle


@dataclass(frozen=True)
class Status:
    """A word, the icon whose shape goes with it, and a tone as in style.qss."""

    word: str
    shape: str
    tone: str = "muted"


LOOKS: Mapping[str, tuple[str, str]] = {
    # A contact.
    "undecided": ("circle-alert", "warn"),
    "answered": ("circle-check", "muted"),
    "below": ("circle", "muted"),
    "under_way": ("circle-dot", "accent"),
    "concluded": ("circle-check", "muted"),
    "closed": ("archive", "muted"),
    "in_error": ("x", "danger"),
    # A meeting and its minutes.
    "planned": ("calendar", "accent"),
    "passed": ("circle-alert", "warn"),
    "draft": ("pencil", "warn"),
    "approved": ("circle-check", "muted"),
    # An action.
    "open": ("circle", "accent"),
    "in_progress": ("circle-dot", "accent"),
    "carried": ("chevron-right", "accent"),
    "in_progress.overdue": ("triangle-alert", "danger"),
    "carried.overdue": ("triangle-alert", "danger"),
    "done": ("circle-check", "muted"),
    "cancelled": ("x", "muted"),
    # An entry of a register.
    "counts": ("circle-check", "muted"),
    # What is due.
    "overdue": ("triangle-alert", "danger"),
    "today": ("circle-alert", "warn"),
    "soon": ("clock", "accent"),
    "later": ("circle", "muted"),
    # A figure beside another.
    "agrees": ("circle-check", "muted"),
    "differs": ("x", "danger"),
}
"""The shape and the tone of each state; its word is declared with the state."""


def status(code: str, word: str) -> Status:
    """Return how a state looks. Raises KeyError for a code that has no look."""
    return Status(word, *LOOKS[code])


class _Shape(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.name = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height() - 2
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.name:
            return
        painter = QPainter(self)
        # The style sheet gives this widget the colour of its tone.
        colour = self.palette().windowText().color()
        draw(painter, self.rect(), self.name, colour)


class StatusTag(QWidget):
    """A shape and a word, side by side, without a background."""

    def __init__(self, status: Status | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape = _Shape()
        self._word = label("", wraps=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._shape)
        row.addWidget(self._word)
        row.addStretch()
        if status is not None:
            self.show_status(status)

    def show_status(self, status: Status) -> None:
        """Show another status."""
        self._shape.name = status.shape
        self._word.setText(status.word)
        self.setAccessibleName(status.word)
        for each in (self._shape, self._word):
            restyle(each, "tone", status.tone)
        self._shape.update()
