"""The end of a contact: what is loose, concluding, closing, reopening."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lado_desktop.casework.contacts import closing
from lado_desktop.casework.contacts.contact_file import ContactFile
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.practice.codes import meets_threshold
from lado_desktop.domain.time.typed_day import echo_day
from ui.alerts import ask_reason
from ui.contact.state import CLOSABLE
from ui.desk import Desk
from ui.look.buttons import button
from ui.look.labels import text
from ui.parts.entry import Entry, EntryAsk
from ui.parts.entry_slot import EntrySlot
from ui.parts.facts import Facts
from ui.parts.part import Group, Part

CONCLUDING_FORM = Form("concluding", Section("Conclude below the threshold", Contact.concluded_on))
CLOSING_FORM = Form("closing", Section("Close", Contact.closed_on, Contact.closing_note))


class ClosingPart(Part):
    """Says what is loose, and closes with a reason or reopens with one."""

    def __init__(self, desk: Desk, contact_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent=parent)
        self._id = contact_id
        self._file: ContactFile | None = None
        self.stands = Group("Where it stands")
        self.conclude = button("Conclude", self.begin_concluding)
        self.close_it = button("Close", self.begin_closing)
        self.reopen = button("Reopen", self.ask_reopening)
        for each in (self.conclude, self.close_it, self.reopen):
            each.forbid(desk.shift.why_not(Permission.CLOSE))
        for each in (self.conclude, self.close_it, self.reopen):
            self.stands.add_act(each)
        self.slot = EntrySlot()
        self.slot.done.connect(self.acted)
        self.slot.changed.connect(self._look)
        self.loose = Group("Loose ends")
        self.ends = text("")
        self.loose.column.addWidget(self.ends)
        self.facts = Facts()
        self.stands.column.addWidget(self.facts)
        for part in (self.loose, self.stands, self.slot):
            self.column.addWidget(part)

    def show_file(self, file: ContactFile) -> None:
        """Show how far a contact is."""
        self._file = file
        contact = file.contact
        days = (contact.concluded_on, contact.closed_on, contact.in_error_on)
        concluded, closed, in_error = (echo_day(day) if day else "" for day in days)
        self.facts.show_facts(
            [
                ("State", file.state_words),
                ("Received", echo_day(contact.received_on)),
                ("Concluded", concluded),
                ("Closed", closed),
                ("Closing note", contact.closing_note or ""),
                ("In error", in_error),
                ("Why", contact.in_error_reason or ""),
            ]
        )
        self.ends.setText("\n".join(f"•  {end}" for end in file.loose_ends))
        self.ends.setVisible(bool(file.loose_ends))
        self.loose.say_empty("" if file.loose_ends else "Nothing is loose.")
        self._look()
        if self._may_close and (CLOSING_FORM.name, self._id) in file.drafted:
            self.begin_closing(begin=False)

    def begin(self) -> None:
        for each in (self.close_it, self.reopen):
            if each.isVisible():
                each.setFocus()

    def keep(self) -> None:
        self.slot.keep()

    @property
    def is_edited(self) -> bool:
        return self.slot.is_edited

    def save(self) -> bool:
        return self.slot.entry is None or self.slot.entry.run()

    @property
    def _may_close(self) -> bool:
        file = self._file
        return file is not None and file.state in CLOSABLE

    def begin_closing(self, *, begin: bool = True) -> None:
        """Open the form of closing; a note is needed where something is loose."""
        asked = EntryAsk(
            CLOSING_FORM,
            self._id,
            verb="Close",
            act=self._close,
            start={"closed_on": self.desk.shift.today},
        )
        self.slot.ask(self.desk, asked, self.close_it, begin=begin)

    def begin_concluding(self) -> None:
        """Open the form that concludes a contact below the threshold."""
        entry = Entry(
            self.desk,
            EntryAsk(
                CONCLUDING_FORM,
                self._id,
                verb="Conclude",
                act=self._conclude,
                start={"concluded_on": self.desk.shift.today},
            ),
        )
        self.slot.open(entry, self.conclude)

    def ask_reopening(self) -> None:
        """Ask why it is reopened, and reopen it."""
        ask_reason(
            self,
            self.desk.shift.worded("Reopen this contact?"),
            words="Why it is reopened",
            verb="Reopen",
            then=self._reopen,
        )

    def _close(self, given: dict[str, Any]) -> None:
        day = given["closed_on"] or self.desk.shift.today
        closing.close(self.desk.shift, self._id, day, given["closing_note"])
        self.desk.notices.say("Closed.")

    def _conclude(self, given: dict[str, Any]) -> None:
        day = given["concluded_on"] or self.desk.shift.today
        closing.conclude_below(self.desk.shift, self._id, day)
        self.desk.notices.say("Concluded.")

    def _reopen(self, reason: str) -> None:
        closing.reopen(self.desk.shift, self._id, reason)
        self.desk.notices.say("Reopened.")
        self.acted.emit()

    def _look(self) -> None:
        file = self._file
        if file is None:
            return
        idle = self.slot.entry is None
        outcome = file.decision.outcome if file.decision else None
        self.close_it.setVisible(idle and self._may_close)
        below = file.state in ("answered", "below") and not meets_threshold(outcome)
        self.conclude.setVisible(idle and below and file.contact.concluded_on is None)
        self.reopen.setVisible(idle and file.state == "closed")
        self.loose.setVisible(file.state in ("undecided", *CLOSABLE))
