"""The page of an entry of any register: its form, and recording it in error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lado_desktop.casework.contacts.state import STATES
from lado_desktop.casework.registers.by_kind import add, amend
from lado_desktop.casework.registers.entries import get, record_in_error
from lado_desktop.casework.registers.information_requests import by_law
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.information_request import InformationRequest
from lado_desktop.domain.register import RegisterEntry
from lado_desktop.domain.registers import BY_KIND
from lado_desktop.domain.time.typed_day import echo_day
from ui.alerts import ask_reason
from ui.desk import Desk
from ui.look.status import status
from ui.records.standing_record import FormPart, Keeping
from ui.records.tabbed_page import Tab, TabbedPage
from ui.route import Place
from ui.window.menus import act


class RegisterEntryPage(TabbedPage):
    """One entry. The noun of its place says of which register."""

    manual = "registers"

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        self.noun = place.noun
        self.register = BY_KIND[place.noun]
        self.error_act = act(self, "Record in &error…", self._ask_error)
        more = [] if place.id is None else [self.error_act]
        self.lay_out(more, [Tab(self.register.title, FormPart, self._made_form)])
        self.form = self.of(FormPart)
        if place.id is None:
            self.save_act.setText(f"&Add {self.register.one}")
            self.head.show_record(f"New {self.register.one}", None, [])
            self.head.save.hide()
            self.head.offer(self.save_act)
            self.say_title(f"New {self.register.one}")
        self.look()

    def look(self) -> None:
        """Read the entry again and show it."""
        if self.place.id is None:
            return
        entry = get(self.desk.shift, self.register.record, self.place.id)
        in_error = entry.in_error_on is not None
        said = [echo_day(getattr(entry, entry.day_field))]
        if entry.in_error_on is not None:
            said = [f"On {echo_day(entry.in_error_on)}: {entry.in_error_reason}"]
        self.head.show_record(
            f"{self.register.one.capitalize()} {entry.reference}",
            status("in_error", STATES["in_error"]) if in_error else None,
            said,
        )
        self.say_title(entry.reference)
        self.form.show_record(entry)
        self.form.form.set_read_only(in_error)
        if isinstance(entry, InformationRequest):
            self.form.form.row("due_on").show_beside(by_law(self.desk.shift, entry))
        for each in (self.save_act, self.error_act):
            each.setEnabled(not in_error)

    def _made_form(self, ground: QWidget) -> FormPart:
        record = self.register.record

        def adding(shift: Shift, given: Mapping[str, Any]) -> RegisterEntry:
            return add(shift, record, given)

        def amending(
            shift: Shift, id: UUID, version: int, changes: Mapping[str, Any]
        ) -> RegisterEntry:
            return amend(shift, record, id, version, changes)

        keeping = Keeping(self.register.form, adding, amending)
        form = FormPart(self.desk, self.place.id, keeping, ground)
        form.added.connect(self._go_to_added)
        return form

    def _go_to_added(self, id: UUID) -> None:
        self.desk.changes.saved.emit(self.noun, id)
        self.going.emit(Place(self.noun, id))

    def _ask_error(self) -> None:
        ask_reason(
            self,
            f"Record this {self.register.one} in error?",
            words="Why it was recorded in error",
            verb="Record in error",
            detail="It keeps its reference and leaves every count. It can no longer be changed.",
            then=self._record_error,
        )

    def _record_error(self, reason: str) -> None:
        record_in_error(self.desk.shift, self.register.record, self.id, reason)
        self.desk.notices.say("Recorded in error.")
        self.tell()
