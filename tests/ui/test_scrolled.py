"""The right edge of a scrolled page stays in its place when the scroll bar comes."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.forms.scrolled import Scrolled, keep_edge
from ui.look.theme import Theme


def test_the_scroll_bar_is_in_the_margin_and_moves_nothing(qtbot: QtBot, theme: Theme) -> None:
    ground, inside = QWidget(), QWidget()
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 0, 28, 0)
    column.addWidget(inside)
    area = Scrolled(ground, 0)
    qtbot.addWidget(area)
    keep_edge(area, column)
    area.resize(400, 300)
    area.show()
    wide = inside.width()
    assert wide == 372
    inside.setMinimumHeight(900)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    qtbot.waitUntil(lambda: inside.width() == wide)
    assert area.viewport().width() < 400
