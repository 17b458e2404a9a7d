"""Keys while a contact comes in: one logs it, others pick a person who is known already."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lado_desktop.casework.people import adults, organisations
from tests.looked_up import look_up
from tests.ui.contact.contact_pages import Open
from tests.ui.record_pages import type_into
from ui.desk import Desk
from ui.editors.link_editor import LinkEditor
from ui.pages.contact import ContactPage


@pytest.fixture
def page(open_page: Open) -> ContactPage:
    return open_page()


def _ctrl_enter(page: ContactPage, name: str) -> None:
    control = page.call.form.editor(name).control
    QTest.keyClick(control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_ctrl_enter_logs_the_contact_from_a_line_and_from_the_notes(
    qtbot: QtBot, page: ContactPage
) -> None:
    logged: list[object] = []
    page.call.logged.connect(logged.append)
    type_into(page.call.form, "described_as", "A minibus driver")
    _ctrl_enter(page, "described_as")
    assert logged == [], "what came in is still asked"
    assert page.call.form.is_edited
    page.call.form.editor("intake").show_value("enquiry")
    type_into(page.call.form, "summary", "A bad lift.")
    _ctrl_enter(page, "summary")
    assert len(logged) == 1
    assert not page.call.form.is_edited


def test_a_number_stays_with_its_card_after_a_pick_and_replaces_nobody_picked(
    desk: Desk, page: ContactPage
) -> None:
    wren, ren = (
        adults.add(desk.shift, {"given_names": given, "family_name": "O'Sullivan"})
        for given in ("Wren", "Ren")
    )
    place = organisations.add(desk.shift, {"name": "Northgate Nursery"})
    page.resize(1060, 900)
    form, known = page.call.form, page.call.known
    adult, setting = form.editor("adult_id"), form.editor("setting_id")
    type_into(form, "setting_id", "Northgate")
    type_into(form, "adult_id", "Ren O'Sullivan")
    look_up(page)
    numbers = {card.title.text(): card.number for card in known.cards if card.isVisible()}
    assert numbers == {"Ren O'Sullivan": 1, "Wren O'Sullivan": 2, "Northgate Nursery": 3}
    known.press(1)
    assert adult.value() == ren.id
    known.press(2)
    assert adult.value() == ren.id, "at once, before the next look is answered"
    look_up(page)
    assert {card.number for card in known.cards if card.isVisible()} == {0, 3}
    known.press(2)
    assert adult.value() == ren.id
    known.press(3)
    assert setting.value() == place.id
    other = next(card for card in known.cards if card.title.text() == "Wren O'Sullivan")
    assert other.take.text() == "This person"
    other.take.click()
    assert adult.value() == wren.id, "a click replaces"


def test_an_emptied_field_says_nothing_of_the_name_that_stood_there(page: ContactPage) -> None:
    type_into(page.call.form, "adult_id", "Osgood")
    look_up(page)
    picker = page.call.form.editor("adult_id")
    assert isinstance(picker, LinkEditor)
    assert picker.echo.text().startswith("Nothing found")
    QTest.keyClick(picker.popup, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(picker.popup, Qt.Key.Key_Backspace)
    assert picker.line.text() == ""
    assert picker.echo.text() == ""
    assert page.call.known.said.text().startswith("Type a name")
