"""The actions of a contact or a meeting: listed, added and changed in the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lado_desktop.casework import actions, picking
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.action import ACTION_FORM, Action
from lado_desktop.domain.field import Field
from lado_desktop.domain.form import Form, Section
from lado_desktop.domain.typed_day import day_words
from ui.desk import Desk
from ui.forms.custom import Custom
from ui.forms.text_editors import LineEditor
from ui.parts.adding import Adding
from ui.parts.record_list import Kept, ListWords, RecordList
from ui.parts.short_table import Head

NEW_FORM = Form("action", Section("", Action.text, Action.owner_id, Action.agency, Action.due_on))
"""What is known of an action when it is agreed. It is open until it is changed."""

HEADS = (
    Head("No.", 1),
    Head("Action", 8),
    Head("Who", 5),
    Head("Due", 4),
    Head("Status", 3),
)


def action_cells(shift: Shift, action: Action, number: str) -> tuple[str, ...]:
    """Return an action as its row in a list."""
    owner = picking.name_of(shift, "professional", action.owner_id) if action.owner_id else ""
    status = shift.label("action_status", action.status)
    done = f", {day_words(action.done_on)}" if action.done_on else ""
    return (
        number,
        action.text,
        ", ".join(part for part in (owner, action.agency) if part),
        day_words(action.due_on) if action.due_on else "",
        status + done,
    )


def _number(action: Action, meetings: Mapping[UUID, str]) -> str:
    meeting = meetings.get(action.meeting_id) if action.meeting_id else None
    return f"{meeting}/{action.number}" if meeting else str(action.number)


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
        words: ListWords,
        owner_id: UUID,
        contact_id: UUID | None,
        meeting_id: UUID | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`owner_id` is the record whose page this stands on: its draft is found by it."""
        shift = desk.shift

        def add(given: dict[str, object]) -> Action:
            if contact_id is None:
                raise ValueError("Nothing can be added to a list of several contacts.")
            return actions.add(shift, contact_id, given, meeting_id)

        super().__init__(
            desk,
            words,
            HEADS,
            Kept(
                ACTION_FORM,
                add,
                lambda key, version, changes: actions.amend(shift, key, version, changes),
                add_form=NEW_FORM,
                custom=(Custom("text", WideLine),),
                again=True,
            ),
            owner_id,
            Adding(desk, self),
            parent,
        )

    def show_actions(
        self, found: Sequence[Action], meetings: Mapping[UUID, str] | None = None
    ) -> None:
        """Show these actions; `meetings` names those on which an action was agreed: M1."""
        self.show_rows(
            [
                (
                    each,
                    action_cells(
                        self._desk.shift,
                        each,
                        _number(each, meetings or {}),
                    ),
                )
                for each in found
            ]
        )
