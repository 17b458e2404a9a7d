"""One walk over every page: light and dark, 100 and 200 %, on a screen of 1366x768.

Nothing is clipped, too small, nameless, off the Tab order, faint, or wider than its room; and each
act of a page stands in a menu with a letter of its own.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from lado_desktop.casework import (
    actions,
    adults,
    contacts,
    decisions,
    information_requests,
    meetings,
    professionals,
)
from lado_desktop.casework.findings import conclude
from lado_desktop.casework.shift import Shift
from tests.ui import access
from ui.menus import commands_of, keys_of
from ui.navigation import ENTRIES, OTHERS
from ui.place import Place
from ui.theme import Mode, Theme
from ui.window import Window

WHAT_TO_DO = {
    "today": "What has a date will stand here",
    "contacts": "Log the first one with the button above, or press Ctrl+N.",
    "allegations": "A contact becomes one when it is decided that it meets the threshold.",
    "meetings": "Plan",
    "people": "added",
    "actions": "Actions are added on a contact, or in a meeting",
    "registers": "Add each",
    "reports": "Reporting &year",  # it asks for the year, and counts noughts as well
}
"""What the page of each line of the navigation says while there is nothing on it."""
LOOKS = [(Mode.LIGHT, 100), (Mode.DARK, 100), (Mode.LIGHT, 200), (Mode.DARK, 200)]


@pytest.fixture
def places(shift: Shift) -> list[Place]:
    """Every page of the window: the lists, the records of a worked case, new ones, settings."""
    day = date(2026, 11, 20)
    adult = adults.add(shift, {"given_names": "Tom", "family_name": "Łukaszewicz"})
    head = professionals.add(shift, {"name": "Imogen Achterberg", "role": "Head teacher"})
    case = {"received_on": day, "intake": "referral", "adult_id": adult.id, "caller_id": head.id}
    contact = contacts.log(shift, case)
    met = {"outcome": "met_meeting", "criteria": ["harm"], "rationale": "Seen", "advice": "Wait"}
    decisions.decide(shift, contact.id, met)
    actions.add(shift, contact.id, {"text": "Consult the police", "owner_id": head.id})
    meeting = meetings.plan(shift, [contact.id], {"kind_of": "pot_initial", "held_on": day})
    meetings.attend(shift, meeting.id, {"professional_id": head.id, "agency": "School"})
    meetings.write(shift, meeting.id, "reports", "Seen by two.", agency="School")
    request = information_requests.add(shift, {"received_on": day, "kind_of": "foi"})
    conclude(shift, contact.id, {"found_on": day, "finding": "unfounded", "rationale": "Not so"})
    return [
        *(Place(entry.noun) for entry in ENTRIES),
        *(Place(noun) for noun in sorted(OTHERS)),
        Place("contact"),
        Place("contact", contact.id),
        Place("meeting", about=contact.id),
        Place("meeting", meeting.id),
        Place("adult", adult.id),
        Place("professional", head.id),
        Place("organisation"),
        Place("complaint"),
        Place("information_request", request.id),
    ]


def _settle(qtbot: QtBot, window: Window) -> None:
    """Let what was asked of the worker arrive, and find its room on the page."""
    qtbot.waitUntil(lambda: not window.desk.worker.busy)
    for _ in range(3):
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.page is not None


def _parts(qtbot: QtBot, page: QWidget, window: Window) -> Iterator[str]:
    """Bring each tab of the page to the front; a page without tabs is one part."""
    tabs = next((each for each in page.findChildren(QTabWidget) if each.isVisible()), None)
    for at in range(tabs.count() if tabs is not None else 1):
        if tabs is not None:
            if not tabs.isTabVisible(at):
                continue
            tabs.setCurrentIndex(at)
        _settle(qtbot, window)
        yield tabs.tabText(at) if tabs is not None else ""


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def test_every_page_can_be_read_and_used(
    qtbot: QtBot, window: Window, theme: Theme, places: list[Place], look: tuple[Mode, int]
) -> None:
    theme.apply(*look)
    window.resize(1366, 768)
    wrong: dict[str, object] = {}
    for place in places:
        window.go(place)
        page = window.page
        assert page is not None
        for part in _parts(qtbot, page, window):
            found = {
                "clipped": access.clipped(page),
                "too small": access.too_small(page),
                "nameless": access.nameless(page),
                "off Tab": access.off_tab(page),
                "faint": access.faint(page, theme.colours),
                "sideways": access.sideways(page),
            }
            said = {what: which for what, which in found.items() if which}
            if said:
                wrong[f"{place.noun} {'record' if place.id else ''} {part}"] = said
    assert not wrong


def _acts_of(page: QWidget) -> list[QAction]:
    return [each for each in page.findChildren(QAction) if each.isEnabled() and each.shortcuts()]


def test_every_act_with_a_key_stands_in_a_menu_with_a_letter_and_under_ctrl_slash(
    qtbot: QtBot, window: Window, places: list[Place]
) -> None:
    for place in places:
        window.go(place)
        page = window.page
        assert page is not None
        _settle(qtbot, window)
        commands = commands_of(window)
        listed = [each.action for each in commands]
        for act in [*_acts_of(page), *page.acts()]:
            assert act in listed, f"{place.noun}: {act.text()}"
        assert not window.findChildren(QShortcut), "a key that no menu tells of"
        keys = [key for each in commands for key in keys_of(each.action).split(" or ") if key]
        assert len(keys) == len(set(keys)), place.noun
        for top in window.menuBar().actions():
            menu = top.menu()
            assert isinstance(menu, QMenu)
            letters = [
                line.text().replace("&&", "").partition("&")[2][:1].lower()
                for line in menu.actions()
                if line.text()
            ]
            assert all(letters), f"{place.noun}, {top.text()}: a line without a letter"
            assert len(letters) == len(set(letters)), f"{place.noun}, {top.text()}: {letters}"


def test_every_empty_page_says_what_to_do(qtbot: QtBot, window: Window) -> None:
    for entry in ENTRIES:
        window.go(Place(entry.noun))
        page = window.page
        assert page is not None
        for part in _parts(qtbot, page, window):
            said = " ".join(label.text() for label in page.findChildren(QLabel))
            assert WHAT_TO_DO[entry.noun] in said, f"{entry.noun} {part}: {said}"
            focused = window.focusWidget()
            assert focused is not None
            assert focused.isVisible(), f"{entry.noun} {part}: the focus is out of sight"
