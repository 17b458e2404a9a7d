from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.meetings.meeting_file import open_meeting
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing.undo import undo, undoable
from lado_desktop.domain.kinds.contact import Contact
from ui.pages.binned import BinnedPage
from ui.route import Place
from ui.window.window import Window


def test_what_was_removed_or_recorded_in_error_is_found_with_its_reason_and_brought_back(
    qtbot: QtBot, window: Window, shift: Shift, allegation: Contact
) -> None:
    caller = open_contact(shift, allegation.id).caller
    assert caller is not None
    held = {"kind_of": "pot_initial", "held_on": date(2026, 11, 23)}
    meeting = meetings.plan(shift, [allegation.id], held)
    attendance = meetings.attend(
        shift, meeting.id, {"professional_id": caller.id, "status": "present"}
    )
    meetings.remove_attendance(shift, attendance.id)
    actions.add(shift, allegation.id, {"text": "Ring the police"})
    undo(shift, undoable(shift)[0].act_id)
    contacts.record_in_error(shift, allegation.id, "Logged twice.")
    window.go(Place("binned"))
    page = window.page
    assert isinstance(page, BinnedPage)
    qtbot.waitUntil(lambda: page.rows.rowCount() == 3)
    assert page.count.text() == "3 records, the latest first"
    said = [page.rows.cells(row) for row in range(3)]
    number = allegation.reference
    assert {cells[2:] for cells in said} == {
        ("Contact", number, "Record in error"),
        ("Action: Ring the police", number, "Undo Add action"),
        ("Attendance: Dana Fox", f"{number}-M1", "Remove attendance"),
    }
    assert {cells[1] for cells in said} == {"Ottilie Marsh"}

    def mark(what: str) -> None:
        row = next(row for row in range(page.rows.rowCount()) if what in page.rows.cells(row)[2])
        page.view.selectRow(row)

    mark("Contact")
    assert "Logged twice." in page.held.toPlainText()
    page.bring_back.trigger()
    assert window.notices.words == f"Contact {number} counts again."
    assert open_contact(shift, allegation.id).contact.in_error_on is None
    qtbot.waitUntil(lambda: page.rows.rowCount() == 2)
    mark("Attendance")
    page.bring_back.trigger()
    assert len(open_meeting(shift, meeting.id).attendances) == 1
    qtbot.waitUntil(lambda: page.rows.rowCount() == 1)
    assert "Ring the police" in page.held.toPlainText(), "what it held"
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert window.history.place == Place("contact", allegation.id)


def test_what_is_undone_while_the_page_is_in_front_comes_and_goes_at_once(
    qtbot: QtBot, window: Window, shift: Shift, allegation: Contact
) -> None:
    for words in ("Ring the police", "Ring the school"):
        actions.add(shift, allegation.id, {"text": words})
    undo(shift, undoable(shift)[0].act_id)
    window.go(Place("binned"))
    page = window.page
    assert isinstance(page, BinnedPage)
    qtbot.waitUntil(lambda: page.rows.rowCount() == 1)
    window.undoing.last_act.trigger()
    qtbot.waitUntil(lambda: page.rows.rowCount() == 2)
    assert "Ring the school" in page.held.toPlainText(), "what was marked stays marked"
    window.undoing.again.trigger()
    qtbot.waitUntil(lambda: page.rows.rowCount() == 1)


def test_while_there_is_nothing_the_page_says_what_it_is_for(qtbot: QtBot, window: Window) -> None:
    window.go(Place("binned"))
    page = window.page
    assert isinstance(page, BinnedPage)
    qtbot.waitUntil(lambda: page.count.text() != "")
    assert page.count.text().startswith("Nothing yet.")
    assert not page.bring_back.isEnabled()
