"""A group that lists what belongs to a record, adds to it and changes it, all in the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lado_desktop.casework.saving import values_of
from lado_desktop.casework.today.drafts import Drafted
from lado_desktop.domain.acts import permission_to_change
from lado_desktop.domain.fields.form import Form
from lado_desktop.domain.record import Record
from ui.desk import Desk
from ui.editors.custom import Custom
from ui.editors.link_editor import AddRecord
from ui.look.buttons import button
from ui.look.status import Status
from ui.parts.entry import Entry, EntryAsk
from ui.parts.entry_slot import EntrySlot
from ui.parts.filled_table import FilledTable
from ui.parts.part import Group
from ui.parts.short_table import Head, ShortTable


@dataclass(frozen=True)
class ShortListWords:
    """The words of one such list."""

    title: str
    add: str
    """The verb on its button, such as "Add an action"; none where nothing is added here."""
    empty: str
    """What there is not, and what to do about it."""


@dataclass(frozen=True)
class RecordActs:
    """What is done with the records of one list."""

    form: Form
    add: Callable[[dict[str, Any]], object]
    amend: Callable[[UUID, int, dict[str, Any]], object]
    values: Callable[[Record], Mapping[str, Any]] = values_of
    """The values in the form of a row that was opened."""
    remove: Callable[[UUID], object] | None = None
    add_form: Form | None = None
    """The form of a new one, where it is shorter."""
    custom: Sequence[Custom] = ()
    """Extra editors in the form of a new one."""
    start: Mapping[str, Any] = field(default_factory=dict)
    """The values in the form of a new one, as if typed."""
    again: bool = False
    """Several are added one after another, each by Enter."""
    more: Callable[[Record], Sequence[tuple[str, Callable[[], object]]]] = lambda _: ()
    """Lesser acts on a row that was opened: their words, and what they do."""
    said: Callable[[Record], str] = lambda _: ""
    """A warning above the form of a row that was opened."""


class RecordList(Group):
    """Rows of one noun. Enter on a row opens it; nothing of it is lost by leaving the page."""

    acted = Signal()

    def __init__(
        self,
        desk: Desk,
        words: ShortListWords,
        heads: Sequence[Head],
        kept: RecordActs,
        owner_id: UUID,
        add_record: AddRecord | None = None,
        parent: QWidget | None = None,
        *,
        later: bool = False,
    ) -> None:
        """`later` is for a list that is out of sight when its page opens."""
        super().__init__(words.title, parent)
        self._desk, self._words, self._kept = desk, words, kept
        self._owner_id, self._add_record = owner_id, add_record
        self._records: list[Record] = []
        self._fixed = False
        self.add = button(words.add, self.begin_adding, sign="plus", parent=self)
        self.add.forbid(desk.shift.why_not(permission_to_change(kept.form.name)))
        self.add_act(self.add)
        self.rows = FilledTable(words.title, heads, self, later=later)
        self.rows.opened.connect(lambda row: self.begin_changing(self._records[row]))
        self.column.addWidget(self.rows)
        self.slot = EntrySlot(self)
        self.slot.done.connect(self.acted)
        self.slot.changed.connect(self._look)
        self.column.addWidget(self.slot)
        self._look()

    @property
    def table(self) -> ShortTable:
        """The rows as a table."""
        return self.rows.table

    def show_rows(self, rows: Sequence[tuple[Record, Sequence[str | Status]]]) -> None:
        """Show these records, each by its cells."""
        self._records = [record for record, _ in rows]
        self.rows.show_rows([cells for _, cells in rows])
        self._look()

    def set_read_only(self, fixed: bool) -> None:
        """Let nothing be added or changed."""
        self._fixed = fixed
        if fixed:
            self.slot.shut()
        self._look()

    def begin_adding(self, *, begin: bool = True) -> None:
        """Open an empty form, or what was typed of it before."""
        kept = self._kept
        entry = Entry(
            self._desk,
            EntryAsk(
                self._adding_form,
                self._owner_id,
                verb=self._words.add,
                act=kept.add,
                start=self._adding_start,
                add_record=self._add_record,
                custom=kept.custom,
                again=kept.again,
            ),
        )
        self.slot.open(entry, self.add, begin=begin)

    def begin_changing(self, record: Record, *, begin: bool = True) -> None:
        """Open a record of the list."""
        if self._fixed:
            return
        remove = self._kept.remove
        entry = Entry(
            self._desk,
            EntryAsk(
                self._changing_form,
                record.id,
                verb="Save",
                act=lambda changes: self._kept.amend(record.id, record.version, changes),
                values=self._kept.values(record),
                only_changes=True,
                add_record=self._add_record,
                remove=(lambda: remove(record.id)) if remove is not None else None,
                more=self._kept.more(record),
                said=self._kept.said(record),
            ),
        )
        self.slot.open(entry, self.table, begin=begin)

    def reopen(self, kept: Drafted) -> None:
        """Open the form again in which something was typed before the page was left."""
        if self.slot.entry is not None or self._fixed:
            return
        if (self._adding_form.name, self._owner_id) in kept:
            self.begin_adding(begin=False)
            return
        for record in self._records:
            if (self._changing_form.name, record.id) in kept:
                self.begin_changing(record, begin=False)
                return

    @property
    def _changing_form(self) -> Form:
        # A separate name: the draft of a new one is found by its owner, this by its record.
        form = self._kept.form
        return Form(f"change_{form.name}", *form.sections)

    @property
    def _adding_form(self) -> Form:
        return self._kept.add_form or self._kept.form

    @property
    def _adding_start(self) -> Mapping[str, Any]:
        return self._kept.start

    def _look(self) -> None:
        self.say_empty("" if self._records or self.slot.entry else self._words.empty)
        self.add.setVisible(not self._fixed and bool(self._words.add))
        self.add.setEnabled(self.slot.entry is None)
