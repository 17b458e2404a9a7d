"""Somebody who goes to a line of a list by arrows reads the lines and counts none."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView


def lines_of(view: QAbstractItemView) -> list[str]:
    """The lines of a list, as they are read."""
    model = view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def arrow_to(view: QAbstractItemView, line: str) -> int:
    """Press the arrows until a line is the current one, and return how often."""
    assert line in lines_of(view), f"{line!r} is not offered, only {lines_of(view)}"
    pressed = 0
    while (row := view.currentIndex().row()) != (there := lines_of(view).index(line)):
        QTest.keyClick(view, Qt.Key.Key_Down if row < there else Qt.Key.Key_Up)
        assert view.currentIndex().row() != row, f"the arrows end at {view.currentIndex().data()!r}"
        pressed += 1
    return pressed
