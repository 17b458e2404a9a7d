"""The work on a contact: its meetings, its actions, its referrals onward."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lado_desktop.casework.contacts import allegations
from lado_desktop.casework.contacts.contact_file import ContactFile
from lado_desktop.casework.letters.onward import onward_words
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.kinds.onward_referral import ONWARD_REFERRAL_FORM
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.practice.codes import needs_meeting
from lado_desktop.domain.time.typed_day import by_words, day_words
from ui.contact.state import state_of_meeting
from ui.desk import Desk
from ui.look.buttons import button
from ui.parts.action_list import ActionList
from ui.parts.filled_table import FilledTable
from ui.parts.part import Group, Part
from ui.parts.short_table import Head, ShortTable
from ui.records.record_list import RecordActs, RecordList, ShortListWords


class WorkPart(Part):
    """Meetings, actions and onward referrals of one contact."""

    planning = Signal()
    """A meeting is to be planned."""

    def __init__(self, desk: Desk, contact_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent=parent)
        self._meetings: list[Meeting] = []
        self.meetings = Group("Meetings")
        self.plan = button("Plan a meeting", self.planning.emit, sign="plus")
        self.plan.forbid(desk.shift.why_not(Permission.RECORD))
        self.meetings.add_act(self.plan)
        self.rows = FilledTable(
            "Meetings",
            (Head("Reference", 3), Head("Kind", 6), Head("Day", 4), Head("State", 4)),
            self.meetings,
        )
        self.rows.opened.connect(lambda row: desk.open_record("meeting", self._meetings[row].id))
        self.meetings.column.addWidget(self.rows)
        self.action_list = ActionList(
            desk,
            ShortListWords(
                "Actions", "Add an action", "No actions yet. Add who is to do what by which day."
            ),
            contact_id,
            {contact_id: ""},
        )
        self.referrals = RecordList(
            desk,
            ShortListWords(
                "Onward referrals",
                "Add a referral",
                "None is recorded yet. Add referrals to the DBS, a regulator or another body.",
            ),
            (
                Head("Body", 5),
                Head("State", 9),
                Head("Result", 4),
            ),
            RecordActs(
                ONWARD_REFERRAL_FORM,
                lambda given: allegations.add_onward_referral(desk.shift, contact_id, given),
                lambda key, version, changes: allegations.amend_onward_referral(
                    desk.shift, key, version, changes
                ),
            ),
            contact_id,
        )
        self._lists = (self.action_list, self.referrals)
        for each in self._lists:
            each.acted.connect(self.acted)
        for group in (self.meetings, *self._lists):
            self.column.addWidget(group)

    @property
    def table(self) -> ShortTable:
        """The rows as a table."""
        return self.rows.table

    def show_file(self, file: ContactFile) -> None:
        """Show the work on a contact."""
        shift = self.desk.shift
        fixed = file.contact.in_error_on is not None
        self._meetings = file.meetings
        self.rows.show_rows(
            [
                (
                    each.reference,
                    shift.label("meeting_kind", each.kind_of),
                    _day_of(each),
                    state_of_meeting(each, shift.today),
                )
                for each in file.meetings
            ]
        )
        self.meetings.say_empty("" if file.meetings else self._no_meeting(file))
        self.plan.setVisible(not fixed)
        self.action_list.show_actions(
            file.actions, {each.id: each.reference.rpartition("-")[2] for each in file.meetings}
        )
        self.referrals.show_rows(
            [
                (
                    each,
                    (
                        shift.label("referral_body", each.body),
                        onward_words(shift, each),
                        each.result or "",
                    ),
                )
                for each in file.onward_referrals
            ]
        )
        for each in self._lists:
            each.set_read_only(fixed)
            each.reopen(file.drafted)

    def begin(self) -> None:
        (self.table if self._meetings else self.plan).setFocus()

    def keep(self) -> None:
        for each in self._lists:
            each.slot.keep()

    @property
    def is_edited(self) -> bool:
        return any(each.slot.is_edited for each in self._lists)

    def save(self) -> bool:
        return all(
            each.slot.entry.run() for each in self._lists if each.slot.is_edited and each.slot.entry
        )

    def _no_meeting(self, file: ContactFile) -> str:
        if file.decision is None or not needs_meeting(file.decision.outcome):
            return "No meeting yet. None has to be held by what is decided so far."
        by = self.desk.shift.due("meeting_hold", file.contact.received_on)
        return "No meeting yet." + (
            f" Hold the first by {by_words(by, self.desk.shift.today)}." if by else ""
        )


def _day_of(meeting: Meeting) -> str:
    if meeting.held_on is not None:
        return f"Held {day_words(meeting.held_on)}"
    return f"Planned for {day_words(meeting.planned_for)}" if meeting.planned_for else ""
