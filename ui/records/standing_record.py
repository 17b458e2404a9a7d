"""A record independent of a contact: an adult, a professional, an organisation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lado_desktop.casework.contacts.contact_lines import ContactLine
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.form import Form
from lado_desktop.domain.record import Record
from lado_desktop.domain.time.typed_day import short_day
from ui.desk import Desk
from ui.forms.form_view import FormView
from ui.forms.submit import submit
from ui.look.labels import text
from ui.parts.adding import Adding
from ui.parts.filled_table import FilledTable
from ui.parts.part import Group, Part
from ui.parts.short_table import Head, ShortTable

HEADS = {
    "reference": Head("Reference", 2),
    "received": Head("Received", 2),
    "adult": Head("Adult", 3),
    "setting": Head("Setting", 4),
    "category": Head("Category", 3),
    "result": Head("Decision or finding", 4),
}


@dataclass(frozen=True)
class Keeping:
    """How records of one noun are kept."""

    form: Form
    add: Callable[[Shift, Mapping[str, Any]], Record]
    amend: Callable[[Shift, UUID, int, Mapping[str, Any]], Record]


class FormPart(Part):
    """The record's one form. `added` gives the key of a new one."""

    added = Signal(object)

    def __init__(
        self,
        desk: Desk,
        record_id: UUID | None,
        keeping: Keeping,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent=parent)
        self._keeping = keeping
        self._id = record_id
        self._contacts: ContactTable | None = None
        self.form = FormView(
            desk, keeping.form, target_id=record_id, add_record=Adding(desk, self), parent=self
        )
        self.column.addWidget(self.form)

    def show_record(self, record: Record) -> None:
        """Show the record; what is being typed is left alone."""
        self.form.show_values(record)

    def begin_at(self, contacts: ContactTable) -> None:
        """Put the contacts above the form: the page is opened for them, so they get the focus."""
        self._contacts = contacts
        self.column.insertWidget(0, contacts)

    def begin(self) -> None:
        if self._contacts is not None and self._contacts.lines and not self.is_edited:
            self._contacts.table.setFocus()
        else:
            self.form.begin()

    def keep(self) -> None:
        self.form.keep_now()

    @property
    def is_edited(self) -> bool:
        return self.form.is_edited

    def save(self) -> bool:
        """Add the record, or change it."""
        if self._id is not None:
            return self.saving(self.form, self._keeping.amend)
        return submit(self._add, self.form.problems)

    def _add(self) -> None:
        made = self._keeping.add(self.desk.shift, self.form.values())
        self.form.saved()
        self.desk.notices.say("Saved.")
        self.added.emit(made.id)


class ContactTable(Group):
    """The contacts that have to do with a record. Enter opens one."""

    def __init__(
        self, desk: Desk, empty: str, parent: QWidget | None = None, *, without: str = ""
    ) -> None:
        """`without` is the column that would say on every row whose page this is."""
        words = desk.shift.worded("Contacts")
        super().__init__(words, parent)
        self._empty = desk.shift.worded(empty)
        self.lines: Sequence[ContactLine] = []
        self._columns = [name for name in HEADS if name != without]
        self.rows = FilledTable(words, [HEADS[name] for name in self._columns], self)
        self.rows.opened.connect(lambda row: desk.open_record("contact", self.lines[row].id))
        self.column.addWidget(self.rows)
        self._besides = text("", self)
        self._besides.hide()
        self.column.addWidget(self._besides)

    @property
    def table(self) -> ShortTable:
        """The rows as a table."""
        return self.rows.table

    def show_lines(self, lines: Sequence[ContactLine], besides: str = "") -> None:
        """Show these contacts, and say under them what is not listed."""
        self._besides.setText(besides)
        self._besides.setVisible(bool(besides))
        self.lines = lines
        self.rows.show_rows([self._cells(line) for line in lines])
        self.say_empty("" if lines else self._empty)

    def _cells(self, line: ContactLine) -> list[str]:
        cells = {
            "reference": line.reference,
            "received": short_day(line.received_on),
            "adult": line.who,
            "setting": line.setting,
            "category": line.category,
            "result": line.result,
        }
        return [cells[name] for name in self._columns]
