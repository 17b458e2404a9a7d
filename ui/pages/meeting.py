"""The page of a meeting: planned, held, minuted under every heading, approved, printed."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lado_desktop.casework.letters import email_text
from lado_desktop.casework.meetings.meeting_file import MeetingFile, meeting_page
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.time.typed_day import echo_day
from ui.contact.letters_menu import OF_A_MEETING, letters_menu
from ui.contact.state import state_of_meeting
from ui.desk import Desk
from ui.forms.scrolled import Scrolled, keep_edge
from ui.meeting.calendar import save_calendar
from ui.meeting.clocks import meeting_clocks
from ui.meeting.details import DetailsPart
from ui.meeting.jump_list import JumpList
from ui.meeting.minutes import MeetingMinutes
from ui.meeting.next import MeetingNext, ask_approval
from ui.page import Printable
from ui.parts.copied import copy_email
from ui.parts.documents import DocumentsPart
from ui.parts.part import Part
from ui.records.attach_files import Keeper
from ui.records.record_document import approve_minutes, record_document
from ui.records.record_page import RecordPage
from ui.route import Place
from ui.viewing.file_dialogs import ask_save
from ui.window.menus import act

_AS_HIGH_AS_THERE_IS_ROOM = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)


class MeetingPage(RecordPage):
    """A new meeting is one form. A planned one has its headings at the left, and its minutes."""

    noun = "meeting"
    needs = (Permission.RECORD, Permission.APPROVE)
    manual = "meetings"

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        self.file: MeetingFile | None = None
        words = desk.shift.practice.codes("minute_heading")
        if place.id is not None:
            self.jump = JumpList(["The meeting", *words.values(), "Documents"], self)
        self._ground = QWidget()
        self._column = QVBoxLayout(self._ground)
        self._column.setContentsMargins(0, 16, 28, 28)
        self._column.setSpacing(28)
        self._scrolled = Scrolled(self._ground, 0, self)
        keep_edge(self._scrolled, self._column)
        self.details = DetailsPart(desk, place.id, place.about, self._ground)
        self.details.planned.connect(self._go_to_planned)
        self._scrolled.setSizePolicy(_AS_HIGH_AS_THERE_IS_ROOM)
        if place.id is None:
            self._lay_new()
        else:
            self._lay_standing(meeting_page(desk.shift, place.id))
        self.addActions(self.acts())

    def look(self) -> None:
        """Read the meeting again and show it without touching what is being typed."""
        if self.place.id is not None:
            self._show(meeting_page(self.desk.shift, self.place.id))

    def _show(self, file: MeetingFile) -> None:
        self.file = file
        meeting = file.meeting
        who = ", ".join(contact.who for contact in file.contacts)
        self.head.show_record(
            f"{meeting.reference}  {who}",
            state_of_meeting(meeting, self.desk.shift.today),
            self._about(file),
        )
        self.say_title(meeting.reference)
        self.details.show_file(file)
        self.minutes.show_file(file)
        self.documents.show_file(file)
        held = meeting.held_on is not None
        self.jump.show_written([held, *self.minutes.written(file), not self.documents.is_empty])
        for each in (self.action_act, self.somebody_act):
            each.setEnabled(not file.approved)
        self.approve_act.setEnabled(held and not file.approved)
        self.head.offer(self.next.of(file))

    @property
    def minuting(self) -> bool:
        return self.file is not None and not self.file.fixed

    @property
    def keeper(self) -> Keeper | None:
        if self.file is None:
            return None
        return Keeper(self.noun, self.id, self.file.meeting.reference)

    def keep(self) -> None:
        super().keep()
        if self.place.id is not None:
            self.minutes.draft.keep_if_waiting()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.place.id is not None:
            self.jump.fit(event.size().width() * 3 // 10)

    def document(self, name: str = "minutes") -> Printable | None:
        """The minutes or another document, of what is saved: what was edited is saved first."""
        if self.file is None or not self._is_saved():
            return None
        meeting = self.file.meeting
        return record_document(self.desk.shift, name, meeting.id, meeting.reference)

    @property
    def part(self) -> Part:
        """The part in which the focus is, or the first."""
        at = self.focusWidget()
        return next(
            (part for part in self.parts if part.isAncestorOf(at)),
            self.parts[0],
        )

    def show_part(self, part: Part) -> None:
        self._scrolled.ensureWidgetVisible(part, 0, 24)

    def start(self) -> None:
        self.look_again()
        if self.file is None or self.file.meeting.held_on is None:
            self.details.begin()
        else:
            self.jump.begin()

    def _lay_new(self) -> None:
        self.save_act.setText("&Plan the meeting")
        self.lay_head([])
        self.head.show_record("New meeting", None, [])
        self.head.save.hide()
        self.head.offer(self.save_act)
        self.say_title("New meeting")
        self.take_part(self.details)
        self.body.addWidget(self._scrolled, 1)
        self._column.addWidget(self.details)
        self._column.addStretch(1)

    def _lay_standing(self, file: MeetingFile) -> None:
        self.lay_head(self._made_acts())
        self.take_part(self.details)
        self.jump.setSizePolicy(_AS_HIGH_AS_THERE_IS_ROOM)
        beside = QHBoxLayout()
        beside.setSpacing(24)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 16)
        left.addWidget(self.jump)
        beside.addLayout(left)
        beside.addWidget(self._scrolled, 1)
        self.body.addLayout(beside, 1)
        self._column.addWidget(self.details)
        self.minutes = MeetingMinutes(self.desk, file, self._ground, self.take_part)
        for heading, part in self.minutes.parts.items():
            self._column.addWidget(part)
            if heading == "previous":
                self._column.addWidget(self.minutes.earlier)
        self.documents = DocumentsPart(self.desk, self.noun, self.id, self._ground)
        self.take_part(self.documents)
        self._column.addWidget(self.documents)
        self._column.addStretch(1)
        self._show(file)
        self.jump.shown.connect(self._bring)
        every = [self.details, *self.minutes.parts.values(), self.documents]
        self.jump.follow(self._scrolled.verticalScrollBar(), lambda: [each.y() for each in every])
        self.jump.entered.connect(self._enter)

    def _made_acts(self) -> list[QAction]:
        self.print_act = act(self, "Print &minutes", lambda: self._print("minutes"))
        self.actions_act = act(self, "Print actions &only", lambda: self._print("actions"))
        self.letters_act = letters_menu(self, OF_A_MEETING, self._print)
        self.approve_act = act(self, "&Approve minutes", self._ask_approval, "Ctrl+Shift+Return")
        self.action_act = act(self, "Add an a&ction", self._add_action, "Ctrl+Shift+A")
        self.somebody_act = act(self, "Add some&body", self._add_somebody, "Ctrl+Shift+P")
        self.email_act = act(
            self, "Copy &invitation as e-mail", self._copy_invitation, "Ctrl+Shift+E"
        )
        self.calendar_act = act(self, "Save for the ca&lendar…", self._ask_where)
        self.keep_act = act(self, "&Keep a document…", self._keep_document, "Ctrl+Shift+K")
        for each, permission in (
            (self.print_act, Permission.PRINT),
            (self.actions_act, Permission.PRINT),
            (self.approve_act, Permission.APPROVE),
            (self.action_act, Permission.RECORD),
            (self.somebody_act, Permission.RECORD),
            (self.keep_act, Permission.LOG),
        ):
            each.forbid(self.desk.shift.why_not(permission))
        self.next = MeetingNext(
            self,
            self.approve_act,
            say_held=self.details.begin_held,
            record_attendance=self._record_attendance,
            write=self._write_first,
        )
        self.jump_act = act(self, "&Jump to a heading", self.jump.begin, "Ctrl+J")
        return [
            self.print_act,
            self.actions_act,
            self.letters_act,
            self.approve_act,
            self.action_act,
            self.somebody_act,
            self.email_act,
            self.calendar_act,
            self.keep_act,
            self.jump_act,
        ]

    def _part_at(self, row: int) -> Part:
        return [self.details, *self.minutes.parts.values(), self.documents][row]

    def _bring(self, row: int) -> None:
        """Bring a heading to the top, leaving the focus where it is."""
        if row >= 0:
            part, bar = self._part_at(row), self._scrolled.verticalScrollBar()
            self.minutes.make_down_to(part)
            bar.setValue(part.y() - 8)
            # Again, once what was just made is laid out.
            QTimer.singleShot(0, self, lambda: bar.setValue(part.y() - 8))

    def _enter(self, row: int) -> None:
        self._bring(row)
        self._part_at(row).begin()

    def _add_action(self) -> None:
        self.minutes.actions.list.begin_adding()

    def _add_somebody(self) -> None:
        self.minutes.attendance.list.begin_adding()

    def _record_attendance(self) -> None:
        self.minutes.attendance.record()

    def _write_first(self) -> None:
        """Go to the first heading that is written in words, below the details."""
        self._enter(1 + list(self.minutes.parts).index(self.minutes.texts[0].heading))

    def _keep_document(self) -> None:
        self.documents.ask_which()

    def _copy_invitation(self) -> None:
        if self._is_saved():
            self.desk.notices.say(copy_email(email_text.invitation(self.desk.shift, self.id)))

    def _ask_where(self) -> None:
        if self.file is None or not self._is_saved():
            return
        name = f"{self.file.meeting.reference.replace('/', '-')}.ics"
        path = ask_save(self, "Save for the calendar", name, "iCalendar (*.ics)")
        if path:
            self.save_calendar(path)

    def save_calendar(self, path: Path) -> None:
        """Write the meeting as a calendar file: its reference, day, hours and place."""
        save_calendar(self.desk, self.id, path)

    def _is_saved(self) -> bool:
        """Save what was edited first; False where it was refused."""
        return not any(part.is_edited for part in self.parts) or self.save()

    def _about(self, file: MeetingFile) -> list[str]:
        meeting = file.meeting
        word = "Held" if meeting.held_on else "Planned for"
        said = f"{word} {echo_day(meeting.day)}" if meeting.day else ""
        due = [each for each in meeting_clocks(self.desk.shift, file) if each.is_due]
        return [said, *(each.words for each in due[:1])]

    def _print(self, name: str) -> None:
        document = self.document(name)
        if document is not None:
            self.printing.emit(document)

    def _ask_approval(self) -> None:
        if self.file is None or not self._is_saved():
            return
        ask_approval(self, self.file, self._approve)

    def _approve(self) -> None:
        # Nobody types into what is being approved.
        self.jump.setFocus(Qt.FocusReason.OtherFocusReason)
        approve_minutes(self.desk, self.id)

    def _go_to_planned(self, id: UUID) -> None:
        self.desk.changes.saved.emit("meeting", id)
        self.going.emit(Place("meeting", id))
