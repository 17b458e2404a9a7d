"""The page of an adult: names, what is known, every contact, the roles held."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from lado_desktop.casework.people import adults
from lado_desktop.casework.search import picking
from lado_desktop.domain.kinds.adult import ADULT_FORM, ROLE_HELD_FORM, RoleHeld
from lado_desktop.domain.permission import Permission
from ui.desk import Desk
from ui.parts.adding import Adding
from ui.parts.short_table import Head
from ui.records.record_list import RecordActs, RecordList, ShortListWords
from ui.records.standing_record import ContactTable, FormPart, Keeping
from ui.records.tabbed_page import Tab, TabbedPage
from ui.route import Place

KEEPING = Keeping(ADULT_FORM, adults.add, adults.amend)


class AdultPage(TabbedPage):
    """One adult. The contacts are first: they are what the page is opened for."""

    noun = "adult"
    needs = (Permission.LOG,)
    manual = "people"

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        if place.id is not None:
            self.contacts = ContactTable(
                desk, "No contact is about this person yet.", self, without="adult"
            )
        self.lay_out([], [Tab("Person", FormPart, self._made_form)])
        self.form = self.of(FormPart)
        if place.id is None:
            self.head.show_record("New person", None, [])
            self.say_title("New person")
        self.look()

    def look(self) -> None:
        """Read the adult again and show what is known."""
        if self.place.id is None:
            return
        file = adults.open_adult(self.desk.shift, self.place.id)
        born = f"Born {file.adult.born.words}" if file.adult.born else "Date of birth not recorded"
        former = f"formerly {file.adult.previous_names}" if file.adult.previous_names else ""
        self.head.show_record(file.adult.name, None, [born, former])
        self.say_title("Person")
        self.contacts.show_lines(file.contacts, file.restricted)
        self.form.show_record(file.adult)
        self.roles.show_rows([(role, self._role_cells(role)) for role in file.roles])
        self.roles.reopen(file.drafted)

    def keep(self) -> None:
        super().keep()
        if self.place.id is not None:
            self.roles.slot.keep()

    def save(self) -> bool:
        """Save the form, and the role that is being typed."""
        entry = self.roles.slot.entry if self.place.id is not None else None
        if entry is not None and entry.is_edited:
            return (not self.form.is_edited or self.form.save()) and entry.run()
        return super().save()

    def _made_form(self, ground: QWidget) -> FormPart:
        form = FormPart(self.desk, self.place.id, KEEPING, ground)
        form.added.connect(self._go_to_added)
        if self.place.id is not None:
            form.begin_at(self.contacts)
            self.roles = self._role_list(self.place.id)
            form.column.addWidget(self.roles)
        return form

    def _role_list(self, adult_id: UUID) -> RecordList:
        shift = self.desk.shift
        roles = RecordList(
            self.desk,
            ShortListWords(
                "Other roles with children",
                "Add a role",
                "None is recorded. Add every post with children beside the one a contact is about.",
            ),
            (
                Head("Organisation", 5),
                Head("Job role", 4),
                Head("Employed as", 3),
                Head("From and to", 4),
                Head("Note", 4),
            ),
            RecordActs(
                ROLE_HELD_FORM,
                lambda given: adults.add_role(shift, adult_id, given),
                lambda key, version, changes: adults.amend_role(shift, key, version, changes),
            ),
            adult_id,
            Adding(self.desk, self),
        )
        roles.acted.connect(self.tell)
        return roles

    def _role_cells(self, role: RoleHeld) -> tuple[str, ...]:
        shift = self.desk.shift
        place = role.organisation_id
        days = (role.started.words if role.started else "", role.ended.words if role.ended else "")
        return (
            picking.name_of(shift, "organisation", place) if place else "",
            shift.label("job_role", role.job_role),
            shift.label("employment_basis", role.employment_basis),
            " to ".join(days) if any(days) else "",
            role.note or "",
        )

    def _go_to_added(self, id: UUID) -> None:
        self.desk.changes.saved.emit("adult", id)
        self.going.emit(Place("adult", id))
