"""The rows of a printed table: in order, called, within one another, and what each counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QVBoxLayout, QWidget

from lado_desktop.domain.practice.practice import Practice
from lado_desktop.domain.practice.practice_file import (
    NotAPractice,
    condition_read,
    condition_written,
)
from lado_desktop.figures.layout.edited_table import condition_of, row_renamed
from ui.look.flow import Flow
from ui.look.labels import heading, small
from ui.page import act_button
from ui.practice.choices import Choices
from ui.practice.code_ticks import CodeTicks
from ui.settings.settled import Settled
from ui.window.menus import act

_LINES = 7
_OF_CONDITION = ("threshold", "concluded")
_YES_NO: list[tuple[str, object]] = [("Not asked", None), ("Yes", True), ("No", False)]


class TableRows(QWidget):
    """The rows and, under them, the row that is marked. Each change gives the whole table."""

    changed = Signal(object)
    renamed = Signal(str, str)
    """A row is called otherwise: its label before, and now. Follows `changed`."""

    def __init__(self) -> None:
        super().__init__()
        self._practice: Practice | None = None
        self._said: Mapping[str, Any] = {}
        self.rows = QListWidget()
        self._rows = Settled("Rows of the ta&ble", self.rows)
        self.add_row = act(self, "Add a ro&w", self._add)
        self.remove_row = act(self, "Remove the r&ow", self._remove)
        self.row_up = act(self, "&Move row up", lambda: self._move(-1), "Alt+Up")
        self.row_down = act(self, "Move row dow&n", lambda: self._move(1), "Alt+Down")
        for each in (self.row_up, self.row_down):
            each.setProperty("steps", True)
        self.label = QLineEdit()
        self._label = Settled("Calle&d", self.label)
        self.within = Choices()
        self.ticks = CodeTicks()
        self.flags = {name: Choices() for name in _OF_CONDITION}
        self.condition = QLineEdit()
        self._condition = Settled(
            "All that it as&ks for",
            self.condition,
            'As it stands in a practice\'s file: sector = ["edu*"], after = "1 month".',
        )
        self.borrowed = small("")
        self._acts = QWidget()
        self._row = QWidget()
        self._lay_out()
        self.rows.currentRowChanged.connect(lambda _: self._show_row())
        self.label.editingFinished.connect(self._call)
        self.within.activated.connect(self._put_within)
        self.ticks.changed.connect(self.changed)
        self.condition.editingFinished.connect(self._put_condition)
        for name, box in self.flags.items():
            box.activated.connect(lambda _, name=name: self._put_flag(name))

    @property
    def problem(self) -> str:
        """The message beside the last entry."""
        return self._label.problem or self._condition.problem or self.ticks.problem

    @property
    def row(self) -> Mapping[str, Any]:
        """The row that is marked; nothing where there is none."""
        rows, at = self._own, self.rows.currentRow()
        return rows[at] if 0 <= at < len(rows) else {}

    @property
    def _own(self) -> Sequence[Mapping[str, Any]]:
        rows: Sequence[Mapping[str, Any]] = self._said.get("rows", ())
        return rows

    def show_table(self, practice: Practice, said: Mapping[str, Any]) -> None:
        """Show the rows of a table, staying on the one that was marked."""
        other = said["id"] != self._said.get("id")
        self._practice, self._said = practice, said
        at = 0 if other else max(0, min(self.rows.currentRow(), len(self._own) - 1))
        with QSignalBlocker(self.rows):
            self.rows.clear()
            for row in self._own:
                self.rows.addItem(f"{'      ' * self._depth(row)}{row['label']}")
            self.rows.setCurrentRow(at)
        base = said.get("rows_as")
        title = next((each["title"] for each in practice.tables if each["id"] == base), base)
        self.borrowed.setText(f"Its rows are those of “{title}”. Change them there.")
        self.borrowed.setVisible("rows" not in said)
        for each in (self._rows, self._acts, self._row):
            each.setVisible("rows" in said)
        self.rows.setMinimumHeight(round(_LINES * 1.8 * self.fontMetrics().height()))
        self._show_row()

    def mark(self, label: str) -> None:
        """Mark the row of a label."""
        labels = [row["label"] for row in self._own]
        self.rows.setCurrentRow(labels.index(label))

    def _depth(self, row: Mapping[str, Any]) -> int:
        above = {each["label"]: each.get("part_of") for each in self._own}
        depth, label = 0, row.get("part_of")
        while label is not None and depth < len(above):
            depth, label = depth + 1, above.get(label)
        return depth

    def _show_row(self) -> None:
        row, practice = self.row, self._practice
        for act_of_row in (self.remove_row, self.row_up, self.row_down):
            act_of_row.setEnabled(bool(row))
        self.add_row.setEnabled("rows" in self._said)
        self._row.setVisible(bool(row))
        if not row or practice is None:
            return
        self._label.say_problem("")
        self._condition.say_problem("")
        self.label.setText(row["label"])
        above = [each["label"] for each in self._own[: self.rows.currentRow()]]
        within: list[tuple[str, object]] = [("No other row", None)]
        within += [(label, label) for label in above]
        self.within.offer(within, row.get("part_of"))
        condition = condition_of(row)
        self.condition.setText(condition_written(condition))
        for name, box in self.flags.items():
            box.offer(_YES_NO, condition.get(name))
        self.ticks.show_row(practice, self._said, row["label"])

    def _put_rows(self, rows: Sequence[Mapping[str, Any]], at: int) -> None:
        with QSignalBlocker(self.rows):
            # The table is shown again with as many rows: the selection follows the row.
            while self.rows.count() < len(rows):
                self.rows.addItem("")
            self.rows.setCurrentRow(at)
        self.changed.emit({**self._said, "rows": list(rows)})

    def _add(self) -> None:
        labels = {row["label"] for row in self._own}
        label, number = "New row", 2
        while label in labels:
            label, number = f"New row {number}", number + 1
        at = self.rows.currentRow() + 1
        rows = [*self._own]
        rows.insert(at, {"label": label})
        self._put_rows(rows, at)
        self.label.setFocus()
        self.label.selectAll()

    def _remove(self) -> None:
        gone = self.row.get("label")
        rows = [
            {key: value for key, value in row.items() if (key, value) != ("part_of", gone)}
            for row in self._own
            if row["label"] != gone
        ]
        self._put_rows(rows, max(0, self.rows.currentRow() - 1))

    def _move(self, by: int) -> None:
        at = self.rows.currentRow()
        rows = [*self._own]
        if 0 <= at + by < len(rows):
            rows.insert(at + by, rows.pop(at))
            self._put_rows(rows, at + by)

    def _call(self) -> None:
        old, new = self.row.get("label"), " ".join(self.label.text().split())
        if old is None or new == old:
            return
        if not new or any(row["label"] == new for row in self._own):
            self._label.say_problem("A label is needed that no other row has.")
            return
        self.changed.emit(row_renamed(self._said, old, new))
        self.renamed.emit(old, new)

    def _put_within(self) -> None:
        row = {key: value for key, value in self.row.items() if key != "part_of"}
        if (within := self.within.currentData()) is not None:
            row["part_of"] = within
        self._put_row(row)

    def _put_flag(self, name: str) -> None:
        row = {key: value for key, value in self.row.items() if key != name}
        if (chosen := self.flags[name].currentData()) is not None:
            row[name] = chosen
        self._put_row(row)

    def _put_condition(self) -> None:
        try:
            condition = condition_read(self.condition.text())
        except NotAPractice as error:
            self._condition.say_problem(str(error))
            return
        before = condition_of(self.row)
        if condition != before:
            kept = {key: value for key, value in self.row.items() if key not in before}
            self._put_row({**kept, **condition})

    def _put_row(self, row: Mapping[str, Any]) -> None:
        rows = [row if each is self.row else each for each in self._own]
        self.changed.emit({**self._said, "rows": rows})

    def _lay_out(self) -> None:
        acts = Flow(8, self._acts)
        for each in (self.add_row, self.remove_row, self.row_up, self.row_down):
            acts.addWidget(act_button(each))
        inside = QVBoxLayout(self._row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(16)
        for part in (
            heading("The row that is marked"),
            self._label,
            Settled("&Part of", self.within, "Its percentage is of that row."),
            self.ticks,
            Settled("Meets the thres&hold", self.flags["threshold"]),
            Settled("Concl&uded", self.flags["concluded"]),
            self._condition,
        ):
            inside.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for whole in (self.borrowed, self._rows, self._acts, self._row):
            column.addWidget(whole)
