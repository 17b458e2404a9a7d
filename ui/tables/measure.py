"""How wide the columns of a list are, measured by what stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest

from PySide6.QtGui import QFontMetrics

_MEASURED = 8
"""So many of the longest cells of a column are measured: letters differ in width."""


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
