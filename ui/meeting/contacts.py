"""The contacts that a meeting is about: picked by typing, shown in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lado_desktop.casework.contacts.contact_file import CaseFile, open_contact
from lado_desktop.domain.fields.field import Field, FieldKind
from lado_desktop.domain.problem import Problem
from ui.desk import Desk
from ui.editors.link_editor import LinkEditor
from ui.forms.field_row import FieldRow
from ui.look.buttons import button
from ui.parts.filled_table import FilledTable
from ui.parts.part import Group
from ui.parts.short_table import Head, ShortTable


@dataclass(frozen=True)
class About:
    """One contact in a line."""

    id: UUID
    cells: tuple[str, ...]


def about(desk: Desk, file: CaseFile) -> About:
    """Return a contact as a meeting's page shows it."""
    outcome = file.decision.outcome if file.decision else None
    return About(
        file.contact.id,
        (
            file.contact.reference,
            file.who,
            file.setting.name if file.setting else "",
            desk.shift.label("contact_outcome", outcome) or file.state_words,
        ),
    )


class MeetingContacts(Group):
    """One contact at least. `chosen` gives the keys that are wanted now."""

    chosen = Signal(list)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("What it is about", parent)
        self._desk = desk
        self._lines: list[About] = []
        worded = desk.shift.worded
        self.take_off = button(worded("Take off the contact"), self._take_off, parent=self)
        self.add_act(self.take_off)
        self.rows = FilledTable(
            worded("Contacts"),
            (Head("Reference", 2), Head("Adult", 4), Head("Setting", 4), Head("Decision", 4)),
            self,
            marked=True,
        )
        self.rows.opened.connect(lambda row: desk.open_record("contact", self._lines[row].id))
        self.column.addWidget(self.rows)
        field = Field(
            FieldKind.LINK,
            worded("Add a contact"),
            links_to="contact",
            help="Type a reference or a name. A meeting may be about several, and counts once.",
        )
        self.row = FieldRow(
            field, lambda row: LinkEditor(field, desk, None, row, opens=False), self
        )
        self.picker = cast(LinkEditor, self.row.editor)
        self.picker.edited.connect(self._picked)
        self.row.setMaximumWidth(self.fontMetrics().averageCharWidth() * 70)
        self.column.addWidget(self.row)
        self.show_contacts([])

    @property
    def table(self) -> ShortTable:
        """The rows as a table."""
        return self.rows.table

    @property
    def ids(self) -> list[UUID]:
        """The keys of the contacts shown."""
        return [each.id for each in self._lines]

    def show_contacts(self, lines: Sequence[About], *, fixed: bool = False) -> None:
        """Show these contacts."""
        self._lines = list(lines)
        self.rows.show_rows([each.cells for each in lines])
        pick = self._desk.shift.worded("Pick the contact that this meeting is about.")
        self.say_empty("" if lines else pick)
        self.take_off.setVisible(len(lines) > 1 and not fixed)
        self.row.setVisible(not fixed)

    def show_problem(self, problem: Problem) -> None:
        """Say what is wrong with the contacts picked."""
        self.row.show_problem(problem.sentence)

    def _picked(self) -> None:
        try:
            id = self.picker.value()
        except ValueError:
            return
        if id is None:
            return
        self.picker.show_value(None)
        self.row.show_problem("")
        if id not in self.ids:
            line = about(self._desk, open_contact(self._desk.shift, id))
            self.show_contacts([*self._lines, line])
            self.chosen.emit(self.ids)

    def _take_off(self) -> None:
        gone = self.rows.row
        self.show_contacts([each for at, each in enumerate(self._lines) if at != gone])
        self.chosen.emit(self.ids)
