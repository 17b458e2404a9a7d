"""The actions of a contact or a meeting: listed, added and changed in the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lado_desktop.casework.contacts.state import is_overdue, state_of_action, words_of_action
from lado_desktop.casework.letters import email_text
from lado_desktop.casework.meetings import actions
from lado_desktop.casework.search import picking
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.field import Field, FieldKind
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.kinds.action import ACTION_FORM, UNFINISHED, Action
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.record import Record
from lado_desktop.domain.time.typed_day import due_words, short_day
from ui.desk import Desk
from ui.editors.choice_editor import ChoiceEditor
from ui.editors.custom import Custom
from ui.editors.text_editors import LineEditor
from ui.look.status import LOOKS, Status, status
from ui.parts.adding import Adding
from ui.parts.copied import copy_email
from ui.parts.short_table import Head
from ui.records.record_list import RecordActs, RecordList, ShortListWords

NEW_FORM = Form("action", Section("", Action.text, Action.owner_id, Action.agency, Action.due_on))
"""What is known of an action when it is agreed. It is open until it is changed."""

_ABOUT = Field(FieldKind.CHOICE, "About", name="contact_id")
_FORM_OF_SEVERAL = Form(
    "action",
    Section("", Action.text, Action.owner_id, Action.agency, Action.due_on, _ABOUT),
)
"""The same where a meeting is about several contacts."""

HEADS = (
    Head("No.", 1),
    Head("Action", 8),
    Head("Who", 5),
    Head("Due", 4),
    Head("Status", 3),
)


def _cells(shift: Shift, action: Action, number: str, owner: str) -> tuple[str | Status, ...]:
    """Return an action as its row in a list."""
    done = f", {short_day(action.done_on)}" if action.done_on else ""
    state, word = state_of_action(action, shift.today), words_of_action(shift, action) + done
    return (
        number,
        action.text,
        ", ".join(part for part in (owner, action.agency) if part),
        short_day(action.due_on) if action.due_on else "",
        status(state, word) if state in LOOKS else word,
    )


def _number(action: Action, meetings: Mapping[UUID, str], contacts: Mapping[UUID, str]) -> str:
    """The number of an action, with its meeting and, of several, the contact that it is about."""
    meeting = meetings.get(action.meeting_id) if action.meeting_id else None
    number = f"{meeting}/{action.number}" if meeting else str(action.number)
    about = contacts.get(action.contact_id, "").partition(" ")[0]
    return f"{number} {about}".strip()


class WideLine(LineEditor):
    """The words of a new action: one line, so that Enter adds it and the next can be typed."""

    wide = True

    def __init__(self, desk: Desk, declared: Field) -> None:
        super().__init__(declared)


class ActionList(RecordList):
    """Actions of one contact; with a meeting, those that the meeting agreed."""

    def __init__(
        self,
        desk: Desk,
        words: ShortListWords,
        owner_id: UUID,
        contacts: Mapping[UUID, str],
        meeting_id: UUID | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`owner_id` is the record whose page shows this list: its draft is found by it.

        Of several contacts, each by its words, a new action is about one that is chosen.
        """
        shift = desk.shift
        self._contacts = dict(contacts)

        def add(given: dict[str, Any]) -> Action:
            about = given.pop("contact_id", None) or next(iter(self._contacts))
            return actions.add(shift, UUID(str(about)), given, meeting_id)

        def which(_: Desk, field: Field) -> ChoiceEditor:
            return ChoiceEditor(field, {str(id): words for id, words in self._contacts.items()})

        super().__init__(
            desk,
            words,
            HEADS,
            RecordActs(
                ACTION_FORM,
                add,
                lambda key, version, changes: actions.amend(shift, key, version, changes),
                add_form=NEW_FORM,
                custom=(Custom("text", WideLine), Custom("contact_id", which)),
                again=True,
                more=self._chasing,
                said=self._lateness,
            ),
            owner_id,
            Adding(desk, self),
            parent,
            # A contact has it under a tab, a meeting far down.
            later=meeting_id is not None,
        )

    def offer_contacts(self, contacts: Mapping[UUID, str]) -> None:
        """Offer these contacts for a new action, each by its words."""
        self._contacts = dict(contacts)

    @property
    def _adding_form(self) -> Form:
        return _FORM_OF_SEVERAL if len(self._contacts) > 1 else NEW_FORM

    @property
    def _adding_start(self) -> Mapping[str, Any]:
        first = next(iter(self._contacts))
        return {"contact_id": str(first)} if len(self._contacts) > 1 else {}

    def _chasing(self, record: Record) -> list[tuple[str, Callable[[], object]]]:
        unfinished = isinstance(record, Action) and record.status in UNFINISHED
        return [("Copy reminder as e-mail", lambda: self._copy(record.id))] if unfinished else []

    def _lateness(self, record: Record) -> str:
        shift = self._desk.shift
        if not isinstance(record, Action) or record.due_on is None:
            return ""
        late = is_overdue(record, shift.today)
        said = f"{words_of_action(shift, record)}. {due_words(record.due_on, shift.today)}"
        return said if late else ""

    def _copy(self, action_id: UUID) -> None:
        try:
            email = email_text.reminder(self._desk.shift, action_id)
        except CaseworkError as error:
            self._desk.notices.warn(str(error))
            return
        self._desk.notices.say(copy_email(email))

    def show_actions(
        self,
        found: Sequence[Action],
        meetings: Mapping[UUID, str] | None = None,
        owners: Mapping[UUID, str] | None = None,
    ) -> None:
        """Show these actions; `meetings` names those on which an action was agreed: M1.

        `owners` names who does them, by key. Without it they are looked up.
        """
        several = self._contacts if len(self._contacts) > 1 else {}
        shift = self._desk.shift
        keys = {each.owner_id for each in found if each.owner_id}
        if owners is None:
            owners = picking.names_of(shift, "professional", keys) if keys else {}
        names = owners

        def cells(action: Action) -> tuple[str | Status, ...]:
            owner = names.get(action.owner_id, "") if action.owner_id else ""
            return _cells(shift, action, _number(action, meetings or {}, several), owner)

        self.show_rows([(each, cells(each)) for each in found])
