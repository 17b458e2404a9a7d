"""What a printed table counts, over which columns, and what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from lado_desktop.casework.lists.counted_lists import COUNTED_WORDS
from lado_desktop.domain.practice.practice import Practice
from lado_desktop.domain.practice.practice_file import (
    NotAPractice,
    condition_read,
    condition_written,
)
from lado_desktop.figures.units.countable import COUNTABLES
from ui.look.labels import heading
from ui.practice.choices import Choices
from ui.settings.settled import Settled

KINDS = {
    **{name: many.capitalize() for name, (_, many) in COUNTED_WORDS.items()},
    "officers": "Officers' posts",
}
"""What can be counted, in an officer's words."""
BASES = {
    "received": "Received in the column",
    "concluded": "Concluded in the column",
    "open": "Open at the column's end",
    "made": "Made in the column",
    "opening": "In post at the column's beginning",
    "started": "Begun in the column",
    "ended": "Ended in the column",
}
"""Which day puts a unit into a column."""
SHOWN = (
    (("count",), "Counts"),
    (("count", "percent"), "Counts and percentages"),
    (("count", "change"), "Counts and change"),
    (("count", "percent", "change"), "Counts, percentages and change"),
)
MOST_YEARS = 6
_PARTS_OF_YEAR = {"quarters": 4, "months": 12}


class TableHead(QWidget):
    """The table as a whole. Each change gives the table as it is then."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._said: Mapping[str, Any] = {}
        self.title = QLineEdit()
        self.counts, self.basis, self.columns = Choices(), Choices(), Choices()
        self.shown, self.percent_of = Choices(), Choices()
        self.total = QLineEdit()
        self.where = QLineEdit()
        self.exclusive = QCheckBox("Count each case in &one row only")
        self._where = Settled(
            "Onl&y those with",
            self.where,
            "Empty: everything of the kind. Written as threshold = true, or as the manual says.",
        )
        self._basis = Settled("Coun&ted when", self.basis)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for each in (
            heading("The table"),
            Settled("Tit&le", self.title),
            Settled("&Counts", self.counts),
            self._where,
            self._basis,
            Settled("Col&umns", self.columns),
            Settled("Sho&ws", self.shown),
            Settled("Percenta&ges of", self.percent_of),
            Settled(
                "Total &row", self.total, "Empty: none is printed. It is reconciled all the same."
            ),
            self.exclusive,
        ):
            column.addWidget(each)
        self.title.editingFinished.connect(lambda: self._put("title", self.title.text().strip()))
        self.total.editingFinished.connect(lambda: self._put("total", self.total.text().strip()))
        self.where.editingFinished.connect(self._put_where)
        self.counts.activated.connect(self._put_counts)
        self.basis.activated.connect(lambda _: self._put("basis", self.basis.currentData()))
        self.columns.activated.connect(self._put_columns)
        self.shown.activated.connect(self._put_shown)
        self.percent_of.activated.connect(
            lambda _: self._put("of_table", self.percent_of.currentData())
        )
        self.exclusive.toggled.connect(lambda on: self._put("exclusive", None if on else False))

    @property
    def problem(self) -> str:
        """The message about the condition."""
        return self._where.problem

    def show_table(self, practice: Practice, said: Mapping[str, Any]) -> None:
        """Show a table of a practice."""
        self._said = said
        counted = COUNTABLES.get(str(said.get("counts")))
        bases = counted.bases if counted else ()
        self.title.setText(str(said.get("title", "")))
        self.total.setText(str(said.get("total", "")))
        self.where.setText(condition_written(said.get("where", {})))
        self._where.say_problem("")
        self.counts.offer([(KINDS[name], name) for name in COUNTABLES], said.get("counts"))
        self._basis.setVisible(bool(bases))
        options: list[tuple[str, object]] = [(BASES[each], each) for each in bases]
        self.basis.offer(options, said.get("basis", bases[0] if bases else None))
        self.columns.offer(self._columns_offered(practice, said), _columns_of(said))
        shown = _shown_of(said)
        known: list[tuple[str, object]] = [(words, each) for each, words in SHOWN]
        if shown not in dict(SHOWN):
            known.append((f"As it is: {', '.join(shown)}".replace("_", " "), shown))
        self.shown.offer(known, shown)
        others: list[tuple[str, object]] = [("This table's total", None)]
        others += [
            (str(each["title"]), each["id"]) for each in practice.tables if each["id"] != said["id"]
        ]
        self.percent_of.offer(others, said.get("of_table"))
        with QSignalBlocker(self.exclusive):
            self.exclusive.setChecked(said.get("exclusive", True))

    def _columns_offered(
        self, practice: Practice, said: Mapping[str, Any]
    ) -> list[tuple[str, object]]:
        offered: list[tuple[str, object]] = [("The reporting year", 1)]
        offered += [
            (f"The reporting year and {number - 1} before", number)
            for number in range(2, max(MOST_YEARS, _years(said)) + 1)
        ]
        offered.append(("The four quarters of the year", "quarters"))
        offered.append(("The twelve months of the year", "months"))
        offered += [
            (f"Rows of {each['title']}", f"as {each['id']}")
            for each in practice.tables
            if each["id"] != said["id"]
        ]
        return offered

    def _put_counts(self) -> None:
        # What was asked of another kind of unit does not come along.
        kept = {key: value for key, value in self._said.items() if key != "basis"}
        self.changed.emit({**kept, "counts": self.counts.currentData()})

    def _put_columns(self) -> None:
        chosen = self.columns.currentData()
        kept = {k: each for k, each in self._said.items() if k not in ("columns", "columns_as")}
        if chosen in _PARTS_OF_YEAR:
            kept["columns"] = {chosen: _PARTS_OF_YEAR[chosen]}
        elif isinstance(chosen, int):
            kept["columns"] = {"years": chosen}
        else:
            kept["columns_as"] = str(chosen).removeprefix("as ")
        self.changed.emit(kept)

    def _put_shown(self) -> None:
        shown = list(self.shown.currentData())
        self._put("show", None if shown == ["count"] else shown)

    def _put_where(self) -> None:
        try:
            condition = condition_read(self.where.text())
        except NotAPractice as error:
            self._where.say_problem(str(error))
            return
        self._put("where", condition or None)

    def _put(self, key: str, value: object) -> None:
        if self._said.get(key) == value or (
            not value and value is not False and key not in self._said
        ):
            return
        kept = {name: each for name, each in self._said.items() if name != key}
        if value or value is False:
            kept[key] = value
        self.changed.emit(kept)


def _years(said: Mapping[str, Any]) -> int:
    return int(said.get("columns", {}).get("years", 1))


def _columns_of(said: Mapping[str, Any]) -> object:
    if "columns_as" in said:
        return f"as {said['columns_as']}"
    parts = (each for each in _PARTS_OF_YEAR if each in said.get("columns", {}))
    return next(parts, _years(said))


def _shown_of(said: Mapping[str, Any]) -> tuple[str, ...]:
    shown = said.get("show", "count")
    return (shown,) if isinstance(shown, str) else tuple(shown)
