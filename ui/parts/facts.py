"""The facts of a record, read only: labels at the left, values at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from ui.editors.growing_text import reading_text
from ui.look.labels import label

FactList = Sequence[tuple[str, str]]
"""Labels and what is known; those with nothing to say are left out."""


class Facts(QFrame):
    """Facts that can be read, selected and copied."""

    def __init__(self, facts: FactList = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 16, 24, 16)
        self._said: FactList | None = None
        self._ground: QWidget | None = None
        self.show_facts(facts)

    def show_facts(self, facts: FactList) -> None:
        """Show these facts. Nothing is drawn again where they are the same: the focus stays."""
        said = [(name, words) for name, words in facts if words]
        if said == self._said:
            return
        self._said = said
        if self._ground is not None:
            self._ground.hide()
            self._ground.deleteLater()
        self._ground = QWidget(self)
        grid = QGridLayout(self._ground)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, self.fontMetrics().averageCharWidth() * 18)
        for row, (name, words) in enumerate(said):
            called = label(name, tone="muted", wraps=False, parent=self._ground)
            text = reading_text(words, self._ground)
            text.setAccessibleName(name)
            called.setBuddy(text)
            # The edge that the text shows with the focus.
            called.setContentsMargins(0, 1, 0, 0)
            grid.addWidget(called, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, row, 1)
        self._column.addWidget(self._ground)


class FactCards(QWidget):
    """Any number of such cards, one below the other: what is in force, what came before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[Facts] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def show_cards(self, cards: Sequence[FactList]) -> None:
        """Show a card for each list of facts."""
        while len(self.cards) < len(cards):
            self.cards.append(Facts(parent=self))
            self._column.addWidget(self.cards[-1])
        for card, facts in zip(self.cards, cards, strict=False):
            card.show_facts(facts)
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(cards))
        self.setVisible(bool(cards))
