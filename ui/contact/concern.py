"""The first part of a contact: who rang about whom, the summary, who is involved."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.contacts.contact_file import ContactFile
from lado_desktop.casework.people import children
from lado_desktop.casework.saving import values_of
from lado_desktop.casework.search.picking import labels
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.kinds.child import CHILD_FORM, Child, ChildInvolved
from lado_desktop.domain.kinds.contact import CONTACT_FORM, Contact
from ui.contact.known_before import KnownBefore, linked_with
from ui.contact.sector_offer import SectorOffer
from ui.desk import Desk
from ui.forms.form_view import FormView
from ui.parts.adding import Adding
from ui.parts.entry import Entry, EntryAsk
from ui.parts.entry_slot import EntrySlot
from ui.parts.part import Part
from ui.parts.short_table import Head
from ui.records.record_list import RecordActs, RecordList, ShortListWords

ANOTHER_FORM = Form(
    "another_adult",
    Section(
        "Another adult in the same call",
        Contact.adult_id,
        Contact.described_as,
        Contact.job_role,
        Contact.employment_basis,
    ),
)
"""What differs between two adults of one call; the rest is carried over."""

FOLLOWING_FORM = Form(
    "referral_that_follows",
    Section(
        "A referral that follows this contact",
        Contact.received_on,
        Contact.received_time,
        Contact.method,
        Contact.source,
        Contact.caller_id,
        Contact.employer_aware_on,
    ),
)
"""What is new when an enquiry comes back; what it is about is carried over."""

INVOLVED_FORM = Form(
    "child_involved", *CHILD_FORM.sections, Section("In this contact", ChildInvolved.part)
)


class ConcernPart(Part):
    """The form of a contact, what is known before, and the children.

    `another` gives the key of a contact that was logged about another adult of the same call.
    """

    another = Signal(object)

    def __init__(self, desk: Desk, contact_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent=parent)
        self._id = contact_id
        self._children: dict[UUID, Child] = {}
        adding = Adding(desk, self)
        self._adding = adding
        self.known = KnownBefore(desk, self)
        self.column.addWidget(self.known)
        self.slot = EntrySlot(self)
        self.slot.done.connect(self.acted)
        self.column.addWidget(self.slot)
        self.form = FormView(
            desk, CONTACT_FORM, target_id=contact_id, add_record=adding, parent=self
        )
        SectorOffer(desk, self.form)
        self.column.addWidget(self.form)
        self.children_involved = self._child_list(contact_id)
        self.column.addWidget(self.children_involved)

    def show_file(self, file: ContactFile) -> None:
        """Show the present contact without touching what is being typed."""
        self.form.show_values(file.contact, names=labels(file.adult, file.setting, file.caller))
        fixed = file.contact.in_error_on is not None
        if fixed:
            self.form.set_read_only(True)
        self.known.show_lines(linked_with(file), file.restricted_besides)
        self._children = {involved.id: child for involved, child in file.children}
        self.children_involved.show_rows(
            [
                (
                    involved,
                    (
                        child.name,
                        child.born.words if child.born else "",
                        involved.part or "",
                        child.social_worker or "",
                    ),
                )
                for involved, child in file.children
            ]
        )
        self.children_involved.set_read_only(fixed)
        self.children_involved.reopen(file.drafted)

    def begin(self) -> None:
        self.form.begin()

    def keep(self) -> None:
        self.form.keep_now()
        self.slot.keep()
        self.children_involved.slot.keep()

    @property
    def is_edited(self) -> bool:
        return self.form.is_edited or any(slot.is_edited for slot in self._slots())

    def save(self) -> bool:
        """Change the contact, and finish the forms that are open beside it."""
        if self.form.is_edited and not self.saving(self.form, contacts.amend):
            return False
        return all(slot.entry.run() for slot in self._slots() if slot.is_edited and slot.entry)

    def begin_another(self) -> None:
        """Ask who else the same call was about."""
        self._open(
            Entry(
                self.desk,
                EntryAsk(
                    ANOTHER_FORM,
                    self._id,
                    verb=self.desk.shift.worded("Log another contact"),
                    act=self._log_another,
                    add_record=self._adding,
                ),
            )
        )

    def begin_following(self) -> None:
        """Ask how the referral that follows came in."""
        self._open(
            Entry(
                self.desk,
                EntryAsk(
                    FOLLOWING_FORM,
                    self._id,
                    verb="Log the referral",
                    act=self._log_following,
                    start={"received_on": self.desk.shift.today},
                    add_record=self._adding,
                ),
            )
        )

    def _slots(self) -> list[EntrySlot]:
        return [self.slot, self.children_involved.slot]

    def _child_list(self, contact_id: UUID) -> RecordList:
        shift = self.desk.shift
        found = RecordList(
            self.desk,
            ShortListWords(
                "Children involved",
                "Add a child",
                "No child is recorded yet. Add each child by name or initials.",
            ),
            (
                Head("Name", 3),
                Head("Date of birth", 3),
                Head("Part in it", 4),
                Head("Social worker", 3),
            ),
            RecordActs(
                INVOLVED_FORM,
                lambda given: children.involve(shift, contact_id, given),
                lambda key, version, changes: children.amend_involved(shift, key, version, changes),
                lambda involved: {
                    **values_of(self._children[involved.id]),
                    "part": values_of(involved)["part"],
                },
            ),
            contact_id,
            parent=self,
        )
        found.acted.connect(self.acted)
        return found

    def _open(self, entry: Entry) -> None:
        self.slot.open(entry)

    def _log_another(self, given: dict[str, Any]) -> None:
        """Log it and go there: the call goes on about the other adult."""
        made = contacts.log_another_adult(self.desk.shift, self._id, _said(given))
        self.another.emit(made.id)
        self.desk.notices.say(f"Logged as {made.reference}, linked with the first contact.")

    def _log_following(self, given: dict[str, Any]) -> None:
        made = contacts.follow_up(self.desk.shift, self._id, _said(given))
        self.desk.notices.offer(
            f"Logged as {made.reference}, linked with this contact.",
            "Open it",
            lambda: self.desk.open_record("contact", made.id),
        )


def _said(given: dict[str, Any]) -> dict[str, Any]:
    """Only what was filled in: the rest is carried over."""
    return {name: value for name, value in given.items() if value not in (None, "", [])}
