"""The line that says that a form's draft was found, with the way to discard it."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from lado_desktop.domain.time.typed_day import day_words
from ui.alerts import ask
from ui.look.buttons import button
from ui.look.labels import label


class DraftStrip(QFrame):
    """Says quietly from when the draft is. Hidden while the form has none."""

    discarded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(16)
        self.words = label("", parent=self)
        row.addWidget(self.words, 1)
        self.discard_button = button("Discard what was typed", self._ask, role="link", parent=self)
        row.addWidget(self.discard_button)
        self.hide()

    def say(self, at: datetime, today: date) -> None:
        """Say from when the draft is that was brought back."""
        day = "" if at.date() == today else f"{day_words(at.date())}, "
        self.words.setText(f"Kept from {day}{at:%H:%M}, not saved yet")
        self.show()

    def _ask(self) -> None:
        """Nothing brings a draft back, and it may be a whole call."""
        ask(
            self,
            "Discard what was typed?",
            verb="Discard",
            leave="Keep it",
            then=self.discarded.emit,
            detail="It is saved nowhere else, and cannot be brought back.",
            grave=True,
        )
