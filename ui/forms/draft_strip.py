"""The line that says that a form's draft was found, with the way to discard it."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from lado_desktop.domain.time.typed_day import day_words
from ui.alerts import ask
from ui.look.buttons import Button, button
from ui.look.labels import label
from ui.look.tab_order import put_within


class DraftStrip(QFrame):
    """Says quietly from when the draft is. Hidden while the form has none."""

    discarded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "quiet")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 4, 12, 4)
        self._row.setSpacing(16)
        self.hide()

    @cached_property
    def words(self) -> QLabel:
        """From when the draft is; most forms have none, so it is made when one has."""
        made = label("", parent=self)
        self._row.insertWidget(0, made, 1)
        return made

    @cached_property
    def discard_button(self) -> Button:
        """Discards the draft."""
        made = button("Discard what was typed", self._ask, role="link", parent=self)
        self._row.addWidget(made)
        put_within(self)
        return made

    def say(self, at: datetime, today: date) -> None:
        """Say from when the draft is that was brought back."""
        day = "" if at.date() == today else f"{day_words(at.date())}, "
        self.words.setText(f"Kept from {day}{at:%H:%M}, not saved yet")
        self.discard_button.show()
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
