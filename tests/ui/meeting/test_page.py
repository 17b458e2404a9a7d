"""A meeting's page: planned, attended, minuted, approved; what is typed is saved on leaving it."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollBar
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.meetings.meeting_file import open_meeting
from lado_desktop.casework.people import professionals
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.professional import Professional
from lado_desktop.reports.issue import approve_minutes, issue
from tests.ui.meeting.meeting_pages import MONDAY, Open, entry_of, file_of, text_of, write
from ui.alerts import Question
from ui.desk import Desk
from ui.meeting.actions import ActionsPart
from ui.meeting.attendance import AttendancePart
from ui.meeting.jump_list import JumpList
from ui.meeting.sending import SendingPart
from ui.pages.meeting import MeetingPage
from ui.route import Place


def test_a_meeting_is_planned_about_the_contact_it_starts_from(
    open_page: Open, contact: Contact, qtbot: QtBot, desk: Desk
) -> None:
    page = open_page(Place("meeting", about=contact.id))
    assert page.details.contacts.ids == [contact.id]
    page.details.form.editor("planned_for").show_value(date(2026, 11, 30))
    with qtbot.waitSignal(page.going) as gone:
        assert page.save()
    planned = open_meeting(desk.shift, gone.args[0].id)
    assert planned.meeting.kind_of == "pot_initial"
    assert [file.contact.id for file in planned.contacts] == [contact.id]


def test_a_meeting_about_nobody_is_refused_beside_the_picker(
    open_page: Open, contact: Contact
) -> None:
    page = open_page(Place("meeting"))
    page.details.form.editor("planned_for").show_value(date(2026, 11, 30))
    assert not page.save()
    assert page.details.contacts.row.problem.text() == "A meeting is about one contact at least."
    page.details.contacts.picker.choose(contact.id)
    assert page.details.contacts.row.problem.text() == ""
    assert page.save()


def test_a_held_meeting_is_folded_away_behind_its_facts(page: MeetingPage) -> None:
    assert page.details.form.isHidden()
    page.details.unfold_button.click()
    assert page.details.form.isVisible()
    page.details.form.editor("starts_at").show_value("10:00")
    assert page.save()
    assert file_of(page).meeting.starts_at == "10:00"
    assert page.details.form.isHidden()


def test_the_clocks_of_the_practice_are_said_in_the_head_and_under_distribution(
    page: MeetingPage,
) -> None:
    assert "Actions due out by Tuesday 24 November 2026" in page.head.about
    sending = page.minutes.parts["distribution"]
    assert isinstance(sending, SendingPart)
    assert "Minutes due out by Monday 21 December 2026." in sending.group.empty.text()


def test_people_are_added_one_after_another_by_enter_and_taken_off_again(
    page: MeetingPage, chair: Professional, desk: Desk
) -> None:
    other = professionals.add(desk.shift, {"name": "Kofi Brandreth", "role": "Sergeant"})
    page.somebody_act.trigger()
    part = page.minutes.parts["introductions"]
    assert isinstance(part, AttendancePart)
    for person in (chair, other):
        entry = entry_of(part)
        entry.view.editor("professional_id").choose(person.id)  # type: ignore[attr-defined]
        assert entry.view.editor("status").value() is None, "whether they came is asked"
        entry.view.editor("status").show_value("present")
        entry.view.editor("agency").control.setFocus()
        QTest.keyClick(entry.view.editor("agency").control, Qt.Key.Key_Return)
        assert entry.view.editor("professional_id").control.hasFocus()
    assert [person.name for _, person in file_of(page).attendances] == [chair.name, other.name]
    assert not part.is_edited
    part.list.table.opened.emit(1)
    remove = next(
        each for each in entry_of(part).findChildren(QPushButton) if each.text() == "Remove"
    )
    remove.click()
    assert [person.name for _, person in file_of(page).attendances] == [chair.name]


def test_earlier_actions_are_dealt_with_in_the_meeting(
    open_page: Open, contact: Contact, desk: Desk
) -> None:
    actions.add(desk.shift, contact.id, {"text": "Ring the school"})
    values = {"kind_of": "pot_review", "held_on": MONDAY}
    page = open_page(Place("meeting", meetings.plan(desk.shift, [contact.id], values).id))
    earlier = page.minutes.earlier
    assert earlier.list.add.isHidden()
    earlier.list.table.opened.emit(0)
    entry = entry_of(earlier)
    entry.view.editor("status").show_value("done")
    assert entry.run()
    (dealt_with, _) = file_of(page).earlier_actions[0]
    assert dealt_with.status == "done", "it stays among those that the meeting went through"


def test_actions_of_the_meeting_are_its_own_and_numbered(page: MeetingPage) -> None:
    page.action_act.trigger()
    part = page.minutes.parts["actions"]
    assert isinstance(part, ActionsPart)
    for words in ("Arrange a medical", "Tell the parents"):
        line = entry_of(part).view.editor("text").control
        QTest.keyClicks(line, words)
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert [(each.number, each.text) for each, _ in file_of(page).actions] == [
        (1, "Arrange a medical"),
        (2, "Tell the parents"),
    ]


def test_approved_minutes_are_read_only_but_for_the_days_of_sending(
    page: MeetingPage, chair: Professional, desk: Desk, qtbot: QtBot
) -> None:
    meetings.attend(desk.shift, page.id, {"professional_id": chair.id, "status": "chair"})
    write(page, "risk", "No contact with pupils.")
    page.approve_act.trigger()
    asked = page.findChild(Question)
    assert asked is not None
    said = " ".join(each.text() for each in asked.findChildren(QLabel))
    assert "Nothing is written under: Statements read and agreed, Previous meeting" in said
    assert "Risk analysis" not in said
    assert "Introductions" not in said
    assert asked.no.isDefault(), "Enter must not fix minutes with empty headings for good"
    asked.accept()
    assert page.jump.hasFocus()
    qtbot.waitUntil(lambda: desk.notices.words == "The minutes are approved.")
    assert file_of(page).approved
    assert page.head.status.accessibleName() == "Minutes approved"
    risk = text_of(page, "risk")
    assert risk.row.reading is not None
    assert risk.row.reading.toPlainText() == "No contact with pupils."
    assert page.details.unfold_button.isHidden()
    part = page.minutes.parts["introductions"]
    assert isinstance(part, AttendancePart)
    assert part.list.add.isHidden()
    sending = page.minutes.parts["distribution"]
    assert isinstance(sending, SendingPart)
    sending.form.editor("minutes_sent_on").show_value(MONDAY)
    assert page.save()
    assert file_of(page).meeting.minutes_sent_on == MONDAY


def _primary(page: MeetingPage) -> list[str]:
    buttons = page.head.findChildren(QPushButton)
    return [
        each.text() for each in buttons if each.isVisible() and each.property("role") == "primary"
    ]


def test_the_primary_act_is_what_comes_next(
    open_page: Open, contact: Contact, chair: Professional, desk: Desk
) -> None:
    values = {"kind_of": "pot_initial", "planned_for": MONDAY}
    page = open_page(Place("meeting", meetings.plan(desk.shift, [contact.id], values).id))
    assert _primary(page) == ["Say that it was &held"]
    page.next.held.trigger()
    held_on = page.details.form.editor("held_on")
    assert held_on.control.hasFocus()
    held_on.show_value(MONDAY)
    assert page.save()
    assert _primary(page) == ["Record attenda&nce"]
    meetings.attend(desk.shift, page.id, {"professional_id": chair.id, "status": "chair"})
    page.look()
    assert _primary(page) == ["&Write the minutes"]
    page.next.write.trigger()
    desk.notices.clear()
    QTest.keyClicks(page.focusWidget(), "Read and agreed.")
    assert page.save()
    assert desk.notices.words == "Saved."
    assert _primary(page) == ["&Approve minutes"]


def test_approving_without_attendance_is_refused_in_a_sentence(
    page: MeetingPage, desk: Desk
) -> None:
    page.approve_act.trigger()
    assert desk.notices.words == "Record who attended before the minutes are approved."
    assert page.findChild(Question) is None


def test_minutes_and_actions_are_printed_apart_under_the_reference(
    page: MeetingPage, qtbot: QtBot
) -> None:
    write(page, "risk", "Typed and not left")
    for act, name in ((page.print_act, "minutes"), (page.actions_act, "actions")):
        with qtbot.waitSignal(page.printing) as printing:
            act.trigger()
        document = printing.args[0]
        assert document.file_name == f"{file_of(page).meeting.reference}-{name}.pdf"
        assert document.draw().startswith(b"%PDF")
    assert file_of(page).written("risk"), "what is typed is saved before it is printed"


def test_enter_on_the_button_done_adds_nobody(page: MeetingPage) -> None:
    page.somebody_act.trigger()
    part = page.minutes.parts["introductions"]
    assert isinstance(part, AttendancePart)
    done = entry_of(part).cancel
    done.setFocus()
    QTest.keyClick(done, Qt.Key.Key_Return)
    assert part.list.slot.entry is None
    assert file_of(page).attendances == []
    assert part.list.add.hasFocus()


def test_the_heading_that_is_read_is_marked_as_somebody_scrolls(qtbot: QtBot) -> None:
    jump, bar = JumpList(["The meeting", "The adult", "Risk", "Documents"]), QScrollBar()
    qtbot.addWidget(jump)
    qtbot.addWidget(bar)
    bar.setRange(0, 500)
    bar.setPageStep(300)
    jump.follow(bar, lambda: [0, 200, 500, 700])
    jump.setCurrentRow(0)
    with qtbot.assertNotEmitted(jump.shown):
        bar.setValue(250)
        assert jump.currentRow() == 1
    jump.setCurrentRow(3)
    bar.setValue(500)
    assert jump.currentRow() == 3, "what was chosen stays marked while it is in sight"


def test_a_meeting_with_nobody_on_its_list_offers_those_of_the_one_before(
    open_page: Open, shift: Shift, allegation: Contact
) -> None:
    held = {"kind_of": "pot_initial", "held_on": date(2026, 11, 20)}
    first = meetings.plan(shift, [allegation.id], held)
    meetings.attend(shift, first.id, {"professional_id": allegation.caller_id, "status": "present"})
    review = {"kind_of": "pot_review", "planned_for": date(2026, 12, 14)}
    second = meetings.plan(shift, [allegation.id], review)
    page = open_page(Place("meeting", second.id))
    part = page.minutes.parts["introductions"]
    assert isinstance(part, AttendancePart)
    assert part.as_before.text() == "Take those of 2627-0001-M1"
    part.as_before.click()
    assert page.desk.notices.words == "1 person was put on the list as invited."
    assert part.as_before.isHidden()
    assert [each.status for each, _ in open_meeting(shift, second.id).attendances] == ["invited"]


def test_somebody_added_to_a_planned_meeting_is_invited_and_the_page_asks_who_came(
    open_page: Open, contact: Contact, chair: Professional, desk: Desk
) -> None:
    values = {"kind_of": "pot_initial", "planned_for": MONDAY, "chair_id": chair.id}
    page = open_page(Place("meeting", meetings.plan(desk.shift, [contact.id], values).id))
    page.somebody_act.trigger()
    part = page.minutes.attendance
    entry = entry_of(part)
    assert entry.view.editor("status").value() == "invited"
    entry.view.editor("professional_id").choose(chair.id)  # type: ignore[attr-defined]
    assert entry.run()
    entry_of(part).cancel.click()
    page.details.begin_held()
    page.details.form.editor("held_on").show_value(MONDAY)
    assert page.save()
    assert _primary(page) == ["Record attenda&nce"]
    page.next.attendance.trigger()
    assert part.list.table.hasFocus(), "the row is there: it only has to be said who came"
    page.approve_act.trigger()
    assert "1 person is still shown as invited" in desk.notices.words
    assert page.findChild(Question) is None


def test_approval_asks_about_undecided_contacts_and_earlier_actions_that_are_still_open(
    open_page: Open, desk: Desk, chair: Professional
) -> None:
    values = {"received_on": date(2026, 11, 20), "intake": "referral", "described_as": "A coach"}
    undecided = contacts.log(desk.shift, values)
    actions.add(desk.shift, undecided.id, {"text": "Ring the school"})
    held = {"kind_of": "pot_initial", "held_on": MONDAY, "chair_id": chair.id}
    page = open_page(Place("meeting", meetings.plan(desk.shift, [undecided.id], held).id))
    meetings.attend(desk.shift, page.id, {"professional_id": chair.id, "status": "chair"})
    page.look()
    page.approve_act.trigger()
    asked = page.findChild(Question)
    assert asked is not None
    said = " ".join(each.text() for each in asked.findChildren(QLabel))
    assert f"No decision is recorded yet for {undecided.reference}." in said
    assert "1 earlier action is still open: nothing says what became of them." in said
    assert asked.no.isDefault()


def test_the_preview_of_approved_minutes_shows_the_bytes_that_are_saved(
    page: MeetingPage, chair: Professional, desk: Desk
) -> None:
    meetings.attend(desk.shift, page.id, {"professional_id": chair.id, "status": "chair"})
    action = actions.add(desk.shift, page.details.contacts.ids[0], {"text": "Ring"}, page.id)
    approve_minutes(desk.shift, page.id)
    kept = issue(desk.shift, "minutes", page.id).content
    actions.amend(desk.shift, action.id, action.version, {"due_on": date(2027, 1, 31)})
    page.look()
    for name in ("minutes", "actions"):
        document = page.document(name)
        assert document is not None
        assert document.issue is not None
        shown = document.draw()
        assert document.issue() == shown
        assert (shown == kept) is (name == "minutes")
