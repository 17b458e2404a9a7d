"""What is due, as a table: when, which case, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lado_desktop.casework.today import Due
from lado_desktop.domain.typed_day import day_words
from ui.status import STATUSES
from ui.tables.read_rows import Index, ReadRows, ReadView
from ui.tables.status_cell import STATUS

_WIDEST = ("Due today", "28 September 2026", "0000-0000", "Ó Súilleabháin, Bronwen")
"""What is to stand whole in each column but the last, which has the rest."""


class Dues(ReadRows):
    """The dues that are shown, the longest overdue first."""

    heads = ("When", "Due", "Case", "Adult", "What")

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
        return word, day_words(due.due_on), due.reference, due.who, due.sentence

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == STATUS and index.column() == 0:
            return STATUSES[self.dues[index.row()].when]
        return super().data(index, role)


class DuesView(ReadView):
    """Shows Dues. Its things are those that are due."""

    def __init__(self, dues: Dues, parent: QWidget | None = None) -> None:
        super().__init__(dues, "What is due", parent)
        self.horizontalHeader().setStretchLastSection(True)

    def fit(self) -> None:
        super().fit()
        self.setMinimumHeight(9 * self.fontMetrics().height())
        metrics = self.fontMetrics()
        for place, words in enumerate(_WIDEST):
            self.setColumnWidth(place, metrics.horizontalAdvance(words) + 2 * metrics.height())
