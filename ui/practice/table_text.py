"""A printed table as text of a practice's file, in which every key can be edited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lado_desktop.domain.kinds.practice_part import TABLE
from lado_desktop.domain.practice.practice_file import NotAPractice, read, written
from ui.editors.growing_text import GrowingText
from ui.look.buttons import button
from ui.settings.settled import Settled


class TableText(QWidget):
    """What is typed is taken by its button, or said to be wrong beside it."""

    changed = Signal(object)
    """The table as it was taken."""

    def __init__(self) -> None:
        super().__init__()
        self._said: Mapping[str, Any] = {}
        self.text = GrowingText()
        self.take = button("Ta&ke what is written", self._take)
        self._text = Settled(
            "As it is written",
            self.text,
            "For what has no box of its own: lines under the table, cells in parts, decimals.",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._text)
        column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def problem(self) -> str:
        """The message about the text."""
        return self._text.problem

    def show_table(self, said: Mapping[str, Any]) -> None:
        """Show a table; what is being typed is given up."""
        self._said = said
        self._text.say_problem("")
        self.text.setPlainText(written({TABLE: [said]}).strip())

    def _take(self) -> None:
        try:
            tables = read(self.text.toPlainText()).get(TABLE)
        except NotAPractice as error:
            self._text.say_problem(str(error))
            return
        if not (isinstance(tables, list) and len(tables) == 1 and isinstance(tables[0], dict)):
            self._text.say_problem("It is one table, below the line [[table]].")
        elif tables[0].get("id") != self._said["id"]:
            self._text.say_problem(f"Its id stays “{self._said['id']}”: others name it by that.")
        elif problem := _shape_problem(tables[0]):
            self._text.say_problem(problem)
        else:
            self.changed.emit(tables[0])


def _shape_problem(said: Mapping[str, Any]) -> str:
    """Why the boxes cannot show the table; empty where they can."""
    rows = [*said.get("rows", ()), *said.get("also", ())]
    if not isinstance(said.get("title"), str) or not isinstance(said.get("where", {}), dict):
        return "It needs a title in quotes, and “where” is a condition in braces."
    if not all(isinstance(row, dict) and isinstance(row.get("label"), str) for row in rows):
        return "Each row stands in braces and has a label in quotes."
    if not isinstance(said.get("columns", {}), dict):
        return "Columns are written as { years = 3 } or { months = 12 }."
    return ""
