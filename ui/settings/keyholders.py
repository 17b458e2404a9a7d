"""Who may open the vault: added by a code, removed with new keys, given a new code."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lado_desktop.casework.settings.new_keys import NewKeys, new_code, note_sheet_stored
from lado_desktop.casework.settings.officers import Keyholder, keyholders
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.time.typed_day import day_words
from ui.alerts import ask
from ui.desk import Desk
from ui.look.flow import Flow
from ui.look.labels import heading, label, small
from ui.page import act_button
from ui.parts.short_table import Head, ShortTable
from ui.settings.key_dialogs import AddOfficer, ChangePassphrase, RenewKeys
from ui.settings.shown_once import ShownOnce
from ui.window.menus import act


class Keyholders(QWidget):
    """The officers with a key, and what can be done about theirs and one's own."""

    settled = Signal(object)
    """The Shift to work on with: the vault has new keys."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._keyholders: list[Keyholder] = []
        self.table = ShortTable(
            "Officers who may open the vault",
            (Head("Officer", 3), Head("Role", 3), Head("Opens it by", 3)),
            marked=True,
        )
        self.change_it = act(self, "Change &your passphrase…", self._change)
        self.add_it = act(self, "Add an &officer…", self._add, sign="user-plus")
        self.code_it = act(self, "New &code for this officer…", self._ask_code)
        self.remove_it = act(self, "Re&move this officer…", self._remove)
        self.renew_it = act(self, "Renew the recovery &sheet…", self._renew)
        self.why = small("")
        self._lay_out()
        self.table.currentCellChanged.connect(lambda *_: self._allow())

    def acts(self) -> list[QAction]:
        """What can be done here."""
        return [self.change_it, self.add_it, self.code_it, self.remove_it, self.renew_it]

    def take_desk(self, desk: Desk) -> None:
        """Work on with another shift."""
        self._desk = desk
        self.look()

    def look(self) -> None:
        """Show who has a key now."""
        shift = self._desk.shift
        self._keyholders = keyholders(shift) if shift.store.custody.keys else []
        rows = []
        for one in self._keyholders:
            who = one.officer.name if one.officer else "Nobody any more"
            role = shift.label("officer_role", one.officer.role) if one.officer else ""
            until = f"Code, until {day_words(one.code_until)}" if one.code_until else "Passphrase"
            rows.append((who, role, until))
        self.table.show_rows(rows)
        why = shift.why_not(Permission.OFFICERS)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self._allow()

    def _allow(self) -> None:
        shift = self._desk.shift
        keys = shift.store.custody.keys
        has_keys = keys is not None
        may = has_keys and shift.may(Permission.OFFICERS)
        marked = self._marked
        other = marked is not None and keys is not None and marked.slot_id != keys.own_slot
        self.change_it.setEnabled(has_keys)
        for each in (self.add_it, self.renew_it):
            each.setEnabled(may)
        for each in (self.code_it, self.remove_it):
            each.setEnabled(may and other)

    @property
    def _marked(self) -> Keyholder | None:
        row = self.table.currentRow()
        return self._keyholders[row] if 0 <= row < len(self._keyholders) else None

    def _change(self) -> None:
        dialog = ChangePassphrase(self, self._desk)
        dialog.finished.connect(lambda _: self.look())
        dialog.open()
        dialog.present.setFocus()

    def _add(self) -> None:
        AddOfficer(self, self._desk, self._show_code).open()

    def _show_code(self, name: str, code: str) -> None:
        self.look()
        ShownOnce(self.window(), [(name, code)]).open()

    def _ask_code(self) -> None:
        marked = self._marked
        if marked is None or marked.officer is None:
            return
        ask(
            self,
            f"Give {marked.officer.name} a new code?",
            detail="Their passphrase, or an earlier code, opens the vault no more. With the code "
            "they choose a new passphrase.",
            verb="Make the code",
            then=lambda: self._give_code(marked),
        )

    def _give_code(self, marked: Keyholder) -> None:
        shift = self._desk.shift
        name = marked.officer.name if marked.officer else ""
        self._desk.worker.run(
            self,
            lambda: new_code(shift, marked),
            lambda code: self._show_code(name, code),
            self._say,
        )

    def _remove(self) -> None:
        if (marked := self._marked) is not None:
            RenewKeys(self, self._desk, self._renewed, marked).open()

    def _renew(self) -> None:
        RenewKeys(self, self._desk, self._renewed).open()

    def _renewed(self, keys: NewKeys) -> None:
        shift = self._desk.shift
        self.settled.emit(shift)
        shown = ShownOnce(self.window(), keys.codes, keys.sheet)
        shown.finished.connect(lambda: self._note_put_away(shift))
        shown.open()

    def _note_put_away(self, shift: Shift) -> None:
        # Where it cannot be noted, the next opening asks for the sheet once more.
        with suppress(CaseworkError):
            note_sheet_stored(shift)

    def _say(self, error: Exception) -> None:
        if isinstance(error, CaseworkError):
            self._desk.notices.warn(str(error))

    def _lay_out(self) -> None:
        acts = QWidget()
        flow = Flow(8, acts)
        for each in self.acts():
            flow.addWidget(act_button(each))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(heading("Who may open the vault"))
        column.addWidget(
            label(
                "Each officer has a passphrase of their own. Nobody can look one up; a forgotten "
                "one is replaced by a code from a colleague, or by the recovery sheet."
            )
        )
        for row in (self.table, acts, self.why):
            column.addWidget(row)
