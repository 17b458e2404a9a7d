"""The draft of the minutes: every text that was typed and not saved yet, kept together."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject

from ui.desk import Desk
from ui.forms.draft_saver import DraftSaver
from ui.meeting.minute_text import MinuteText

FORM = "minute_section"


class MinutesDraft(DraftSaver):
    """Stores each text under its heading until it is saved."""

    def __init__(self, desk: Desk, meeting_id: UUID, parent: QObject) -> None:
        super().__init__(desk, (FORM, meeting_id), self._typed, parent)
        self._texts: list[MinuteText] = []
        found = self.found()
        self._found = found.values if found else {}

    def agencies(self) -> list[str]:
        """Return the agencies of which something was typed and not saved."""
        return [key.partition("/")[2] for key in self._found if "/" in key]

    def take_in(self, text: MinuteText) -> None:
        """Store this text from now on, and bring back what was typed of it before."""
        self._texts.append(text)
        typed = self._found.get(text.key)
        if isinstance(typed, str):
            text.lay_over(typed)
        text.edited.connect(self.keep_soon)
        text.saved.connect(self.keep_soon)

    def look_again(self) -> None:
        """Let a draft go that says what the minutes say by now."""
        if self.may_exist:
            self.keep_soon()

    def _typed(self) -> tuple[dict[str, str], dict[str, str]]:
        return {text.key: text.typed for text in self._texts if text.is_edited}, {}
