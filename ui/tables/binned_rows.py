"""What was removed or recorded in error, as a table: when, by whom, what, by which act."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lado_desktop.casework.undoing.in_error import Binned
from ui.tables.measure import Measure, longest, shared
from ui.tables.read_rows import ReadRows, ReadView

_TURNS = (2, 1, 0, 2, 1)
"""What is cut first where there is little room; days and references are read whole."""
_LEAST_LETTERS = 14


class BinnedRows(ReadRows):
    """What lies there, the latest first."""

    heads = ("When", "Officer", "What", "Of", "Act")

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lying: list[Binned] = []

    @property
    def things(self) -> Sequence[Binned]:
        return self.lying

    def show_lying(self, lying: Sequence[Binned]) -> None:
        """Show other things."""
        self.beginResetModel()
        self.lying = list(lying)
        self.endResetModel()

    def cells(self, row: int) -> tuple[str, ...]:
        each = self.lying[row]
        return f"{each.at:%d/%m/%Y %H:%M}", each.officer, each.what, each.belongs_to, each.act


class BinnedView(ReadView):
    """Shows BinnedRows. Its things are Binned."""

    def __init__(self, rows: BinnedRows, parent: QWidget | None = None) -> None:
        super().__init__(rows, "Recorded in error and removed", parent)
        rows.modelReset.connect(self.fit)

    def fit(self) -> None:
        super().fit()
        metrics = self.fontMetrics()
        letter = metrics.averageCharWidth()
        self.setMinimumHeight(7 * metrics.height())
        rows = [self.rows.cells(row) for row in range(self.rows.rowCount())]
        measures = []
        for place, (head, turn) in enumerate(zip(self.rows.heads, _TURNS, strict=True)):
            wanted = longest(metrics, [head, *(cells[place] for cells in rows)]) + 3 * letter + 4
            least = wanted if turn == max(_TURNS) else min(wanted, _LEAST_LETTERS * letter)
            measures.append(Measure(wanted, least, turn))
        for place, width in enumerate(shared(measures, self.viewport().width())):
            self.setColumnWidth(place, width)
