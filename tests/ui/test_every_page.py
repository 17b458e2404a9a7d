"""One walk over every page: light and dark, 100 and 200 %, on a screen of 1366x768.

Nothing is clipped, too small, nameless, off the Tab order, faint, turned by the wheel, or wider
than its room; and each act of a page is in a menu, with its own letter.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import contacts, decisions
from lado_desktop.casework.contacts.findings import conclude
from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.people import adults, professionals
from lado_desktop.casework.registers import information_requests
from lado_desktop.casework.shift import Shift
from tests.ui import access
from ui.look.theme import Mode, Theme
from ui.page import Page
from ui.route import Place
from ui.window.menus import commands_of, keys_of
from ui.window.navigation import ENTRIES, OTHERS
from ui.window.window import Window

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
# Each look opens every page, so one of them is quick and .ci/run has all.
LOOKS = [
    (Mode.DARK, 100),
    pytest.param((Mode.LIGHT, 200), marks=pytest.mark.slow),
    pytest.param((Mode.LIGHT, 100), marks=pytest.mark.slow),
    pytest.param((Mode.DARK, 200), marks=pytest.mark.slow),
]
ROOM = (1366, 700)
"""What a small screen leaves the window, in pixels."""


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
    present = {"professional_id": head.id, "agency": "School", "status": "present"}
    meetings.attend(shift, meeting.id, present)
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
    desk = window.desk
    qtbot.waitUntil(lambda: not (desk.worker.busy or desk.looking.busy))
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


def _sizes_amiss(window: Window, page: Page) -> list[str]:
    """What asks for more than a small screen has, or leaves the focus outside of the page."""
    least, scroller, focused = window.minimumSizeHint(), page.parentWidget(), window.focusWidget()
    assert isinstance(scroller, QWidget)
    assert focused is not None
    found = {
        "the window outgrows the screen": least.width() > ROOM[0] or least.height() > ROOM[1],
        "the page outgrows the window": page.minimumSizeHint().width() > scroller.width(),
        "the focus is not where work begins": not page.isAncestorOf(focused),
    }
    return [words for words, so in found.items() if so]


def _acts_amiss(window: Window, page: Page) -> list[str]:
    """Acts in no menu, keys that no menu tells of or that two share, lines without a letter."""
    commands = commands_of(window)
    listed = [each.action for each in commands]
    acts = [act for act in _acts_of(page) if act.menu() is None]
    said = [f"{act.text()} is in no menu" for act in acts if act not in listed]
    said += [f"{each.key().toString()}: no menu tells" for each in window.findChildren(QShortcut)]
    keys = [key for each in commands for key in keys_of(each.action).split(" or ") if key]
    said += [f"{key} is of two acts" for key in sorted(set(keys)) if keys.count(key) > 1]
    for top in window.menuBar().actions():
        menu = top.menu()
        assert isinstance(menu, QMenu)
        lines = [line.text() for line in menu.actions() if line.text()]
        letters = [line.replace("&&", "").partition("&")[2][:1].lower() for line in lines]
        if not all(letters) or len(letters) != len(set(letters)):
            said.append(f"{top.text()}: a line without a letter of its own, {letters}")
    return said


def _acts_of(page: Page) -> list[QAction]:
    keyed = [each for each in page.findChildren(QAction) if each.isEnabled() and each.shortcuts()]
    return [*keyed, *page.acts()]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def test_every_page_can_be_read_and_used_and_each_act_is_in_a_menu(
    qtbot: QtBot, theme: Theme, window: Window, places: list[Place], look: tuple[Mode, int]
) -> None:
    theme.apply(*look)
    window.resize(1366, 768)
    wrong: dict[str, object] = {}
    for place in places:
        window.go(place)
        page = window.page
        assert page is not None
        _settle(qtbot, window)
        if amiss := [*_sizes_amiss(window, page), *_acts_amiss(window, page)]:
            wrong[f"{place.noun} {'record' if place.id else ''}"] = amiss
        for part in _parts(qtbot, page, window):
            found = {
                "clipped": access.clipped(page),
                "too small": access.too_small(page),
                "drawn out": access.drawn_out(page),
                "nameless": access.nameless(page),
                "off Tab": access.off_tab(page),
                "faint": access.faint(page, theme.colours),
                "turned by the wheel": access.turned(page),
                "sideways": access.sideways(page),
            }
            said = {what: which for what, which in found.items() if which}
            if said:
                wrong[f"{place.noun} {'record' if place.id else ''} {part}"] = said
    assert not wrong


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
