"""What is due, as a table: when, which case, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today.dues import Due, DueDays, due_days, dues_of_days
from lado_desktop.domain.time.typed_day import short_day
from ui.lists.read_rows import NOWHERE, Index, ReadHead, ReadRows, ReadView
from ui.look.status import status
from ui.tables.status_cell import STATUS

_WORDS = {"overdue": "Overdue", "today": "Due today", "soon": "Due soon", "later": "Later"}
_AT_ONCE = 200
"""So many are read at a time, and what else is due on the last of their days."""


class Dues(ReadRows):
    """What is due, the longest overdue first, read from the store as somebody comes to it."""

    heads = (
        ReadHead("When"),
        ReadHead("Due"),
        ReadHead("Case"),
        ReadHead("Adult", 0),
        ReadHead("What", 1, 34),
    )

    def __init__(self, shift: Shift) -> None:
        super().__init__()
        self._shift = shift
        self.days = DueDays(shift.today, {}, ())
        self._until = date.min
        self.dues: list[Due] = []

    def look(self) -> None:
        """Show what is due now, from its first line."""
        self.beginResetModel()
        self.days = due_days(self._shift)
        self._until = date.min
        self.dues = self._more()
        self.endResetModel()

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self.days.until(1, self._until) > self._until

    def fetchMore(self, parent: Index) -> None:
        found = self._more()
        if found:
            first = len(self.dues)
            self.beginInsertRows(NOWHERE, first, first + len(found) - 1)
            self.dues += found
            self.endInsertRows()

    def _more(self) -> list[Due]:
        after, self._until = self._until, self.days.until(_AT_ONCE, self._until)
        return dues_of_days(self._shift, self.days, after, self._until)

    @property
    def things(self) -> Sequence[Due]:
        return self.dues

    def cells(self, row: int) -> tuple[str, ...]:
        due = self.dues[row]
        return _WORDS[due.when], short_day(due.due_on), due.reference, due.who, due.sentence

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == STATUS and index.column() == 0:
            when = self.dues[index.row()].when
            return status(when, _WORDS[when])
        return super().data(index, role)


class DuesView(ReadView):
    """Shows Dues. Its things are those that are due."""

    def __init__(self, dues: Dues, parent: QWidget | None = None) -> None:
        super().__init__(dues, "What is due", parent)
