"""The actions that a meeting agreed, and those from before that it has to deal with."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from lado_desktop.casework.meetings.meeting_file import MeetingFile
from lado_desktop.casework.search.picking import labels
from ui.desk import Desk
from ui.parts.action_list import ActionList
from ui.parts.list_part import ListPart
from ui.records.record_list import ShortListWords


class ActionsPart(ListPart):
    """One list of actions: those of the meeting, or with `earlier` those from before it."""

    list: ActionList

    def __init__(
        self,
        desk: Desk,
        file: MeetingFile,
        words: str,
        *,
        earlier: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, padded=False, parent=parent)
        self._earlier = earlier
        self.list = ActionList(
            desk,
            ShortListWords(
                words,
                "" if earlier else "Add an action",
                "Nothing is left to be done from before this meeting."
                if earlier
                else "No actions yet. Add who is to do what by which day.",
            ),
            file.meeting.id,
            _contacts(file),
            file.meeting.id,
            parent=self,
        )
        self.lay_list()

    def show_file(self, file: MeetingFile) -> None:
        """Show the actions of a meeting."""
        found = file.earlier_actions if self._earlier else file.actions
        meetings = {
            each.id: each.reference.rpartition("-")[2]
            for contact in file.contacts
            for each in contact.meetings
            if each.id != file.meeting.id
        }
        self.list.offer_contacts(_contacts(file))
        owners = labels(*(owner for _, owner in found))
        self.list.show_actions([action for action, _ in found], meetings, owners)
        self.list.set_read_only(file.fixed)
        if not self._earlier:
            self.list.reopen(file.drafted)


def _contacts(file: MeetingFile) -> dict[UUID, str]:
    """The contacts that a meeting is about, by reference and name."""
    return {each.contact.id: f"{each.contact.reference} {each.who}" for each in file.contacts}
