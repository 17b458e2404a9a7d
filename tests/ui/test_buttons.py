"""A button that comes under the mouse by a click is not pressed by the second of a double click."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.alerts import ask
from ui.buttons import Button, button


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
