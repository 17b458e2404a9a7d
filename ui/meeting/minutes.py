"""The minutes of a meeting: every heading in order, each with what belongs under it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from lado_desktop.casework.meetings.meeting_file import BY_AGENCY, MeetingFile, suggestions
from ui.desk import Desk
from ui.look.later import Later
from ui.meeting.actions import ActionsPart
from ui.meeting.agency_reports import AgencyReports
from ui.meeting.attendance import AttendancePart
from ui.meeting.minute_text import MinuteText
from ui.meeting.minutes_draft import MinutesDraft
from ui.meeting.sending import SendingPart
from ui.parts.filled_table import FilledTable
from ui.parts.part import Part

EARLIER = "Actions from before this meeting"


class MeetingMinutes:
    """Makes the parts of the minutes on their background, and shows a meeting in them.

    `take_part` is called with each part, those made later too.
    """

    def __init__(
        self,
        desk: Desk,
        file: MeetingFile,
        ground: QWidget,
        take_part: Callable[[Part], None],
    ) -> None:
        self._desk = desk
        self._ground = ground
        self._take_part = take_part
        self.draft = MinutesDraft(desk, file.meeting.id, ground)
        self.texts: list[MinuteText] = []
        self.parts: dict[str, Part] = {}
        """The part under each heading, in the order of the headings."""
        self.words = desk.shift.practice.codes("minute_heading")
        for heading, words in self.words.items():
            # In reading order: Tab goes through what is made in the order of its making.
            self.parts[heading] = self._made(file, heading, words)
            if heading == "previous":
                self.earlier = ActionsPart(desk, file, EARLIER, earlier=True, parent=ground)
                take_part(self.earlier)
        Later(ground, self._make_next)

    def make_down_to(self, part: Part) -> None:
        """Make every text and table down to a part: its position is known only then."""
        tables = self._ground.findChildren(FilledTable)
        waiting: list[MinuteText | FilledTable] = [*self.texts, *tables]
        for each in waiting:
            if each.mapTo(self._ground, QPoint()).y() <= part.y():
                each.make()

    def show_file(self, file: MeetingFile) -> None:
        """Show a meeting; what is being typed is left alone."""
        suggested = suggestions(self._desk.shift, file)
        for heading, part in self.parts.items():
            match part:
                case MinuteText():
                    section = next(iter(file.written(heading)), None)
                    part.show_section(section, suggested.get(heading, ""), fixed=file.fixed)
                case AgencyReports():
                    part.show_file(file, self.draft.agencies())
                case AttendancePart() | ActionsPart() | SendingPart():
                    part.show_file(file)
        self.earlier.show_file(file)
        self.draft.look_again()

    def written(self, file: MeetingFile) -> list[bool]:
        """Tell for each heading whether something is under it."""
        said = {
            "introductions": bool(file.attendances),
            "previous": "previous" not in file.unwritten,
            "actions": bool(file.actions),
            "distribution": file.meeting.minutes_sent_on is not None,
        }
        return [said.get(heading, bool(file.written(heading))) for heading in self.parts]

    def _make_next(self) -> bool:
        waiting = next((text for text in self.texts if not text.is_made), None)
        if waiting is not None:
            waiting.make()
        return waiting is not None

    def _made(self, file: MeetingFile, heading: str, words: str) -> Part:
        part: Part
        ground = self._ground
        if heading == "introductions":
            part = self.attendance = AttendancePart(self._desk, file, words, ground)
        elif heading == "actions":
            part = self.actions = ActionsPart(self._desk, file, words, earlier=False, parent=ground)
        elif heading == "distribution":
            part = SendingPart(self._desk, file, words, ground)
        elif heading == BY_AGENCY:
            part = AgencyReports(self._desk, file, words, self._take_in, ground)
        else:
            text = MinuteText(self._desk, file.meeting, heading, words, parent=ground)
            self._take_in(text)
            return text
        self._take_part(part)
        return part

    def _take_in(self, text: MinuteText) -> None:
        self.texts.append(text)
        self.draft.take_in(text)
        self._take_part(text)
