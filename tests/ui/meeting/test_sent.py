"""What leaves a meeting's page: its calendar file, its invitation, the reminder of an action."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.meetings.meeting_file import open_meeting
from lado_desktop.casework.people import professionals
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.meeting import Meeting
from tests.ui.record_pages import cells, shown
from ui.desk import Desk
from ui.meeting.actions import ActionsPart
from ui.pages.meeting import MeetingPage
from ui.route import Place


@pytest.fixture
def two(log: Callable[..., Contact]) -> tuple[Contact, Contact]:
    """Two contacts of one call: about Wren Ó Súilleabháin, and about somebody not named."""
    return log(), log(adult_id=None, described_as="The cook")


@pytest.fixture
def meeting(desk: Desk, two: tuple[Contact, Contact]) -> Meeting:
    ids = [contact.id for contact in two]
    values = {"kind_of": "pot_initial", "planned_for": date(2026, 11, 30), "starts_at": "10:00"}
    return meetings.plan(desk.shift, ids, values)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, meeting: Meeting) -> MeetingPage:
    return shown(qtbot, MeetingPage(desk, Place("meeting", meeting.id)))


def _actions(page: MeetingPage) -> ActionsPart:
    part = page.minutes.parts["actions"]
    assert isinstance(part, ActionsPart)
    return part


def test_a_new_action_is_about_the_contact_that_is_chosen(
    page: MeetingPage, desk: Desk, two: tuple[Contact, Contact]
) -> None:
    page.action_act.trigger()
    entry = _actions(page).list.slot.entry
    assert entry is not None
    about = entry.view.editor("contact_id")
    assert about.words() == f"{two[0].reference} Wren Ó Súilleabháin", "the first, until chosen"
    about.show_typed(f"{two[1].reference} The cook")
    QTest.keyClicks(entry.view.editor("text").control, "Tell the cook")
    assert entry.run()
    ((action, _),) = open_meeting(desk.shift, page.id).actions
    assert action.contact_id == two[1].id
    assert cells(_actions(page).list.table)[0] == f"1 {two[1].reference}"


def test_a_meeting_is_saved_for_the_calendar_without_a_name(
    page: MeetingPage, desk: Desk, meeting: Meeting, tmp_path: Path
) -> None:
    page.save_calendar(tmp_path / "meeting")
    content = (tmp_path / "meeting.ics").read_bytes()
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert meeting.reference.encode() in content
    assert "Súilleabháin".encode() not in content
    assert desk.notices.words == "Saved as meeting.ics."


def test_a_folder_that_cannot_be_written_is_reported(
    page: MeetingPage, desk: Desk, tmp_path: Path
) -> None:
    page.save_calendar(tmp_path / "gone" / "meeting.ics")
    assert desk.notices.words.startswith("Not saved:")


def test_the_invitation_is_copied_with_addresses_and_subject(
    page: MeetingPage, desk: Desk, meeting: Meeting
) -> None:
    head = professionals.add(desk.shift, {"name": "Dana Vex", "email": "dana@nursery.example"})
    meetings.attend(desk.shift, meeting.id, {"professional_id": head.id})
    page.email_act.trigger()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(f"To: dana@nursery.example\nSubject: {meeting.reference}: invitation")
    assert "Monday 30 November 2026" in copied
    QGuiApplication.clipboard().clear()


def test_the_reminder_of_an_action_is_copied_from_its_row(
    page: MeetingPage, desk: Desk, meeting: Meeting, two: tuple[Contact, Contact]
) -> None:
    actions.add(desk.shift, two[0].id, {"text": "Send the rota"}, meeting.id)
    page.look()
    _actions(page).list.table.opened.emit(0)
    entry = _actions(page).list.slot.entry
    assert entry is not None
    buttons = entry.findChildren(QPushButton)
    next(each for each in buttons if each.text() == "Copy reminder as e-mail").click()
    assert "Send the rota" in QGuiApplication.clipboard().text()
    assert desk.notices.words.startswith("The e-mail is copied. No address is known.")
    QGuiApplication.clipboard().clear()
