"""The words that the service spells its own way, and the one of them that was a slip."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from lado_desktop.casework.settings.spelling import own_words
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.problem import CaseworkError
from ui.desk import Desk
from ui.look.buttons import button
from ui.look.labels import small
from ui.settings.settled import Settled, part

_LINES = 6


class OwnWords(QWidget):
    """The words added to the spelling. One that is taken out is underlined again in every text."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.words = QListWidget()
        self.take_out = button("Ta&ke out of the spelling", self._take_out)
        self.none = small("None yet. A word is added from the menu of a text, where it stands.")
        self._listed = Settled(
            "Word&s of the service's own",
            self.words,
            "No text underlines them. Everybody who works in this vault has the same.",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(part(self._listed, self.none, self.take_out))

    def look(self) -> None:
        """Show the words that there are now."""
        row = self.words.currentRow()
        words = own_words(self._desk.shift)
        self.words.clear()
        self.words.addItems(words)
        self.words.setCurrentRow(min(max(row, 0), len(words) - 1))
        self.words.setFixedHeight(round(_LINES * 1.8 * self.fontMetrics().height()))
        self.none.setVisible(not words)
        for each in (self._listed, self.take_out):
            each.setVisible(bool(words))
        self.take_out.forbid(self._desk.shift.why_not(Permission.LOG))

    def _take_out(self) -> None:
        word = self.words.currentItem().text()
        try:
            self._desk.spelling.forget(word)
        except CaseworkError as error:
            self._desk.notices.warn(str(error))
            return
        self._desk.notices.say(f"“{word}” is underlined again.")
        self.look()
