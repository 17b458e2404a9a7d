"""The line that says that a form's draft was found, with the way to discard it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from lado_desktop.casework.today.drafts import Draft
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.time.typed_day import day_words
from ui.alerts import ask
from ui.desk import Desk
from ui.forms.kept_draft import KeptDraft
from ui.look.buttons import button
from ui.look.labels import label


class DraftStrip(QFrame):
    """Says quietly that an earlier draft of a form was found; keeps the form's draft in `draft`."""

    discarded = Signal()

    def __init__(
        self,
        desk: Desk,
        form: str,
        target_id: UUID | None,
        standing: Callable[[], Mapping[str, Any]],
        begun_from: Callable[[], Mapping[str, Any]],
        parent: QWidget | None = None,
    ) -> None:
        """The last four are those of `KeptDraft`."""
        super().__init__(parent)
        self._desk = desk
        self.draft = KeptDraft(desk, (form, target_id), standing, begun_from, self)
        self.setProperty("surface", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(16)
        self.words = label("", parent=self)
        row.addWidget(self.words, 1)
        self.discard_button = button("Discard what was typed", self._ask, role="link", parent=self)
        row.addWidget(self.discard_button)
        self.hide()

    def found(self) -> Draft | None:
        """Return what an earlier sitting left, and say from when it is; None where nothing was."""
        if (found := self.draft.found()) is None:
            return None
        at = found.saved_at
        day = "" if at.date() == self._desk.shift.today else f"{day_words(at.date())}, "
        self.words.setText(f"Kept from {day}{at:%H:%M}, not saved yet")
        self.show()
        return found

    def drop(self) -> None:
        """Let the draft go: it was saved, or discarded."""
        self.hide()
        try:
            self.draft.drop()
        except CaseworkError as error:
            # What was typed is saved, or meant to go: the form goes on.
            self._desk.notices.warn(str(error))

    def _ask(self) -> None:
        """Nothing brings a draft back, and a whole call may stand in it."""
        ask(
            self,
            "Discard what was typed?",
            verb="Discard",
            leave="Keep it",
            then=self.discarded.emit,
            detail="It is saved nowhere else, and cannot be brought back.",
            grave=True,
        )
