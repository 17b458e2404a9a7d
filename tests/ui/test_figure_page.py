"""From a figure to its records and back, through the window, by keyboard."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lado_desktop.casework import contacts, meetings
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.contact import Contact
from ui.pages.figure import FigurePage
from ui.pages.reports import ReportsPage
from ui.place import Place
from ui.window import Window


def reports_of(qtbot: QtBot, window: Window) -> ReportsPage:
    page = window.page
    assert isinstance(page, ReportsPage)
    qtbot.waitUntil(lambda: page.figures is not None)
    return page


def listed(qtbot: QtBot, window: Window) -> FigurePage:
    page = window.page
    assert isinstance(page, FigurePage)
    qtbot.waitUntil(page.table.isVisible)
    return page


def turn_to(page: ReportsPage, table: str) -> None:
    assert page.figures is not None
    page.contents.setCurrentRow([each.id for each in page.figures.tables].index(table))


def test_a_figure_opens_its_records_each_its_page_and_back_leads_to_the_figure(
    qtbot: QtBot, window: Window, log: Callable[..., Contact]
) -> None:
    first, second = log(received_on=date(2026, 11, 19)), log()
    window.go(Place("reports"))
    page = reports_of(qtbot, window)
    turn_to(page, "contacts_consultations_referrals")
    title = page.table.heading.text()
    table = page.table.table
    table.setFocus()
    table.setCurrentCell(0, table.columnCount() - 1)
    assert page.table.open.text() == "&Show the 2 contacts"
    QTest.keyClick(table, Qt.Key.Key_Return)
    behind = listed(qtbot, window)
    assert behind.heading is not None
    assert behind.heading.text() == "Contacts, 2026/27"
    assert behind.table.count.text() == "2 contacts"
    assert {behind.table.rows.id_at(row) for row in range(2)} == {first.id, second.id}
    assert behind.table.view.hasFocus()
    QTest.keyClick(behind.table.view, Qt.Key.Key_Return)
    assert window.history.place == Place("contact", second.id)
    window.go_back()
    assert listed(qtbot, window).place == behind.place
    window.go_back()
    page = reports_of(qtbot, window)
    assert page.table.heading.text() == title
    assert (table.currentRow(), table.currentColumn()) == (0, table.columnCount() - 1)
    assert table.hasFocus()
    table.setCurrentCell(0, 0)
    assert not page.table.open.isEnabled()


def test_a_meeting_is_behind_its_figure_though_its_contact_was_logged_in_error(
    qtbot: QtBot, window: Window, shift: Shift, allegation: Contact
) -> None:
    held = {"kind_of": "pot_initial", "held_on": date(2026, 11, 20)}
    meeting = meetings.plan(shift, [allegation.id], held)
    contacts.record_in_error(shift, allegation.id, "Logged twice.")
    window.go(Place("reports"))
    page = reports_of(qtbot, window)
    turn_to(page, "meetings")
    assert page.table.open.text() == "&Show the 1 meeting"
    page.table.open.click()
    behind = listed(qtbot, window)
    assert behind.table.rows.id_at(0) == meeting.id
