"""The actions of a contact or a meeting: listed, added and changed in the page."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from lado_desktop.casework import actions, picking
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.action import ACTION_FORM, Action
from lado_desktop.domain.typed_day import day_words
from ui.desk import Desk
from ui.parts.adding import Adding
from ui.parts.record_list import Kept, ListWords, RecordList
from ui.parts.short_table import Head

HEADS = (
    Head("No.", 1),
    Head("Action", 9),
    Head("Who", 5),
    Head("Due", 3),
    Head("Status", 3),
)


def action_cells(shift: Shift, action: Action) -> tuple[str, ...]:
    """Return an action as its row in a list."""
    owner = picking.name_of(shift, "professional", action.owner_id) if action.owner_id else ""
    status = shift.label("action_status", action.status)
    done = f", {day_words(action.done_on)}" if action.done_on else ""
    return (
        str(action.number),
        action.text,
        ", ".join(part for part in (owner, action.agency) if part),
        day_words(action.due_on) if action.due_on else "",
        status + done,
    )


class ActionList(RecordList):
    """Actions of one contact; with a meeting, those that the meeting agreed."""

    def __init__(
        self,
        desk: Desk,
        words: ListWords,
        owner_id: UUID,
        contact_id: UUID | None,
        meeting_id: UUID | None = None,
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
            ),
            owner_id,
            Adding(desk, self),
            start={"status": "open"},
        )

    def show_actions(self, found: Sequence[Action]) -> None:
        """Show these actions."""
        self.show_rows([(each, action_cells(self._desk.shift, each)) for each in found])
