"""From a figure to its records and back, through the window, by keyboard."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import contacts, restrictions
from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.practice.practice import Practice
from ui.pages.figure import FigurePage
from ui.pages.reports import ReportsPage
from ui.route import Place
from ui.window.window import Window


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
    window.pages.go_back()
    assert listed(qtbot, window).place == behind.place
    window.pages.go_back()
    page = reports_of(qtbot, window)
    assert page.table.heading.text() == title
    assert (table.currentRow(), table.currentColumn()) == (0, table.columnCount() - 1)
    assert table.hasFocus()
    table.setCurrentCell(0, 0)
    assert not page.table.open.isEnabled()


def test_a_meeting_is_behind_its_figure_though_one_of_its_contacts_was_logged_in_error(
    qtbot: QtBot,
    window: Window,
    shift: Shift,
    log: Callable[..., Contact],
    allegation: Contact,
) -> None:
    held = {"kind_of": "pot_initial", "held_on": date(2026, 11, 20)}
    meeting = meetings.plan(shift, [allegation.id, log().id], held)
    contacts.record_in_error(shift, allegation.id, "Logged twice.")
    window.go(Place("reports"))
    page = reports_of(qtbot, window)
    turn_to(page, "meetings")
    assert page.table.open.text() == "&Show the 1 meeting"
    page.table.open.click()
    behind = listed(qtbot, window)
    assert behind.table.rows.id_at(0) == meeting.id


def planted(practice: Practice) -> Practice:
    """A practice of one table in which a nursery is in two rows."""
    rows = [{"label": "Early years", "sector": ["ey*"]}, {"label": "Nurseries", "sector": ["ey*"]}]
    table = {"id": "sectors", "title": "By sector", "counts": "contacts", "columns": {"years": 1}}
    return replace(practice, tables=({**table, "rows": rows},), identities=())


def test_figures_that_do_not_agree_are_listed_first_and_open_the_cases_behind_them(
    qtbot: QtBot, window: Window, shift: Shift, log: Callable[..., Contact]
) -> None:
    twice = log()
    log(sector="health.nhs")
    window.pages.desk = replace(window.desk, shift=replace(shift, practice=planted(shift.practice)))
    window.go(Place("reports"))
    page = reports_of(qtbot, window)
    qtbot.waitUntil(page.see_which.isVisible)
    said = "The figures do not agree: 1 check does not hold, of 2."
    assert page.agreement.text() == said
    page.see_which.click()
    row = [page.checks.table.item(0, place) for place in range(4)]
    assert [cell.text() if cell else "" for cell in row] == [
        "Differs",
        "By sector",
        "the rows and the second count",
        "2026/27 to 23 November 2026: 3 and 2",
    ]
    page.checks.table.setFocus()
    QTest.keyClick(page.checks.table, Qt.Key.Key_Return)
    behind = listed(qtbot, window)
    assert [behind.table.rows.id_at(at) for at in range(behind.table.rows.total)] == [twice.id]
    window.pages.go_back()
    page = reports_of(qtbot, window)
    assert page.checks.table.hasFocus()
    assert [made.text() for made in page.checks.offered] == [
        "Show the records behind 2026/27 to 23 November 2026: 3 and 2"
    ]


def test_what_is_restricted_to_others_is_counted_and_not_listed(
    qtbot: QtBot, window: Window, shift: Shift, log: Callable[..., Contact]
) -> None:
    open_to_all, theirs = log(), log()
    with shift.act("officer.add_all") as session:
        colleague = Officer(name="Ambrose Teale", role="lado")
        session.add(colleague)
    restrictions.restrict(shift, theirs.id, [colleague.id], "A colleague")
    window.go(Place("reports"))
    page = reports_of(qtbot, window)
    turn_to(page, "contacts_consultations_referrals")
    assert page.table.open.text() == "&Show the 2 contacts"
    page.table.open.click()
    behind = listed(qtbot, window)
    assert [behind.table.rows.id_at(at) for at in range(behind.table.rows.total)] == [
        open_to_all.id
    ]
    assert behind.said.text().endswith("1 more is counted, not listed.")
