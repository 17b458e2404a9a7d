"""When actions and minutes went out, and by when they should."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.meetings.meeting_file import MeetingFile
from lado_desktop.domain.fields.form import Form
from lado_desktop.domain.kinds.meeting import MEETING_FORM
from ui.desk import Desk
from ui.forms.form_view import FormView
from ui.meeting.clocks import meeting_clocks
from ui.parts.part import Group, Part

SENDING_FORM = Form("meeting_sent", MEETING_FORM.sections[1])


class SendingPart(Part):
    """The days of sending: what may still be noted once the minutes are approved."""

    def __init__(
        self, desk: Desk, file: MeetingFile, words: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, padded=False, parent=parent)
        self.group = Group(words, self)
        self.form = FormView(desk, SENDING_FORM, target_id=file.meeting.id, parent=self.group)
        self.group.column.addWidget(self.form)
        self.column.addWidget(self.group)

    def show_file(self, file: MeetingFile) -> None:
        """Show what went out when."""
        self.form.show_values(file.meeting)
        due = "\n".join(f"{step.words}." for step in meeting_clocks(self.desk.shift, file))
        self.group.say_empty(due or "Actions and minutes go out once the meeting was held.")

    def begin(self) -> None:
        self.form.begin()

    def keep(self) -> None:
        self.form.keep_now()

    @property
    def is_edited(self) -> bool:
        return self.form.is_edited

    def save(self) -> bool:
        return self.saving(self.form, meetings.amend)
