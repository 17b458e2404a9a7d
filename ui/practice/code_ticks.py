"""Which codes a row counts: one field at a time, each code ticked or not, and where it is now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from lado_desktop.domain.practice.practice import Practice
from lado_desktop.figures.layout.edited_table import (
    codes_in,
    field_of_rows,
    fields_asked_of,
    holders,
    with_codes,
)
from lado_desktop.figures.problem import LayoutRefused
from lado_desktop.figures.units.countable import Asked
from ui.practice.choices import Choices
from ui.settings.settled import Settled

_CODE = Qt.ItemDataRole.UserRole
_LINES = 7


class CodeTicks(QWidget):
    """Ticks a row's codes. A code that another row has is taken from it."""

    changed = Signal(object)
    """The table as it is then."""

    def __init__(self) -> None:
        super().__init__()
        self._practice: Practice | None = None
        self._said: Mapping[str, Any] = {}
        self._label = ""
        self.field = Choices()
        self.codes = QListWidget()
        self._codes = Settled("Co&des", self.codes, "Tick what the row counts.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(Settled("&By", self.field))
        column.addWidget(self._codes)
        self.field.activated.connect(lambda _: self._show_codes())
        self.codes.itemChanged.connect(self._ticked)

    @property
    def problem(self) -> str:
        """The message why the last tick was refused."""
        return self._codes.problem

    def show_row(self, practice: Practice, said: Mapping[str, Any], label: str) -> None:
        """Show the codes of a row."""
        other = label != self._label
        self._practice, self._said, self._label = practice, said, label
        asked = fields_asked_of(str(said.get("counts")))
        row = self._row
        own = next((field.name for field in asked if field.name in row), "")
        chosen = own or field_of_rows(said)
        if not other and any(field.name == self.field.currentData() for field in asked):
            chosen = self.field.currentData()
        options: list[tuple[str, object]] = [(each.words, each.name) for each in asked]
        self.field.offer(options, chosen)
        self._show_codes()

    @property
    def _row(self) -> Mapping[str, Any]:
        return next((row for row in self._said.get("rows", ()) if row["label"] == self._label), {})

    @property
    def _field(self) -> Asked | None:
        asked = fields_asked_of(str(self._said.get("counts")))
        return next((each for each in asked if each.name == self.field.currentData()), None)

    def _show_codes(self) -> None:
        field, practice = self._field, self._practice
        self._codes.say_problem("")
        self.codes.setMinimumHeight(round(_LINES * 1.8 * self.fontMetrics().height()))
        known = {} if field is None or practice is None else practice.codes(str(field.code_list))
        with QSignalBlocker(self.codes):
            # What was ticked a moment ago stays where it is, with the cursor on it.
            if [item.data(_CODE) for item in self._items()] != list(known):
                self.codes.clear()
                for code in known:
                    item = QListWidgetItem()
                    item.setData(_CODE, code)
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    self.codes.addItem(item)
                self.codes.setCurrentRow(0)
            if field is None or practice is None:
                return
            own = codes_in(practice, field, self._row)
            held = holders(practice, field, self._said)
            for item in self._items():
                code = item.data(_CODE)
                where = held.get(code, "")
                elsewhere = f" (in “{where}”)" if where and where != self._label else ""
                item.setText(f"{known[code]}{elsewhere}")
                ticked = Qt.CheckState.Checked if code in own else Qt.CheckState.Unchecked
                item.setCheckState(ticked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.codes.item(at) for at in range(self.codes.count())]

    def _ticked(self) -> None:
        field, practice = self._field, self._practice
        if field is None or practice is None:
            return
        ticked = Qt.CheckState.Checked
        chosen = [item.data(_CODE) for item in self._items() if item.checkState() == ticked]
        try:
            said = with_codes(practice, self._said, self._label, field, chosen)
        except LayoutRefused as error:
            self._show_codes()
            self._codes.say_problem(str(error))
            return
        self.changed.emit(said)
