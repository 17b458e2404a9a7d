"""The printed tables of the practice: one at a time, edited with its figures beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today import drafts
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.figures.layout.edited_table import new_id
from lado_desktop.figures.layout.practice_tables import (
    keep_table,
    order_tables,
    remove_table,
    removed_tables,
    shipped_table,
    table_as_shipped,
    table_problems,
)
from ui.desk import Desk
from ui.forms.scrolled import Scrolled
from ui.look.flow import Flow
from ui.page import act_button
from ui.parts.beside import Beside
from ui.practice.choices import Choices
from ui.practice.table_head import TableHead
from ui.practice.table_preview import TablePreview
from ui.practice.table_rows import TableRows
from ui.practice.table_text import TableText
from ui.settings.settled import Settled
from ui.window.menus import act

DRAFT = "practice"
"""Under which name what is edited and not saved yet is kept."""
REST_MS = 2000
"""How long the editing rests before it is kept."""
_UNSAVED = " (not saved yet)"
_REMOVED = " (removed)"


class TablesView(QWidget):
    """What is edited stays an edit until it is saved; it is kept as a draft meanwhile."""

    settled = Signal(object, str)
    """The Shift to work on with, and what was done."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._edits: dict[str, dict[str, Any]] = {}
        self._names: dict[str, dict[str, str]] = {}
        self.which = Choices()
        self._which = Settled("&Table", self.which)
        self.head, self.rows, self.preview = TableHead(), TableRows(), TablePreview(desk)
        self.text = TableText()
        self.add_table = act(self, "&Add a table", self._add, sign="plus")
        self.remove = act(self, "Remove the ta&ble", self._remove)
        self.up = act(self, "Move tabl&e up", lambda: self._move(-1))
        self.down = act(self, "Mo&ve table down", lambda: self._move(1))
        for each in (self.up, self.down):
            each.setProperty("steps", True)
        self.shipped = act(self, "As shi&pped", self._as_shipped)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.keep)
        self._lay_out()
        self.which.activated.connect(lambda _: self.look())
        self.head.changed.connect(self._take)
        self.rows.changed.connect(self._take)
        self.text.changed.connect(self._take)
        self.rows.renamed.connect(self._rename)
        self._restore()
        self._offer()
        self.look()

    @property
    def shift(self) -> Shift:
        """The shift that the tables are of."""
        return self.desk.shift

    @property
    def table(self) -> str:
        """The id of the table that is shown."""
        return str(self.which.currentData())

    @property
    def said(self) -> Mapping[str, Any]:
        """The table that is shown, as it is edited."""
        return self._edits.get(self.table) or self._standing()

    @property
    def problems(self) -> list[str]:
        """What is wrong with the table that is shown, a sentence each."""
        return table_problems(self.shift.practice, self.said)

    @property
    def refused(self) -> str:
        """The message why the last act on a table was refused."""
        return self._which.problem

    @property
    def is_edited(self) -> bool:
        """Whether the table that is shown has edits that are not saved."""
        return self.table in self._edits

    def acts(self) -> list[QAction]:
        """What can be done to the table and its rows."""
        tables = [self.add_table, self.remove, self.up, self.down, self.shipped]
        rows = self.rows
        return [*tables, rows.add_row, rows.remove_row, rows.row_up, rows.row_down]

    def take_desk(self, desk: Desk) -> None:
        """Show the practice of another desk: it was changed."""
        self.desk = desk
        self.preview.take_desk(desk)
        self._offer(self.table)
        self.look()

    def choose(self, table: str) -> None:
        """Show a table by its id."""
        self.which.setCurrentIndex(self.which.findData(table))
        self.look()

    def look(self, *, at_once: bool = True) -> None:
        """Show the table that is chosen, and count it."""
        self._which.say_problem("")
        said, practice = self.said, self.shift.practice
        standing = [each["id"] for each in practice.tables]
        is_removed = self.table not in standing and self.table not in self._edits
        self.head.show_table(practice, said)
        self.rows.show_table(practice, said)
        self.text.show_table(said)
        for each in (self.head, self.rows, self.text, self.preview):
            each.setVisible(not is_removed)
        at = standing.index(self.table) if self.table in standing else -1
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < len(standing) - 1)
        self.remove.setEnabled(not is_removed)
        own = shipped_table(practice, self.table)
        self.shipped.setText("&Put it back" if is_removed else "As shi&pped")
        self.shipped.setEnabled(is_removed or (own is not None and own != said))
        if not is_removed:
            self.preview.show_table(said, self.problems, at_once)

    def save(self) -> bool:
        """Save the table that is shown. False where it was refused, with the message beside it."""
        if not self.is_edited:
            return True
        table = self.table
        said, names = self._edits[table], self._names.get(table, {})
        return self._do("Saved.", lambda: keep_table(self.shift, said, names), table)

    def keep(self) -> None:
        """Save what is edited as a draft, or warn that it is not saved."""
        try:
            if self._edits:
                body = {"edits": json.dumps(self._edits), "names": json.dumps(self._names)}
                drafts.save(self.shift, DRAFT, None, {"of": self.shift.practice.name, **body})
            elif drafts.saved_values(self.shift, DRAFT, None) is not None:
                drafts.drop(self.shift, DRAFT, None)
        except CaseworkError as error:
            self.desk.notices.warn(str(error))

    def _restore(self) -> None:
        kept = drafts.saved_values(self.shift, DRAFT, None)
        # Edits of another practice's tables are none of this one's.
        if kept and kept["of"] == self.shift.practice.name:
            self._edits = json.loads(kept["edits"])
            self._names = json.loads(kept["names"])

    def _standing(self) -> Mapping[str, Any]:
        practice = self.shift.practice
        every = [*practice.tables, *removed_tables(practice)]
        return next(each for each in every if each["id"] == self.table)

    def _offer(self, chosen: str = "") -> None:
        practice = self.shift.practice
        removed = {each["id"] for each in removed_tables(practice)}
        tables = {str(each["id"]): each for each in practice.tables}
        tables |= {str(each["id"]): each for each in removed_tables(practice)}
        tables |= {name: said for name, said in self._edits.items() if name not in tables}
        options: list[tuple[str, object]] = []
        for name, said in tables.items():
            edited = self._edits.get(name)
            title = str((edited or said)["title"])
            mark = _UNSAVED if edited else _REMOVED if name in removed else ""
            options.append((f"{title}{mark}", name))
        self.which.offer(options, chosen if chosen in tables else options[0][1])

    def _take(self, said: Mapping[str, Any]) -> None:
        """Use the table as it was just edited."""
        table = self.table
        if said == self._saved(table):
            self._edits.pop(table, None)
            self._names.pop(table, None)
        else:
            self._edits[table] = dict(said)
        self._rest.start()
        self._offer(table)
        self.look(at_once=False)

    def _saved(self, table: str) -> Mapping[str, Any] | None:
        return next((each for each in self.shift.practice.tables if each["id"] == table), None)

    def _rename(self, old: str, new: str) -> None:
        if self.table not in self._edits:
            return
        names = self._names.setdefault(self.table, {})
        first = next((label for label, now in names.items() if now == old), old)
        names[first] = new

    def _add(self) -> None:
        taken = [self.which.itemData(at) for at in range(self.which.count())]
        title, number = "New table", 2
        while any(each["title"] == title for each in self._edits.values()):
            title, number = f"New table {number}", number + 1
        table = new_id(title, taken)
        self._edits[table] = {
            "id": table,
            "title": title,
            "counts": "contacts",
            "columns": {"years": 3},
            "rows": [{"label": "Everything"}],
        }
        self._offer(table)
        self.look()
        self.head.title.setFocus()
        self.head.title.selectAll()

    def _remove(self) -> None:
        table = self.table
        if self._saved(table) is None:
            del self._edits[table]
            self._offer()
            self.look()
            return
        self._do("The table is removed.", lambda: remove_table(self.shift, table), table)

    def _as_shipped(self) -> None:
        table = self.table
        saved = self._saved(table)
        if saved is not None and saved == shipped_table(self.shift.practice, table):
            # Nothing but edits that were never saved.
            self._take(saved)
            return
        said = "The table is as it was shipped."
        self._do(said, lambda: table_as_shipped(self.shift, table), table)

    def _move(self, by: int) -> None:
        tables = [str(each["id"]) for each in self.shift.practice.tables]
        at = tables.index(self.table)
        tables.insert(at + by, tables.pop(at))
        moved = self.said["title"]
        said = f"“{moved}” is number {at + by + 1} now."
        self._do(said, lambda: order_tables(self.shift, tables))

    def _do(self, words: str, do: Callable[[], Shift], table: str = "") -> bool:
        """Change the practice, or say beside the table why not. Edits of `table` are done with."""
        try:
            shift = do()
        except CaseworkError as error:
            self._which.say_problem(str(error))
            self.which.setFocus()
            return False
        self._edits.pop(table, None)
        self._names.pop(table, None)
        self.settled.emit(shift, words)
        return True

    def _lay_out(self) -> None:
        main = QWidget()
        self._main = QVBoxLayout(main)
        self._main.setContentsMargins(0, 16, 28, 20)
        self._main.setSpacing(20)
        acts = QWidget()
        row = Flow(8, acts)
        for each in (self.add_table, self.remove, self.up, self.down, self.shipped):
            row.addWidget(act_button(each))
        for part in (self._which, acts, self.rows, self.head, self.text):
            self._main.addWidget(part)
        self._main.addStretch(1)
        beside = Beside(self)
        panel = beside.panel.layout()
        if panel is not None:
            panel.addWidget(self.preview)
        beside.lay(Scrolled(main, 0), lambda widget: self._main.insertWidget(2, widget))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(beside)
