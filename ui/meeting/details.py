"""When, where, how and by whom a meeting is held, and what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.meetings.meeting_file import MeetingFile
from lado_desktop.casework.search.picking import labels
from lado_desktop.casework.today import drafts
from lado_desktop.domain.fields.form import Form
from lado_desktop.domain.kinds.meeting import MEETING_FORM
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.problem import CaseworkError, Problem
from lado_desktop.domain.time.typed_day import echo_day
from ui.desk import Desk
from ui.forms.form_view import FormView
from ui.forms.submit import submit
from ui.look.buttons import button
from ui.look.tab_order import put_after
from ui.meeting.clocks import meeting_clocks
from ui.meeting.contacts import About, MeetingContacts, about
from ui.parts.adding import Adding
from ui.parts.facts import FactList, Facts
from ui.parts.part import Group, Part

DETAILS_FORM = Form(MEETING_FORM.name, MEETING_FORM.sections[0])


class DetailsPart(Part):
    """The form of a meeting; once it was held, folded away behind its facts."""

    planned = Signal(object)
    """The key of a meeting that was planned here."""

    def __init__(
        self,
        desk: Desk,
        meeting_id: UUID | None,
        about_id: UUID | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, padded=False, parent=parent)
        self._id = meeting_id
        self._file: MeetingFile | None = None
        self._unfolded = meeting_id is None
        self._form: FormView | None = None
        self.group = Group("The meeting", self)
        self.unfold_button = button("Change", self._unfold, parent=self.group)
        self.unfold_button.forbid(desk.shift.why_not(Permission.RECORD))
        self.group.add_act(self.unfold_button)
        self.facts = Facts(parent=self)
        self.group.column.addWidget(self.facts)
        self.contacts = MeetingContacts(desk, self)
        self.contacts.chosen.connect(self._set_contacts)
        for each in (self.group, self.contacts):
            self.column.addWidget(each)
        self.group.setVisible(meeting_id is not None)
        if meeting_id is None:
            self._begin_new(about_id)

    @property
    def form(self) -> FormView:
        """What is typed of it, made when it is wanted: a meeting that was held is read."""
        if self._form is None:
            self._form = form = FormView(
                self.desk,
                DETAILS_FORM,
                target_id=self._id,
                add_record=Adding(self.desk, self),
                parent=self,
            )
            # Of a new meeting it is asked first what it is about.
            self.column.insertWidget(2 if self._id is None else 1, form)
            put_after(
                self.contacts if self._id is None else self.group,
                [form, *form.findChildren(QWidget)],
            )
            self._show_in_form()
        return self._form

    def show_file(self, file: MeetingFile) -> None:
        """Show the present meeting without touching what is being typed."""
        first = self._file is None
        self._file = file
        if first and self._is_folded and (DETAILS_FORM.name, self._id) in file.drafted:
            self._unfolded = self.form.is_edited
        elif self._form is not None:
            self._show_in_form()
        self.contacts.show_contacts(
            [about(self.desk, each) for each in file.contacts], fixed=file.fixed
        )
        self._look()

    def begin(self) -> None:
        if not self._is_folded:
            self.form.begin()
        elif self.unfold_button.isVisible():
            self.unfold_button.setFocus()

    def begin_held(self) -> None:
        """Open the form at the day on which it was held."""
        self._unfold()
        self.form.go_to("held_on")

    def keep(self) -> None:
        if self._form is not None:
            self._form.keep_now()

    @property
    def is_edited(self) -> bool:
        return self._form is not None and self._form.is_edited

    def save(self) -> bool:
        """Plan the meeting, or change it."""
        return submit(self._plan if self._id is None else self._amend, self._show_problems)

    def _plan(self) -> None:
        meeting = meetings.plan(self.desk.shift, self.contacts.ids, self.form.values())
        self.form.saved()
        self.desk.notices.say(f"Planned as {meeting.reference}.")
        self.planned.emit(meeting.id)

    def _amend(self) -> None:
        self.form.amend(partial(meetings.amend, self.desk.shift))
        self._unfolded = False
        self.desk.notices.say("Saved.")
        self.acted.emit()

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        self.form.problems(problems)
        for problem in problems:
            if not problem.field and not self.contacts.ids:
                self.contacts.show_problem(problem)

    def _begin_new(self, about_id: UUID | None) -> None:
        shift = self.desk.shift
        lines: list[About] = []
        kind = "pot_initial"
        if about_id is not None:
            file = open_contact(shift, about_id)
            lines = [about(self.desk, file)]
            kind = "pot_review" if file.meetings else kind
        self.contacts.show_contacts(lines)
        if not drafts.saved_values(shift, DETAILS_FORM.name, None):
            self.form.editor("kind_of").show_value(kind)

    def _set_contacts(self, ids: list[UUID]) -> None:
        if self._id is None:
            return
        try:
            meetings.set_contacts(self.desk.shift, self._id, ids)
        except CaseworkError as error:
            self.desk.notices.warn(str(error))
        self.acted.emit()

    def _unfold(self) -> None:
        self._unfolded = True
        self._look()
        self.form.begin()

    def _look(self) -> None:
        file = self._file
        if file is None:
            return
        folded = self._is_folded
        self.group.setVisible(folded)
        self.unfold_button.setVisible(not file.approved)
        if folded:
            self.facts.show_facts(meeting_facts(self.desk, file))
        if not folded or self._form is not None:
            self.form.setVisible(not folded)

    @property
    def _is_folded(self) -> bool:
        file = self._file
        if file is None:
            return False
        return file.fixed or (file.meeting.held_on is not None and not self._unfolded)

    def _show_in_form(self) -> None:
        file = self._file
        if file is not None:
            self.form.show_values(file.meeting, names=labels(file.chair, file.minute_taker))


def meeting_facts(desk: Desk, file: MeetingFile) -> FactList:
    """Return a meeting as it is read."""
    meeting, label = file.meeting, desk.shift.label
    approved = meeting.approved_on
    by = f" by {file.approved_by.name}" if file.approved_by else ""
    return [
        ("Kind of meeting", label("meeting_kind", meeting.kind_of)),
        ("Held on", echo_day(meeting.held_on) if meeting.held_on else ""),
        ("Hours", meeting.hours),
        (
            "How and where",
            ", ".join(
                part for part in (label("meeting_mode", meeting.mode), meeting.place or "") if part
            ),
        ),
        ("Chair", file.chair.name if file.chair else ""),
        ("Minute taker", file.minute_taker.name if file.minute_taker else ""),
        ("Purpose", meeting.purpose or ""),
        ("Next meeting", echo_day(meeting.next_meeting_on) if meeting.next_meeting_on else ""),
        ("Then", "\n".join(step.words for step in meeting_clocks(desk.shift, file))),
        ("Approved", f"{echo_day(approved)}{by}" if approved else ""),
    ]
