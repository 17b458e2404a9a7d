"""The keys of a contact that is coming in: what logs it, and what takes who is known already."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.contact.contact_pages import Open
from tests.ui.record_pages import type_into
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
