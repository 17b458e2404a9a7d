"""One thing that is settled: its label above its control, help and what is wrong under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.look.labels import asked, restyle, small

_WHOLE = Qt.AlignmentFlag(0)
ROOMY = 100
"""Letters across from which a part leaves a quarter of the width empty."""


class Settled(QWidget):
    """A control with its words. The label is its buddy; help and problem are spoken with it."""

    def __init__(
        self, words: str, control: QWidget, help: str = "", beside: QWidget | None = None
    ) -> None:
        """`beside` is right of the control: the button that saves what is typed."""
        super().__init__()
        self.control = control
        self._help = help
        control.setAccessibleName(words.replace("&", ""))
        control.setAccessibleDescription(help)
        self._problem = small("", "danger")
        self._problem.setProperty("weight", "strong")
        self._problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(asked(words, control))
        if beside is None:
            column.addWidget(control)
        else:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(control, 1)
            row.addWidget(beside)
            column.addLayout(row)
        if help:
            column.addWidget(small(help))
        column.addWidget(self._problem)

    @property
    def problem(self) -> str:
        """The message about it; empty where all is well."""
        return self._problem.text()

    def say_problem(self, sentence: str) -> None:
        """Show the message; an empty one clears it."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.control.setAccessibleDescription(f"{sentence} {self._help}".strip())
        restyle(self.control, "problem", "true" if sentence else "false")


def in_columns(rows: Sequence[QWidget], columns: int = 2) -> QWidget:
    """Return rows side by side, for answers that are a word or two."""
    ground = QWidget()
    grid = QGridLayout(ground)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(32)
    grid.setVerticalSpacing(20)
    for place, row in enumerate(rows):
        grid.addWidget(row, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
    for column in range(columns):
        grid.setColumnStretch(column, 1)
    return ground


class _Ground(QWidget):
    """A column as wide as is good to read, or narrower where there is less room."""

    def __init__(self) -> None:
        super().__init__()
        # Shares, and no greatest width: what wraps must know the width that it will have.
        self._beside = QHBoxLayout(self)
        self._beside.setContentsMargins(0, 16, 28, 20)
        self.column = QVBoxLayout()
        self.column.setSpacing(20)
        self._beside.addLayout(self.column, 3)
        self._beside.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letters = event.size().width() / max(1, self.fontMetrics().averageCharWidth())
        self._beside.setStretch(1, 1 if letters >= ROOMY else 0)


def part(*rows: QWidget) -> QWidget:
    """Return a part of the settings: its rows one under the other, at reading width."""
    ground = _Ground()
    for row in rows:
        # A button is as wide as its words; all else has the whole width.
        as_wide = Qt.AlignmentFlag.AlignLeft if isinstance(row, QPushButton) else _WHOLE
        ground.column.addWidget(row, 0, as_wide)
    ground.column.addStretch(1)
    return ground
