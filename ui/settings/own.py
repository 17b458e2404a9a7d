"""What each officer settles for this computer alone: colours and the size of letters."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.look.choice_box import ChoiceBox
from ui.look.look import Look
from ui.look.theme import Mode
from ui.preferences import SIZES
from ui.settings.settled import Settled, part

_COLOURS = (
    ("As the system has them", Mode.FOLLOW),
    ("Light", Mode.LIGHT),
    ("Dark", Mode.DARK),
)


class OwnSettings(QWidget):
    """Colours and text size, taken at once and kept on this computer."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.colours = ChoiceBox()
        for words, mode in _COLOURS:
            self.colours.addItem(words, mode)
        self.text_size = ChoiceBox()
        for size in SIZES:
            self.text_size.addItem(f"{size} %", size)
        self.show_look()
        self.colours.activated.connect(self._take_colours)
        self.text_size.activated.connect(lambda at: look.take_size(SIZES[at]))
        look.changed.connect(self.show_look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            part(
                Settled(
                    "&Colours",
                    self.colours,
                    "The first of these follows a contrast theme of Windows too.",
                ),
                Settled(
                    "&Text size",
                    self.text_size,
                    "Besides the scaling of the system. Ctrl++ and Ctrl+- do the same. "
                    "Both are kept on this computer, for your account on it.",
                ),
            )
        )

    def show_look(self) -> None:
        """Show the current choice, also one made elsewhere."""
        self.colours.setCurrentIndex([mode for _, mode in _COLOURS].index(self._look.mode))
        self.text_size.setCurrentIndex(self.text_size.findData(self._look.size))

    def _take_colours(self, at: int) -> None:
        self._look.take_mode(_COLOURS[at][1])
