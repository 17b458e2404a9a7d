"""Typing the minutes: saved on leaving a text, kept as a draft meanwhile, taken from the case."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lado_desktop.casework import contacts, decisions, drafts, meetings, professionals
from lado_desktop.casework.meeting_file import MeetingFile, open_meeting
from lado_desktop.domain.codes import code_lists
from lado_desktop.domain.contact import Contact
from lado_desktop.domain.meeting import Meeting
from lado_desktop.domain.professional import Professional
from tests.ui.record_pages import shown
from ui.desk import Desk
from ui.meeting.agency_reports import AgencyReports
from ui.meeting.minute_text import MinuteText
from ui.pages.meeting import MeetingPage
from ui.parts.entry import Entry
from ui.place import Place

Open = Callable[[Place], MeetingPage]
MONDAY = date(2026, 11, 23)


@pytest.fixture
def contact(desk: Desk) -> Contact:
    values = {
        "received_on": date(2026, 11, 20),
        "intake": "referral",
        "described_as": "A coach",
        "summary": "A child was gripped by the arm.",
    }
    made = contacts.log(desk.shift, values)
    met = {"outcome": "met_meeting", "criteria": ["harm"], "rationale": "A mark was seen."}
    decisions.decide(desk.shift, made.id, met)
    return made


@pytest.fixture
def chair(desk: Desk) -> Professional:
    return professionals.add(desk.shift, {"name": "Imogen Achterberg", "role": "Head teacher"})


@pytest.fixture
def meeting(desk: Desk, contact: Contact, chair: Professional) -> Meeting:
    values = {"kind_of": "pot_initial", "held_on": MONDAY, "chair_id": chair.id}
    return meetings.plan(desk.shift, [contact.id], values)


@pytest.fixture
def open_page(qtbot: QtBot, desk: Desk) -> Open:
    def make(place: Place) -> MeetingPage:
        return shown(qtbot, MeetingPage(desk, place))

    return make


@pytest.fixture
def page(open_page: Open, meeting: Meeting) -> MeetingPage:
    return open_page(Place("meeting", meeting.id))


def _file(page: MeetingPage) -> MeetingFile:
    return open_meeting(page.desk.shift, page.id)


def _text(page: MeetingPage, heading: str) -> MinuteText:
    part = page.minutes.parts[heading]
    assert isinstance(part, MinuteText)
    return part


def _write(page: MeetingPage, heading: str, words: str) -> None:
    control = _text(page, heading).editor.control
    control.setFocus()
    QTest.keyClicks(control, words)


def _entry(part: Any) -> Entry:
    entry = part.list.slot.entry
    assert isinstance(entry, Entry)
    return entry


def test_every_heading_of_the_minutes_stands_in_its_order(page: MeetingPage) -> None:
    assert list(page.minutes.parts) == list(code_lists()["minute_heading"])
    tops = [part.mapTo(page, part.rect().topLeft()).y() for part in page.minutes.parts.values()]
    assert tops == sorted(tops)
    listed = [page.jump.item(row).text() for row in range(page.jump.count())]
    assert listed == ["The meeting", *code_lists()["minute_heading"].values(), "Documents"]


def test_a_text_is_saved_on_leaving_it_and_the_focus_stays_where_it_went(
    page: MeetingPage,
) -> None:
    _write(page, "risk", "No contact with pupils.")
    assert _file(page).written("risk") == []
    QTest.keyClick(_text(page, "risk").editor.control, Qt.Key.Key_Tab)
    assert [each.text for each in _file(page).written("risk")] == ["No contact with pupils."]
    assert QApplication.focusWidget() is _text(page, "strands").editor.control
    _write(page, "risk", " None at all.")
    assert page.save()
    assert _text(page, "risk").editor.control.hasFocus()
    assert "None at all." in (_file(page).written("risk")[0].text or "")


def test_an_emptied_text_is_taken_out_of_the_minutes(page: MeetingPage) -> None:
    _write(page, "risk", "Wrong heading")
    assert page.save()
    control = _text(page, "risk").editor.control
    QTest.keySequence(control, "Ctrl+A")
    QTest.keyClick(control, Qt.Key.Key_Delete)
    assert page.save()
    assert _file(page).written("risk") == []


@pytest.mark.slow
def test_what_is_typed_is_kept_within_two_seconds_and_let_go_when_it_is_saved(
    page: MeetingPage, desk: Desk, qtbot: QtBot
) -> None:
    _write(page, "risk", "Half a sent")
    qtbot.waitUntil(
        lambda: drafts.kept(desk.shift, "minute_section", page.id) == {"risk": "Half a sent"},
        timeout=2500,
    )
    assert page.save()
    page.keep()
    assert drafts.kept(desk.shift, "minute_section", page.id) is None


def test_what_a_crash_left_is_found_again_an_agency_not_saved_yet_too(
    open_page: Open, meeting: Meeting, desk: Desk
) -> None:
    left = {"risk": "Half a sent", "reports/Police": "No reco"}
    drafts.keep(desk.shift, "minute_section", meeting.id, left)
    page = open_page(Place("meeting", meeting.id))
    assert _text(page, "risk").typed == "Half a sent"
    reports = page.minutes.parts["reports"]
    assert isinstance(reports, AgencyReports)
    assert reports.texts["Police"].typed == "No reco"
    assert _file(page).sections == []
    assert page.save()
    assert len(_file(page).sections) == 2


def test_the_case_is_offered_under_a_heading_and_taken_by_a_button(page: MeetingPage) -> None:
    allegation, risk = _text(page, "allegation"), _text(page, "risk")
    assert risk.take.isHidden()
    allegation.take.click()
    assert allegation.typed.startswith("A child was gripped by the arm.")
    assert allegation.take.isHidden()
    assert page.save()
    assert _file(page).written("allegation")


def test_the_headings_lead_to_their_texts_by_arrows_and_enter(page: MeetingPage) -> None:
    page.jump_act.trigger()
    row = 1 + list(page.minutes.parts).index("risk")
    for _ in range(row):
        QTest.keyClick(page.jump, Qt.Key.Key_Down)
    assert page.jump.hasFocus()
    QTest.keyClick(page.jump, Qt.Key.Key_Return)
    assert _text(page, "risk").editor.control.hasFocus()
    spoken = page.jump.item(row).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Risk analysis, empty"


def test_each_agency_that_is_present_has_a_text_of_its_own(page: MeetingPage, desk: Desk) -> None:
    person = professionals.add(desk.shift, {"name": "Kofi Brandreth"})
    meetings.attend(desk.shift, page.id, {"professional_id": person.id, "agency": "Police"})
    page.look()
    part = page.minutes.parts["reports"]
    assert isinstance(part, AgencyReports)
    part.each_present.click()
    part.name.line.setFocus()
    QTest.keyClicks(part.name.line, "Health")
    QTest.keyClick(part.name.line, Qt.Key.Key_Return)
    assert list(part.texts) == ["Police", "Health"]
    assert part.texts["Health"].editor.control.hasFocus()
    QTest.keyClicks(part.texts["Health"].editor.control, "Seen by a nurse.")
    assert page.save()
    assert [(each.agency, each.text) for each in _file(page).written("reports")] == [
        ("Health", "Seen by a nurse.")
    ]
    part.texts["Health"].remove.click()
    assert _file(page).written("reports") == []


def test_a_form_that_opens_out_of_sight_is_brought_into_it(page: MeetingPage, qtbot: QtBot) -> None:
    for act, heading in ((page.action_act, "actions"), (page.somebody_act, "introductions")):
        act.trigger()
        QTest.qWait(1)
        at = QApplication.focusWidget()
        assert at is not None
        assert page.minutes.parts[heading].isAncestorOf(at)
        assert at.visibleRegion().boundingRect().height() == at.height(), heading


def test_texts_out_of_sight_are_made_by_tab_by_the_jump_list_and_while_nobody_waits(
    page: MeetingPage, qtbot: QtBot
) -> None:
    risk, strands = _text(page, "risk"), _text(page, "strands")
    assert not risk.is_made
    risk.setFocus(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget() is risk.editor.control
    assert not strands.is_made
    QTest.keyClick(risk.editor.control, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is strands.editor.control
    page.jump.setCurrentRow(page.jump.count() - 3)
    asked = list(page.minutes.parts.values())[page.jump.count() - 4]
    assert all(text.is_made for text in page.minutes.texts if text.y() < asked.y())
    page.minutes.show_file(_file(page))
    qtbot.waitUntil(lambda: all(text.is_made for text in page.minutes.texts), timeout=5000)
    controls: dict[QWidget, str] = {
        text.editor.control: text.heading for text in page.minutes.texts
    }
    order, at = ["risk"], risk.editor.control.nextInFocusChain()
    while at is not None and at is not risk.editor.control:
        order += [controls[at]] if at in controls else []
        at = at.nextInFocusChain()
    headings = list(controls.values())
    turned = headings.index("risk")
    assert order == headings[turned:] + headings[:turned]
