"""One thing that is settled: its label above its control, help and what is wrong under it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.labels import asked, restyle, small

_WHOLE = Qt.AlignmentFlag(0)


class Settled(QWidget):
    """A control with its words. The label is its buddy; help and problem are spoken with it."""

    def __init__(
        self, words: str, control: QWidget, help: str = "", beside: QWidget | None = None
    ) -> None:
        """`beside` stands at the right of the control: the button that takes what is typed."""
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
        """What is wrong with it, as it is said; nothing where all is well."""
        return self._problem.text()

    def say_problem(self, sentence: str) -> None:
        """Say what is wrong; an empty sentence takes it away."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.control.setAccessibleDescription(f"{sentence} {self._help}".strip())
        restyle(self.control, "problem", "true" if sentence else "false")


def part(*rows: QWidget) -> QWidget:
    """Return a part of the settings: its rows one under the other, at reading width."""
    ground = QWidget()
    # Shares, and no greatest width: what wraps must know the width that it will have.
    beside = QHBoxLayout(ground)
    beside.setContentsMargins(0, 16, 28, 20)
    column = QVBoxLayout()
    column.setSpacing(20)
    for row in rows:
        # A button is as wide as its words; all else has the whole width.
        as_wide = Qt.AlignmentFlag.AlignLeft if isinstance(row, QPushButton) else _WHOLE
        column.addWidget(row, 0, as_wide)
    column.addStretch(1)
    beside.addLayout(column, 3)
    beside.addStretch(1)
    return ground
