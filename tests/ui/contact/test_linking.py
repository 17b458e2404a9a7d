"""Two logged contacts are found to be one incident: linked on a contact's page, and unlinked."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from tests.looked_up import look_up
from tests.ui.record_pages import press
from ui.pages.contact import ContactPage
from ui.route import Place
from ui.search.palette import Palette
from ui.window.menus import commands_of
from ui.window.window import Window

Log = Callable[..., Contact]


@pytest.fixture
def one(log: Log) -> Contact:
    return log(adult_id=None, described_as="A coach")


@pytest.fixture
def other(log: Log) -> Contact:
    return log()


def _page(window: Window, contact: Contact) -> ContactPage:
    window.go(Place("contact", contact.id))
    assert isinstance(window.page, ContactPage)
    return window.page


def _do(window: Window, words: str) -> None:
    """Choose an act of the menus, as Ctrl+K offers it."""
    press(window, "Ctrl+K")
    box = window.findChild(Palette)
    assert box is not None
    QTest.keyClicks(box.words, words)
    QTest.keyClick(box.words, Qt.Key.Key_Return)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


def _pick(page: ContactPage, typed: str) -> None:
    """Type what somebody reads on another page, and take the first line of the list."""
    picker = page.linking.picker
    QTest.keyClicks(picker.line, typed)
    look_up(page)
    QTest.keyClick(picker.popup, Qt.Key.Key_Down)
    QTest.keyClick(picker.popup, Qt.Key.Key_Return)


def _incident(shift: Shift, id: UUID) -> list[str]:
    return [line.reference for line in open_contact(shift, id).incident]


@pytest.mark.parametrize("by", ["reference", "name"])
def test_a_contact_is_picked_by_its_reference_or_a_name_and_enter_links_the_two(
    qtbot: QtBot, window: Window, shift: Shift, one: Contact, other: Contact, by: str
) -> None:
    page = _page(window, one)
    _do(window, "link with")
    qtbot.waitUntil(page.linking.picker.line.hasFocus)
    _pick(page, other.reference if by == "reference" else "suilleabhain")
    assert page.linking.picker.line.text() == other.reference
    assert page.linking.picker.echo.text().startswith("Ó Súilleabháin, Wren · Northgate")
    assert _incident(shift, one.id) == [], "shown before anything is linked"
    QTest.keyClick(page.linking.picker.line, Qt.Key.Key_Return)
    assert window.notices.words == f"Linked as one incident with {other.reference}."
    assert not page.linking.isVisible()
    assert f"One incident with {other.reference}" in page.head.about
    assert f"One incident with {one.reference}" in _page(window, other).head.about
    press(window, "Ctrl+Alt+Z")
    assert window.notices.words == f"Link contacts undone ({one.reference})."
    assert (_incident(shift, one.id), _incident(shift, other.id)) == ([], [])


def test_the_strip_says_what_is_wrong_and_links_nothing(
    window: Window, shift: Shift, log: Log, one: Contact, other: Contact
) -> None:
    third, fourth = log(), log()
    contacts.link_incident(shift, one.id, other.id)
    contacts.link_incident(shift, third.id, fourth.id)
    page = _page(window, one)
    page.linking.link.trigger()
    (verb,) = (
        each
        for each in page.linking.findChildren(QPushButton)
        if each.text() == "Link as one incident"
    )
    verb.click()
    assert page.linking.row.problem.text() == "Pick the contact to link with."
    for reference, wrong in (
        (fourth.reference, "Unlink one of these two contacts first."),
        (other.reference, "These two contacts are linked already."),
        (one.reference, "A contact cannot be linked with itself."),
    ):
        page.linking.picker.clear()
        _pick(page, reference)
        QTest.keyClick(page.linking.picker.line, Qt.Key.Key_Return)
        assert page.linking.row.problem.text().startswith(wrong)
        assert page.linking.isVisible()
    QTest.keyClick(page.linking.picker.line, Qt.Key.Key_Escape)
    assert not page.linking.isVisible()
    assert _incident(shift, one.id) == [other.reference]
    assert _incident(shift, fourth.id) == [third.reference]


def test_a_contact_is_unlinked_and_the_others_stay_one_incident(
    qtbot: QtBot, window: Window, shift: Shift, log: Log, one: Contact, other: Contact
) -> None:
    third = log()
    contacts.link_incident(shift, one.id, other.id)
    contacts.link_incident(shift, third.id, one.id)
    page = _page(window, one)
    _do(window, "unlink")
    said = "No longer linked as one incident."
    qtbot.waitUntil(lambda: window.notices.words == said)
    assert "One incident" not in page.head.about
    assert not page.linking.unlink.isEnabled()
    assert _incident(shift, third.id) == [other.reference]
    press(window, "Ctrl+Alt+Z")
    assert window.notices.words == f"Unlink contact undone ({one.reference})."
    assert sorted(_incident(shift, one.id)) == sorted([other.reference, third.reference])


def test_a_contact_left_alone_in_its_incident_can_be_linked_with_another_one(
    shift: Shift, log: Log, one: Contact, other: Contact
) -> None:
    third, fourth = log(), log()
    contacts.link_incident(shift, one.id, other.id)
    contacts.link_incident(shift, third.id, fourth.id)
    contacts.unlink_incident(shift, one.id)
    contacts.link_incident(shift, other.id, third.id)
    assert sorted(_incident(shift, other.id)) == sorted([third.reference, fourth.reference])
    assert _incident(shift, one.id) == []


def test_a_contact_recorded_in_error_is_not_linked(
    window: Window, shift: Shift, one: Contact
) -> None:
    contacts.record_in_error(shift, one.id, "Logged twice")
    page = _page(window, one)
    assert not page.linking.link.isEnabled()
    assert not page.linking.unlink.isEnabled()


def test_the_acts_are_in_the_menus_of_the_record(window: Window, one: Contact) -> None:
    page = _page(window, one)
    menu = page.head.more.menu()
    assert menu is not None
    assert {page.linking.link, page.linking.unlink} <= set(menu.actions())
    words = [each.words for each in commands_of(window) if each.menu == "Record"]
    assert {"Link with another contact", "Unlink from the incident"} <= set(words)
