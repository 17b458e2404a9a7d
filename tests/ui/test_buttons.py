"""A button that comes under the mouse by a click is not pressed by the second of a double click."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.alerts import ask
from ui.look.buttons import Button, button
from ui.page import act_button
from ui.window.menus import act


def _click(pressed: Button, at: QPoint, ms: int) -> None:
    """Click as the system does: with the place on the screen and the time of each event."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    held = Qt.KeyboardModifier.NoModifier
    here = QPointF(pressed.mapFromGlobal(at))
    for kind, down, when in (
        (QEvent.Type.MouseButtonPress, left, ms),
        (QEvent.Type.MouseButtonRelease, none, ms + 40),
    ):
        event = QMouseEvent(kind, here, QPointF(at), left, down, held)
        event.setTimestamp(when)
        QApplication.sendEvent(pressed, event)


@pytest.mark.parametrize(
    "later, aside, pressed", [(150, 2, False), (2_000, 2, True), (150, 40, True)]
)
def test_the_second_click_on_an_answer_presses_nothing_on_the_page_behind(
    qtbot: QtBot, later: int, aside: int, pressed: bool
) -> None:
    page, acts = QWidget(), list[str]()
    qtbot.addWidget(page)
    behind = button("Decide", lambda: acts.append("decided"), parent=page)
    behind.resize(300, 200)
    page.show()
    asked = ask(page, "Log it?", verb="Log", then=lambda: acts.append("logged"))
    at = asked.yes.mapToGlobal(asked.yes.rect().center())
    _click(asked.yes, at, 10_000)
    assert not asked.isVisible()
    behind.move(page.mapFromGlobal(at - behind.rect().center()))
    _click(behind, at + QPoint(aside, 0), 10_000 + later)
    assert acts == ["logged", "decided"][: 2 if pressed else 1]


def test_a_button_that_moves_a_line_a_step_takes_quick_clicks_as_so_many_steps(
    qtbot: QtBot,
) -> None:
    page, acts = QWidget(), list[str]()
    qtbot.addWidget(page)
    up = act(page, "Move &up", lambda: acts.append("up"))
    up.setProperty("steps", True)
    moves, once = act_button(up, parent=page), button("Log", lambda: acts.append("log"))
    once.setParent(page)
    page.show()
    for pressed, start in ((moves, 10_000), (once, 20_000)):
        at = pressed.mapToGlobal(pressed.rect().center())
        for click in range(3):
            _click(pressed, at, start + 150 * click)
    assert acts == ["up", "up", "up", "log"]
