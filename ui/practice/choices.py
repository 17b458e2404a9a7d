"""Choosing one of a few in the editor: a box of options that is filled without a sound."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox

from ui.look.choice_box import ChoiceBox

_LETTERS = 14


class Choices(ChoiceBox):
    """One of some options, (words, value). It gives way where there is little room."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)

    def offer(self, options: Sequence[tuple[str, object]], chosen: object) -> None:
        """Offer these with one chosen, without a signal."""
        with QSignalBlocker(self):
            self.clear()
            for words, value in options:
                self.addItem(words, value)
            values = [value for _, value in options]
            self.setCurrentIndex(values.index(chosen) if chosen in values else 0)
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 32)
