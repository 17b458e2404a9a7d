"""Typing the minutes: saved on leaving a text, kept as a draft meanwhile, taken from the case."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.people import professionals
from lado_desktop.casework.today import drafts
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.practice.codes import code_lists
from tests.lines_by_name import arrow_to
from tests.ui.meeting.meeting_pages import Open, file_of, text_of, write
from tests.waiting import until_shown
from ui.desk import Desk
from ui.meeting.agency_reports import AgencyReports
from ui.pages.meeting import MeetingPage
from ui.route import Place


def test_every_heading_of_the_minutes_is_in_its_order(page: MeetingPage) -> None:
    assert list(page.minutes.parts) == list(code_lists()["minute_heading"])
    tops = [part.mapTo(page, part.rect().topLeft()).y() for part in page.minutes.parts.values()]
    assert tops == sorted(tops)
    listed = [page.jump.item(row).text() for row in range(page.jump.count())]
    assert listed == ["The meeting", *code_lists()["minute_heading"].values(), "Documents"]


def test_a_text_is_saved_on_leaving_it_and_the_focus_stays_where_it_went(
    page: MeetingPage,
) -> None:
    write(page, "risk", "No contact with pupils.")
    assert file_of(page).written("risk") == []
    QTest.keyClick(text_of(page, "risk").editor.control, Qt.Key.Key_Tab)
    assert [each.text for each in file_of(page).written("risk")] == ["No contact with pupils."]
    assert QApplication.focusWidget() is text_of(page, "strands").editor.control
    write(page, "risk", " None at all.")
    assert page.save()
    assert text_of(page, "risk").editor.control.hasFocus()
    assert "None at all." in (file_of(page).written("risk")[0].text or "")


def test_an_emptied_text_is_taken_out_of_the_minutes(page: MeetingPage) -> None:
    write(page, "risk", "Wrong heading")
    assert page.save()
    control = text_of(page, "risk").editor.control
    QTest.keySequence(control, "Ctrl+A")
    QTest.keyClick(control, Qt.Key.Key_Delete)
    assert page.save()
    assert file_of(page).written("risk") == []


@pytest.mark.slow
def test_what_is_typed_is_kept_without_being_asked_and_let_go_when_it_is_saved(
    page: MeetingPage, desk: Desk, qtbot: QtBot
) -> None:
    write(page, "risk", "Half a sent")
    qtbot.waitUntil(
        lambda: (
            drafts.saved_values(desk.shift, "minute_section", page.id) == {"risk": "Half a sent"}
        )
    )
    assert page.save()
    page.keep()
    assert drafts.saved_values(desk.shift, "minute_section", page.id) is None


def test_what_a_crash_left_is_found_again_an_agency_not_saved_yet_too(
    open_page: Open, meeting: Meeting, desk: Desk
) -> None:
    left = {"risk": "Half a sent", "reports/Police": "No reco"}
    drafts.save(desk.shift, "minute_section", meeting.id, left)
    page = open_page(Place("meeting", meeting.id))
    assert text_of(page, "risk").typed == "Half a sent"
    reports = page.minutes.parts["reports"]
    assert isinstance(reports, AgencyReports)
    assert reports.texts["Police"].typed == "No reco"
    assert file_of(page).sections == []
    assert page.save()
    assert len(file_of(page).sections) == 2


def test_the_case_is_offered_under_a_heading_and_taken_by_a_button(page: MeetingPage) -> None:
    allegation, risk = text_of(page, "allegation"), text_of(page, "risk")
    assert risk.take.isHidden()
    allegation.take.click()
    assert allegation.typed.startswith("A child was gripped by the arm.")
    assert allegation.take.isHidden()
    assert page.save()
    assert file_of(page).written("allegation")


def test_the_headings_lead_to_their_texts_by_arrows_and_enter(page: MeetingPage) -> None:
    page.jump_act.trigger()
    arrow_to(page.jump, "Risk analysis")
    assert page.jump.hasFocus()
    QTest.keyClick(page.jump, Qt.Key.Key_Return)
    assert text_of(page, "risk").editor.control.hasFocus()
    spoken = page.jump.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Risk analysis, empty"


def test_each_agency_that_is_present_has_a_text_of_its_own(page: MeetingPage, desk: Desk) -> None:
    person = professionals.add(desk.shift, {"name": "Kofi Brandreth"})
    present = {"professional_id": person.id, "agency": "Police", "status": "present"}
    meetings.attend(desk.shift, page.id, present)
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
    assert [(each.agency, each.text) for each in file_of(page).written("reports")] == [
        ("Health", "Seen by a nurse.")
    ]
    part.texts["Health"].remove.click()
    assert file_of(page).written("reports") == []


def _is_wholly_in_sight(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect().height() == widget.height()


def test_a_form_that_opens_out_of_sight_is_brought_into_it(page: MeetingPage) -> None:
    for act, heading in ((page.action_act, "actions"), (page.somebody_act, "introductions")):
        act.trigger()
        at = QApplication.focusWidget()
        assert at is not None
        assert page.minutes.parts[heading].isAncestorOf(at)
        until_shown(partial(_is_wholly_in_sight, at))


def test_texts_out_of_sight_are_made_by_tab_by_the_jump_list_and_while_nobody_waits(
    page: MeetingPage, qtbot: QtBot
) -> None:
    risk, strands = text_of(page, "risk"), text_of(page, "strands")
    assert not risk.is_made
    risk.setFocus(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget() is risk.editor.control
    assert not strands.is_made
    QTest.keyClick(risk.editor.control, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is strands.editor.control
    page.jump.setCurrentRow(page.jump.count() - 3)
    asked = list(page.minutes.parts.values())[page.jump.count() - 4]
    assert all(text.is_made for text in page.minutes.texts if text.y() < asked.y())
    page.minutes.show_file(file_of(page))
    qtbot.waitUntil(lambda: all(text.is_made for text in page.minutes.texts))
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
