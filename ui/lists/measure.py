"""Measures the columns and rows of a table by their content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from ui.look.status import Status
from ui.look.theme import TYPE
from ui.tables.status_cell import room_for_shape

_MEASURED = 8
"""So many of the longest cells of a column are measured: letters differ in width."""
_EDGE = 8
"""Pixels that the style sheet and Qt leave at either side of the words of a cell, at 100 %."""


@dataclass(frozen=True)
class Measure:
    """What one column would like, and what it can do with, in pixels."""

    wanted: int
    least: int
    turn: int
    """When it gives way: 0 is cut first."""


def longest(metrics: QFontMetrics, cells: Iterable[str]) -> int:
    """Return the width in pixels of the widest of the cells."""
    measured = nlargest(_MEASURED, set(cells), key=len)
    return max((metrics.horizontalAdvance(each) for each in measured), default=0)


def shared(measures: Sequence[Measure], room: int) -> list[int]:
    """Return the width of each column in a room of so many pixels.

    Where there is room for all, each has what it wants and the last one the rest. Where there is
    not, the columns of one turn after the other are cut, the widest of them first, until they fit
    or none can give more: the list is then wider than its room, and scrolls.
    """
    widths = [each.wanted for each in measures]
    for turn in sorted({each.turn for each in measures}):
        over = sum(widths) - room
        if over <= 0:
            break
        giving = [place for place, each in enumerate(measures) if each.turn == turn]
        for place, width in _cut([measures[place] for place in giving], over):
            widths[giving[place]] = width
    if measures and sum(widths) < room:
        widths[-1] += room - sum(widths)
    return widths


def wrapped_heights(
    table: QWidget, rows: Iterable[Sequence[str | Status]], widths: Sequence[int]
) -> list[int]:
    """Return the height of each row by its highest cell, with the same room about any lines.

    Qt measures a cell without the padding of the style sheet, so that words which just fit their
    column break into lines that nobody has counted.
    """
    metrics = table.fontMetrics()
    padding = 2 * round(_EDGE * table.fontInfo().pixelSize() / TYPE["body"])
    wraps = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)

    def tall(cell: str | Status, width: int) -> int:
        words = cell.word if isinstance(cell, Status) else cell
        width -= room_for_shape(metrics) if isinstance(cell, Status) else 0
        if metrics.horizontalAdvance(words) <= width and "\n" not in words:
            return metrics.height()
        return metrics.boundingRect(QRect(0, 0, width, 0), wraps, words).height()

    room = round(metrics.height() * 0.9)
    return [
        max(tall(cell, width - padding) for cell, width in zip(cells, widths, strict=True)) + room
        for cells in rows
    ]


def _cut(measures: Sequence[Measure], over: int) -> Iterable[tuple[int, int]]:
    """The widths of some columns that have to give `over` pixels, by place."""
    target = max(sum(each.wanted for each in measures) - over, sum(each.least for each in measures))
    low, high = 0, max(each.wanted for each in measures)
    # The cap above which all are cut alike: the widest one at which they fit.
    while low < high:
        cap = (low + high + 1) // 2
        if sum(_under(each, cap) for each in measures) <= target:
            low = cap
        else:
            high = cap - 1
    return ((place, _under(each, low)) for place, each in enumerate(measures))


def _under(measure: Measure, cap: int) -> int:
    return min(measure.wanted, max(measure.least, cap))
