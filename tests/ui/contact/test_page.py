"""A contact's page: logged, known before, decided, worked, closed; nothing typed is lost."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import contacts, decisions
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.today import drafts
from lado_desktop.domain.kinds.contact import Contact
from tests.ui.contact.contact_pages import MET, Open, file_of
from tests.ui.record_pages import cells, choose, press, type_into
from ui.alerts import ReasonAsked
from ui.desk import Desk
from ui.forms.form_view import FormView
from ui.pages.contact import ContactPage
from ui.pages.today import TodayPage
from ui.route import Place
from ui.window.window import Window


def test_another_records_saving_is_no_reason_to_read_this_one(
    open_page: Open, contact: Contact, desk: Desk
) -> None:
    page = open_page(contact)
    contacts.amend(desk.shift, contact.id, contact.version, {"category": "sexual"})
    desk.changes.saved.emit("contact", contact.adult_id)
    assert page.concern.form.values()["category"] is None
    desk.changes.saved.emit("contact", contact.id)
    assert page.concern.form.values()["category"] == "sexual"


def test_a_nameless_contact_is_logged_and_its_page_takes_the_place_of_the_empty_one(
    open_page: Open, desk: Desk, qtbot: QtBot
) -> None:
    page = open_page()
    type_into(page.call.form, "intake", "Enquiry")
    type_into(page.call.form, "described_as", "A cover supervisor")
    with qtbot.waitSignal(page.going) as gone:
        assert page.save()
    place = gone.args[0]
    file = open_contact(desk.shift, place.id)
    assert (place.noun, file.who) == ("contact", "A cover supervisor")
    assert file.contact.received_on == desk.shift.today
    assert desk.notices.words == f"Logged as {file.contact.reference}."
    assert drafts.saved_values(desk.shift, "contact", None) is None


def test_what_is_missing_is_reported_beside_the_field_and_nothing_is_logged(
    open_page: Open,
) -> None:
    page = open_page()
    type_into(page.call.form, "described_as", "Somebody")
    assert not page.save()
    row = page.call.form.rows["intake"]
    assert row.problem.text() == "What came in is needed."
    assert page.call.form.summary.hasFocus()


def test_a_draft_opened_on_another_day_keeps_the_day_of_the_call(
    open_page: Open, desk: Desk
) -> None:
    page = open_page()
    type_into(page.call.form, "summary", "A pupil was gripped.")
    page.keep()
    draft = drafts.saved_values(desk.shift, "contact", None)
    assert draft is not None
    assert draft["received_on"] == "23 November 2026"
    again = open_page()
    assert again.call.form.editor("summary").typed() == "A pupil was gripped."


def test_a_second_call_is_taken_while_the_first_is_half_typed_and_each_is_reopened_whole(
    window: Window,
) -> None:
    def call(who: str) -> FormView:
        press(window, "Ctrl+N")
        page = window.page
        assert isinstance(page, ContactPage)
        assert page.call.form.editor("described_as").typed() == "", "a call of its own"
        type_into(page.call.form, "described_as", who)
        return page.call.form

    def waiting() -> list[QPushButton]:
        press(window, "Ctrl+1")
        assert isinstance(window.page, TodayPage)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return window.page.drafts.findChildren(QPushButton)

    type_into(call("A cover supervisor"), "place", "The hall")
    call("A bus escort")
    assert window.notices.words == "The contact that you began waits on Today, as you left it."
    press(window, "Ctrl+N")
    press(window, "Ctrl+N")
    assert len(waiting()) == 2, "nothing typed is no third"
    assert all(each.text().startswith("Contact, new, came in at 09:05") for each in waiting())
    seen = {}
    for line in waiting():
        line.click()
        page = window.page
        assert isinstance(page, ContactPage)
        form = page.call.form
        seen[form.editor("described_as").typed()] = (page.place, form.editor("place").typed())
    assert [place for _, place in seen.values()].count("The hall") == 1
    assert seen["A cover supervisor"][1] == "The hall"
    window.go(seen["A bus escort"][0])
    page = window.page
    assert isinstance(page, ContactPage)
    type_into(page.call.form, "intake", "Enquiry")
    assert page.save()
    assert len(waiting()) == 1
    press(window, "Ctrl+N")
    page = window.page
    assert isinstance(page, ContactPage)
    assert page.call.form.editor("described_as").typed() == "A cover supervisor"


def test_the_head_says_who_is_meant_and_where_it_stands(open_page: Open, contact: Contact) -> None:
    page = open_page(contact)
    assert page.head.title.text() == f"{contact.reference}  Tom Łukaszewicz"
    assert page.head.status.accessibleName() == "To be decided"
    assert page.called == contact.reference
    assert not page.tabs.isTabVisible(2), "there is no allegation yet"


def test_another_adult_in_the_same_call_is_a_contact_linked_with_this_one(
    open_page: Open, contact: Contact, desk: Desk
) -> None:
    page = open_page(contact)
    choose(page, "Another adult in the same call")
    entry = page.concern.slot.entry
    assert entry is not None
    type_into(entry.view, "described_as", "The teaching assistant")
    assert entry.run()
    linked = file_of(page).incident
    assert [line.who for line in linked] == ["The teaching assistant"]
    other = open_contact(desk.shift, linked[0].id)
    assert other.contact.received_on == contact.received_on
    table = page.concern.known.table
    assert cells(table)[0] == "Same incident"


def test_a_referral_that_follows_carries_the_matter_over(
    open_page: Open, contact: Contact, desk: Desk
) -> None:
    page = open_page(contact)
    choose(page, "A referral that follows")
    assert page.concern.slot.entry is not None
    assert page.concern.slot.entry.run()
    followed = file_of(page).followed_by
    assert len(followed) == 1
    assert open_contact(desk.shift, followed[0].id).contact.adult_id == contact.adult_id


def test_what_comes_next_is_the_one_primary_act(
    open_page: Open, contact: Contact, desk: Desk, qtbot: QtBot
) -> None:
    page = open_page(contact)

    def primary() -> list[str]:
        return [
            button.text().replace("&", "")
            for button in page.head.findChildren(QPushButton)
            if button.property("role") == "primary" and button.isVisible()
        ]

    assert primary() == ["Decide"]
    decisions.decide(desk.shift, contact.id, MET)
    page.look()
    assert primary() == ["Plan a meeting"]
    with qtbot.waitSignal(page.going) as gone:
        page.plan_act.trigger()
    assert gone.args == [Place("meeting", about=contact.id)]


def test_a_contact_recorded_in_error_is_read_only(open_page: Open, contact: Contact) -> None:
    page = open_page(contact)
    page.error_act.trigger()
    asked = page.findChild(ReasonAsked)
    assert asked is not None
    asked.reason.setPlainText("Logged twice")
    asked.accept()
    assert page.head.status.accessibleName() == "Recorded in error"
    assert not page.save_act.isEnabled()
    assert not page.decide_act.isEnabled()
    assert "Decide by" not in page.decision.now.empty.text()
    assert page.concern.form.rows["summary"].reading is not None
    assert page.work.action_list.add.isHidden()


def test_printing_saves_first_and_names_no_one(
    open_page: Open, contact: Contact, desk: Desk
) -> None:
    page = open_page(contact)
    type_into(page.concern.form, "place", "The hall")
    document = page.document()
    assert document is not None
    assert document.file_name == f"{contact.reference}-case-summary.pdf"
    assert file_of(page).contact.place == "The hall"
    assert document.draw().startswith(b"%PDF")


def test_no_dialog_is_left_open_by_leaving(open_page: Open, contact: Contact) -> None:
    page = open_page(contact)
    page.decision.begin_deciding()
    page.keep()
    assert not [each for each in page.findChildren(QDialog) if each.isVisible()]
