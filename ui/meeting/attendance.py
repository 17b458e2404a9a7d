"""Who was at a meeting, who was not, who sent a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.meetings.earlier_attendance import earlier_meeting, take_attendance
from lado_desktop.casework.meetings.meeting_file import MeetingFile
from lado_desktop.domain.kinds.attendance import ATTENDANCE_FORM
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.problem import CaseworkError
from ui.desk import Desk
from ui.look.buttons import button
from ui.parts.adding import Adding
from ui.parts.list_part import ListPart
from ui.parts.short_table import Head
from ui.records.record_list import RecordActs, RecordList, ShortListWords


class AttendanceList(RecordList):
    """The rows of the list. Until the meeting is held, a new person is invited."""

    held = False

    @property
    def _adding_start(self) -> Mapping[str, Any]:
        return {} if self.held else {"status": "invited"}


class AttendancePart(ListPart):
    """The attendance list. People are added one after another, each by Enter."""

    list: AttendanceList

    def __init__(
        self, desk: Desk, file: MeetingFile, words: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, padded=False, parent=parent)
        shift, meeting_id = desk.shift, file.meeting.id
        self.list = AttendanceList(
            desk,
            ShortListWords(
                words,
                "Add somebody",
                "Nobody is recorded yet. Add everybody who was invited, with who came and who "
                "sent apologies or a report.",
            ),
            (
                Head("Name", 4),
                Head("Role", 4),
                Head("Agency", 4),
                Head("Attendance", 3),
                Head("Note", 3),
            ),
            RecordActs(
                ATTENDANCE_FORM,
                lambda given: meetings.attend(shift, meeting_id, given),
                lambda key, version, changes: meetings.amend_attendance(
                    shift, key, version, changes
                ),
                remove=lambda key: meetings.remove_attendance(shift, key),
                again=True,
            ),
            meeting_id,
            Adding(desk, self),
            self,
            later=True,
        )
        self._meeting_id = meeting_id
        self.as_before = button("Take those of the meeting before", self._take)
        self.as_before.forbid(desk.shift.why_not(Permission.RECORD))
        self.as_before.hide()
        self.list.add_act(self.as_before)
        self.lay_list()

    def record(self) -> None:
        """Go to the rows, to say who came; where there are none, add the first."""
        if self.list.table.isVisible():
            self.list.table.setFocus()
        else:
            self.list.begin_adding()

    def _take(self) -> None:
        try:
            number = take_attendance(self.desk.shift, self._meeting_id)
        except CaseworkError as error:
            self.desk.notices.warn(str(error))
            return
        self.acted.emit()
        people = "1 person was" if number == 1 else f"{number} people were"
        self.desk.notices.say(f"{people} put on the list as invited.")

    def show_file(self, file: MeetingFile) -> None:
        """Show the attendance of a meeting."""
        shift = self.desk.shift
        self.list.held = file.meeting.held_on is not None
        self.list.show_rows(
            [
                (
                    each,
                    (
                        professional.name,
                        each.role or "",
                        each.agency or "",
                        shift.label("attendance", each.status),
                        each.note or "",
                    ),
                )
                for each, professional in file.attendances
            ]
        )
        earlier = "" if file.fixed or file.attendances else earlier_meeting(shift, self._meeting_id)
        self.as_before.setText(f"Take those of {earlier}")
        self.as_before.setVisible(bool(earlier))
        self.list.set_read_only(file.fixed)
        self.list.reopen(file.drafted)
