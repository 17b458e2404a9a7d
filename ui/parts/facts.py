"""What stands on record, to be read: labels at the left, their words at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.forms.growing_text import reading_text
from ui.labels import label


class Facts(QWidget):
    """Facts that can be read, selected and copied. Those with nothing to say are left out."""

    def __init__(self, facts: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, self.fontMetrics().averageCharWidth() * 18)
        said = [(name, words) for name, words in facts if words]
        for row, (name, words) in enumerate(said):
            called = label(name, tone="muted", wraps=False)
            text = reading_text(words)
            text.setAccessibleName(name)
            called.setBuddy(text)
            grid.addWidget(called, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, row, 1)
