"""The draft of the minutes: every text that was typed and not saved yet, kept together."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from lado_desktop.casework import drafts
from lado_desktop.domain.problem import CaseworkError
from ui.desk import Desk
from ui.meeting.minute_text import MinuteText

FORM = "minute_section"
_WAIT_MS = 2000


class MinutesDraft(QObject):
    """Keeps what is typed within two seconds. Typing on does not put it off."""

    def __init__(self, desk: Desk, meeting_id: UUID, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._meeting_id = meeting_id
        self._texts: list[MinuteText] = []
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self.keep_now)
        self._found = drafts.kept(desk.shift, FORM, meeting_id) or {}
        self._is_kept = bool(self._found)

    def agencies(self) -> list[str]:
        """Return the agencies of which something was typed and not saved."""
        return [key.partition("/")[2] for key in self._found if "/" in key]

    def take_in(self, text: MinuteText) -> None:
        """Keep this text from now on, and bring back what was typed of it before."""
        self._texts.append(text)
        typed = self._found.get(text.key)
        if isinstance(typed, str):
            text.lay_over(typed)
        text.edited.connect(self.keep_soon)
        text.saved.connect(self.keep_soon)

    def keep_if_waiting(self) -> None:
        """Keep at once what would be kept soon."""
        if self._timer.isActive():
            self.keep_now()

    def keep_now(self) -> None:
        """Keep what differs from the minutes as saved, or let the draft go."""
        self._timer.stop()
        standing = {text.key: text.typed for text in self._texts if text.is_edited}
        try:
            if standing:
                drafts.keep(self._desk.shift, FORM, self._meeting_id, standing)
            elif self._is_kept:
                drafts.drop(self._desk.shift, FORM, self._meeting_id)
            self._is_kept = bool(standing)
        except CaseworkError as error:
            self._desk.notices.warn(str(error))

    def look_again(self) -> None:
        """Let a draft go that says what the minutes say by now."""
        if self._is_kept:
            self.keep_soon()

    def keep_soon(self) -> None:
        """Keep within two seconds."""
        if not self._timer.isActive():
            self._timer.start()
