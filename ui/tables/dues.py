"""What is due, as a table: when, which case, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lado_desktop.casework.today import Due
from lado_desktop.domain.typed_day import short_day
from ui.status import STATUSES
from ui.tables.read_rows import Index, ReadHead, ReadRows, ReadView
from ui.tables.status_cell import STATUS


class Dues(ReadRows):
    """The dues that are shown, the longest overdue first."""

    heads = (
        ReadHead("When"),
        ReadHead("Due"),
        ReadHead("Case"),
        ReadHead("Adult", 0),
        ReadHead("What", 1, 34),
    )

    def __init__(self) -> None:
        super().__init__()
        self.dues: list[Due] = []

    def show_dues(self, dues: list[Due]) -> None:
        """Show other dues."""
        self.beginResetModel()
        self.dues = dues
        self.endResetModel()

    @property
    def things(self) -> Sequence[Due]:
        return self.dues

    def cells(self, row: int) -> tuple[str, ...]:
        due = self.dues[row]
        word = STATUSES[due.when].word
        return word, short_day(due.due_on), due.reference, due.who, due.sentence

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == STATUS and index.column() == 0:
            return STATUSES[self.dues[index.row()].when]
        return super().data(index, role)


class DuesView(ReadView):
    """Shows Dues. Its things are those that are due."""

    def __init__(self, dues: Dues, parent: QWidget | None = None) -> None:
        super().__init__(dues, "What is due", parent)
