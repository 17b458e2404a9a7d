"""The lines of a table of figures, put into the cells of a table on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from lado_desktop.figures.presenting.view import View

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SET_IN = "\N{EM SPACE}\N{EM SPACE}"
"""Before the label of a row that is a part of another."""


def fill(table: QTableWidget, view: View, heads: Sequence[str]) -> None:
    """Fill in the lines under these heads, one for each of `view.heads`; each cell is spoken."""
    table.clear()
    table.setRowCount(len(view.rows))
    table.setColumnCount(1 + len(heads))
    for place, words in enumerate(("", *heads)):
        head = QTableWidgetItem(words)
        head.setTextAlignment(RIGHT if place else LEFT)
        table.setHorizontalHeaderItem(place, head)
    for at, row in enumerate(view.rows):
        for place, words in enumerate((_SET_IN * row.depth + row.label, *row.texts)):
            item = QTableWidgetItem(words)
            spoken = f"{row.label}, {view.heads[place - 1]}: {words or 'nothing'}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken if place else row.label)
            if place:
                item.setTextAlignment(RIGHT)
            if row.style == "total":
                font = item.font()
                font.setBold(True)
                item.setFont(font)
            table.setItem(at, place, item)
