"""Tab goes down the page of a record and comes round; nothing flashes up as a page opens.

Rules for every page of the window, in every look, are in test_every_page.py.
"""

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import contacts, decisions
from lado_desktop.casework.contacts.findings import conclude
from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.people import adults, professionals
from tests.ui.record_pages import shown
from ui.desk import Desk
from ui.page import Page
from ui.records.tabbed_page import TabbedPage
from ui.route import Place
from ui.window.navigation import page_class

NOUNS = ("contact", "new contact", "meeting", "new meeting", "adult", "professional")


@pytest.fixture
def places(desk: Desk) -> dict[str, Place]:
    """A worked case, and the places of its records."""
    shift, day = desk.shift, date(2026, 11, 20)
    adult = adults.add(shift, {"given_names": "Tom", "family_name": "Łukaszewicz"})
    head = professionals.add(shift, {"name": "Imogen Achterberg", "role": "Head teacher"})
    case = {"received_on": day, "intake": "referral", "adult_id": adult.id, "caller_id": head.id}
    contacts.log(shift, case)
    contact = contacts.log(shift, case)
    met = {"outcome": "met_meeting", "criteria": ["harm"], "rationale": "Seen", "advice": "Wait"}
    decisions.decide(shift, contact.id, met)
    actions.add(shift, contact.id, {"text": "Consult the police", "owner_id": head.id})
    meeting = meetings.plan(shift, [contact.id], {"kind_of": "pot_initial", "held_on": day})
    present = {"professional_id": head.id, "agency": "School", "status": "present"}
    meetings.attend(shift, meeting.id, present)
    meetings.write(shift, meeting.id, "reports", "Seen by two.", agency="School")
    conclude(shift, contact.id, {"found_on": day, "finding": "unfounded", "rationale": "Not so"})
    return {
        "contact": Place("contact", contact.id),
        "new contact": Place("contact"),
        "meeting": Place("meeting", meeting.id),
        "new meeting": Place("meeting", about=contact.id),
        "adult": Place("adult", adult.id),
        "professional": Place("professional", head.id),
    }


class Windows(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own
        shown = event.type() == QEvent.Type.Show
        if shown and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def _shown(qtbot: QtBot, desk: Desk, place: Place) -> Page:
    return shown(qtbot, page_class(place.noun)(desk, place))


@pytest.mark.parametrize("noun", NOUNS)
def test_no_part_of_a_page_is_a_window_for_a_moment(
    qapp: QApplication, qtbot: QtBot, desk: Desk, places: dict[str, Place], noun: str
) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    try:
        page = _shown(qtbot, desk, places[noun])
    finally:
        qapp.removeEventFilter(windows)
    assert windows.seen == [type(page).__name__]


@pytest.mark.parametrize("noun", ["contact", "meeting"])
def test_tab_goes_down_the_page_and_comes_round(
    qtbot: QtBot, desk: Desk, places: dict[str, Place], noun: str
) -> None:
    page = _shown(qtbot, desk, places[noun])
    if isinstance(page, TabbedPage):
        page.parts[0].begin()
    ground = next(each for each in page.findChildren(QScrollArea) if each.isVisible()).widget()
    assert ground is not None
    stops: list[QWidget] = []
    for _ in range(250):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus in stops:
            break
        stops.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    else:
        pytest.fail("Tab never came round")
    QApplication.processEvents()
    # What is made when Tab comes to it has its place once it is laid out.
    tops = [
        (each.mapTo(ground, each.rect().topLeft()).y(), each.accessibleName())
        for each in stops
        if ground.isAncestorOf(each)
    ]
    line = 60  # fields side by side, and a button beside a heading, are on one line
    assert len(tops) > 20
    back = [(earlier, later) for earlier, later in pairwise(tops) if later[0] <= earlier[0] - line]
    assert len(back) <= 1, back  # from the end it comes round to the beginning
