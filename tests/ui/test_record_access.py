"""Every page of a record can be used by keyboard and screen reader, at any text size."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from lado_desktop.casework import actions, adults, contacts, decisions, meetings, professionals
from lado_desktop.casework.findings import conclude
from tests.ui.record_pages import shown
from ui.desk import Desk
from ui.navigation import page_class
from ui.page import Page
from ui.parts.short_table import ShortTable
from ui.parts.tabbed_page import TabbedPage
from ui.place import Place
from ui.theme import Mode, Theme

CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
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
    meetings.attend(shift, meeting.id, {"professional_id": head.id, "agency": "School"})
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


@pytest.fixture
def large(theme: Theme) -> Iterator[Theme]:
    theme.apply(Mode.DARK, 200)
    yield theme
    theme.apply(Mode.LIGHT, 100)


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


def _parts(page: Page) -> Iterator[None]:
    """Bring each part to the front."""
    if not isinstance(page, TabbedPage):
        QTest.qWait(1)
        yield
        return
    for at in range(page.tabs.count()):
        if page.tabs.isTabVisible(at):
            page.tabs.setCurrentIndex(at)
            QTest.qWait(80)  # a part is made, and then laid out, when it is first wanted
            yield


def _clipped(page: Page) -> list[str]:
    return [
        label.text()
        for label in page.findChildren(QLabel)
        if label.isVisible()
        and label.text()
        and (
            label.width() < label.minimumSizeHint().width()
            or label.height() < label.heightForWidth(label.width())
        )
    ]


def _unnamed(page: Page) -> list[QWidget]:
    """What has no spoken name, or is not reached by Tab."""
    found: list[QWidget] = []
    for each in page.findChildren(QWidget):
        inner = isinstance(each.parent(), QComboBox) or each.objectName().startswith("qt_")
        if not isinstance(each, (*CONTROLS, ShortTable)) or not each.isVisible() or inner:
            continue
        words = each.text() if isinstance(each, QAbstractButton) else ""
        # Of several ticks one is on the Tab order; the arrows go to the others.
        by_arrows = isinstance(each, QAbstractButton) and each.isCheckable()
        reached = by_arrows or bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if not (each.accessibleName() or words) or not reached:
            found.append(each)
    return found


def _low(page: Page) -> list[tuple[str, int]]:
    """What is lower than a fingertip."""
    return [
        (each.accessibleName(), each.height())
        for each in page.findChildren(QWidget)
        if isinstance(each, CONTROLS)
        and each.isVisible()
        and not isinstance(each.parent(), QComboBox)
        and not each.property("reading")
        and each.height() < 24
    ]


def _sideways(page: Page) -> list[int]:
    """By how much something is wider than where it scrolls."""
    return [
        ground.width() - area.viewport().width()
        for area in page.findChildren(QScrollArea)
        if area.isVisible()
        and (ground := area.widget()) is not None
        and ground.width() > area.viewport().width()
    ]


@pytest.mark.parametrize("noun", NOUNS)
def test_a_page_is_named_reached_and_read_in_full_and_no_part_of_it_is_a_window(
    qapp: QApplication, qtbot: QtBot, desk: Desk, places: dict[str, Place], noun: str
) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    try:
        page = _shown(qtbot, desk, places[noun])
    finally:
        qapp.removeEventFilter(windows)
    assert windows.seen == [type(page).__name__]
    for _ in _parts(page):
        assert (_unnamed(page), _clipped(page), _low(page), _sideways(page)) == ([], [], [], [])


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("noun", NOUNS)
def test_nothing_is_clipped_or_scrolled_sideways_at_200_per_cent(
    qtbot: QtBot, desk: Desk, places: dict[str, Place], noun: str
) -> None:
    page = _shown(qtbot, desk, places[noun])
    for _ in _parts(page):
        assert (_clipped(page), _sideways(page)) == ([], [])


@pytest.mark.parametrize("noun", ["contact", "meeting"])
def test_tab_goes_down_the_page_and_comes_round(
    qtbot: QtBot, desk: Desk, places: dict[str, Place], noun: str
) -> None:
    page = _shown(qtbot, desk, places[noun])
    if isinstance(page, TabbedPage):
        page.parts[0].begin()
    ground = next(each for each in page.findChildren(QScrollArea) if each.isVisible()).widget()
    assert ground is not None
    tops: list[tuple[int, str]] = []
    seen: set[int] = set()
    for _ in range(250):
        focus = QApplication.focusWidget()
        assert focus is not None
        if id(focus) in seen:
            break
        seen.add(id(focus))
        if ground.isAncestorOf(focus):
            top = focus.mapTo(ground, focus.rect().topLeft()).y()
            tops.append((top, focus.accessibleName()))
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    else:
        pytest.fail("Tab never came round")
    line = 60  # fields side by side, and a button beside a heading, are on one line
    assert len(tops) > 20
    back = [(earlier, later) for earlier, later in pairwise(tops) if later[0] <= earlier[0] - line]
    assert len(back) <= 1, back  # from the end it comes round to the beginning
