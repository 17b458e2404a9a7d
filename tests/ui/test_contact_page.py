"""A contact's page: logged, known before, decided, worked, closed; nothing typed is lost."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from lado_desktop.casework import actions, adults, contacts, decisions, drafts
from lado_desktop.casework.contact_file import ContactFile, open_contact
from lado_desktop.domain.adult import Adult
from lado_desktop.domain.contact import Contact
from ui.alerts import ReasonAsked
from ui.desk import Desk
from ui.forms.form_view import FormView
from ui.pages.allegation import AllegationPage
from ui.pages.contact import ContactPage
from ui.parts.short_table import ShortTable
from ui.place import Place

Open = Callable[..., ContactPage]
ADVICE = "Do not interview anybody."
MET: dict[str, Any] = {
    "decided_on": date(2026, 11, 20),
    "outcome": "met_meeting",
    "criteria": ["harm"],
    "rationale": "A mark was seen.",
    "advice": ADVICE,
}


@pytest.fixture
def adult(desk: Desk) -> Adult:
    return adults.add(desk.shift, {"given_names": "Tom", "family_name": "Łukaszewicz"})


@pytest.fixture
def contact(desk: Desk, adult: Adult) -> Contact:
    values = {"received_on": date(2026, 11, 20), "intake": "referral", "adult_id": adult.id}
    return contacts.log(desk.shift, values)


@pytest.fixture
def open_page(qtbot: QtBot, desk: Desk) -> Open:
    def make(contact: Contact | None = None, kind: type[ContactPage] = ContactPage) -> ContactPage:
        page = kind(desk, Place("contact", contact.id if contact else None))
        qtbot.addWidget(page)
        page.resize(1200, 700)
        page.show()
        page.activateWindow()
        assert QTest.qWaitForWindowActive(page)
        page.start()
        return page

    return make


def _file(page: ContactPage) -> ContactFile:
    return open_contact(page.desk.shift, page.id)


def _cells(table: ShortTable) -> list[str]:
    """The words of the first row."""
    return [str(table.model().index(0, at).data()) for at in range(table.columnCount())]


def _type(form: FormView, name: str, words: str) -> None:
    control = form.editor(name).control
    control.setFocus()
    QTest.keyClicks(control, words)


def test_a_nameless_contact_is_logged_and_its_page_takes_the_place_of_the_empty_one(
    open_page: Open, desk: Desk, qtbot: QtBot
) -> None:
    page = open_page()
    _type(page.concern.form, "intake", "Enquiry")
    _type(page.concern.form, "described_as", "A cover supervisor")
    with qtbot.waitSignal(page.going) as gone:
        assert page.save()
    place = gone.args[0]
    file = open_contact(desk.shift, place.id)
    assert (place.noun, file.who) == ("contact", "A cover supervisor")
    assert file.contact.received_on == desk.shift.today
    assert desk.notices.words == f"Logged as {file.contact.reference}."
    assert drafts.kept(desk.shift, "contact", None) is None


def test_what_is_missing_is_said_beside_the_field_and_nothing_is_logged(open_page: Open) -> None:
    page = open_page()
    _type(page.concern.form, "described_as", "Somebody")
    assert not page.save()
    row = page.concern.form._rows["intake"]
    assert row.problem.text() == "What came in is needed."
    assert page.concern.form._summary.hasFocus()


def test_a_draft_opened_on_another_day_keeps_the_day_of_the_call(
    open_page: Open, desk: Desk
) -> None:
    page = open_page()
    _type(page.concern.form, "summary", "A pupil was gripped.")
    page.keep()
    draft = drafts.kept(desk.shift, "contact", None)
    assert draft is not None
    assert draft["received_on"] == "23 November 2026"
    again = open_page()
    assert again.concern.form.editor("summary").typed() == "A pupil was gripped."


def test_an_adult_who_is_picked_for_a_new_contact_is_shown_as_known_before(
    open_page: Open, contact: Contact, adult: Adult
) -> None:
    page = open_page()
    assert page.concern.known.isHidden()
    page.concern.form.editor("adult_id").choose(adult.id)  # type: ignore[attr-defined]
    assert page.concern.known.isVisible()
    table = page.concern.known.table
    assert _cells(table)[:2] == ["Same person", contact.reference]


def test_the_head_says_who_is_meant_and_where_it_stands(open_page: Open, contact: Contact) -> None:
    page = open_page(contact)
    assert page.head.title.text() == f"{contact.reference}  Tom Łukaszewicz"
    assert page.head.status.accessibleName() == "To be decided"
    assert page.called == contact.reference
    assert not page.tabs.isTabVisible(page.parts.index(page.allegation))


def test_deciding_grows_the_allegation_and_keeps_what_is_typed_elsewhere(
    open_page: Open, contact: Contact
) -> None:
    page = open_page(contact)
    _type(page.concern.form, "place", "The hall")
    page.decide_act.trigger()
    entry = page.decision.slot.entry
    assert entry is not None
    _type(entry.view, "outcome", "Threshold met, meeting needed")
    entry.view.editor("criteria").show_value(["harm"])
    _type(entry.view, "rationale", "A mark was seen.")
    assert entry.run()
    assert page.head.status.accessibleName() == "Under way"
    assert page.tabs.isTabVisible(page.parts.index(page.allegation))
    assert page.concern.form.changes() == {"place": "The hall"}
    assert page.save()
    assert _file(page).contact.place == "The hall"


def test_a_decision_without_its_reasons_is_refused_beside_the_fields(
    open_page: Open, contact: Contact
) -> None:
    page = open_page(contact)
    page.decision.begin_deciding()
    entry = page.decision.slot.entry
    assert entry is not None
    _type(entry.view, "outcome", "Threshold met, meeting needed")
    assert not entry.run()
    assert "Why is needed" in entry.view._rows["rationale"].problem.text()
    assert _file(page).decision is None


def test_a_decision_half_typed_is_open_again_when_the_page_is(
    open_page: Open, contact: Contact
) -> None:
    page = open_page(contact)
    page.decision.begin_deciding()
    assert page.decision.slot.entry is not None
    _type(page.decision.slot.entry.view, "rationale", "Seen by two")
    page.keep()
    again = open_page(contact)
    assert again.decision.slot.entry is not None
    assert again.decision.slot.entry.view.editor("rationale").typed() == "Seen by two"
    again.decision.slot.entry.put_away()
    assert again.decision.slot.isHidden()
    assert drafts.kept(again.desk.shift, "decision", contact.id) is None


def test_an_earlier_decision_stands_below_the_one_in_force(
    open_page: Open, contact: Contact, desk: Desk
) -> None:
    below = {"decided_on": date(2026, 11, 20), "outcome": "below_advice", "rationale": "Low"}
    decisions.decide(desk.shift, contact.id, below)
    decisions.decide(desk.shift, contact.id, MET)
    page = open_page(contact)
    page.show_part(page.decision)
    assert page.decision.before.isVisible()
    assert len(page.decision.superseded.cards) == 1
    assert len(page.decision.in_force.cards) == 1


def test_advice_is_copied_as_text_and_noted_as_sent(
    open_page: Open, contact: Contact, desk: Desk
) -> None:
    decisions.decide(desk.shift, contact.id, MET)
    page = open_page(contact)
    page.show_part(page.decision)
    page.decision.copy_advice.click()
    assert QGuiApplication.clipboard().text() == ADVICE
    page.decision.note_sent.click()
    assert page.decision.slot.entry is not None
    assert page.decision.slot.entry.run()
    decision = _file(page).decision
    assert decision is not None
    assert decision.advice_sent_on == desk.shift.today
    QGuiApplication.clipboard().clear()


def test_another_adult_in_the_same_call_is_a_contact_linked_with_this_one(
    open_page: Open, contact: Contact, desk: Desk
) -> None:
    page = open_page(contact)
    page.another_act.trigger()
    entry = page.concern.slot.entry
    assert entry is not None
    _type(entry.view, "described_as", "The teaching assistant")
    assert entry.run()
    linked = _file(page).incident
    assert [line.who for line in linked] == ["The teaching assistant"]
    other = open_contact(desk.shift, linked[0].id)
    assert other.contact.received_on == contact.received_on
    table = page.concern.known.table
    assert _cells(table)[0] == "Same incident"


def test_a_referral_that_follows_carries_the_matter_over(
    open_page: Open, contact: Contact, desk: Desk
) -> None:
    page = open_page(contact)
    page.following_act.trigger()
    assert page.concern.slot.entry is not None
    assert page.concern.slot.entry.run()
    followed = _file(page).followed_by
    assert len(followed) == 1
    assert open_contact(desk.shift, followed[0].id).contact.adult_id == contact.adult_id


def test_a_child_is_added_and_changed_with_its_part(open_page: Open, contact: Contact) -> None:
    page = open_page(contact)
    children = page.concern.children_involved
    assert children is not None
    children.begin_adding()
    assert children.slot.entry is not None
    _type(children.slot.entry.view, "name", "A. B.")
    _type(children.slot.entry.view, "part", "Witness")
    assert children.slot.entry.run()
    children.table.opened.emit(0)
    assert children.slot.entry is not None
    assert children.slot.entry.view.editor("name").typed() == "A. B."
    children.slot.entry.view.editor("part").show_value("Witness and pupil")
    assert children.slot.entry.run()
    (involved, child), *_ = _file(page).children
    assert (child.name, involved.part) == ("A. B.", "Witness and pupil")


def test_actions_are_added_one_after_another_and_marked_done_by_opening_them(
    open_page: Open, contact: Contact
) -> None:
    page = open_page(contact)
    page.action_act.trigger()
    for words in ("Consult the police", "Tell the parents"):
        entry = page.work.action_list.slot.entry
        assert entry is not None
        _type(entry.view, "text", words)
        assert entry.run()
    assert page.work.action_list.slot.entry is not None
    page.work.action_list.slot.entry.put_away()
    assert [action.text for action in _file(page).actions] == [
        "Consult the police",
        "Tell the parents",
    ]
    page.work.action_list.table.opened.emit(0)
    entry = page.work.action_list.slot.entry
    assert entry is not None
    entry.view.editor("status").show_value("done")
    assert entry.run()
    assert _file(page).actions[0].done_on == page.desk.shift.today


def test_the_allegation_opens_at_its_part_and_the_police_status_is_the_contacts(
    open_page: Open, contact: Contact, desk: Desk
) -> None:
    decisions.decide(desk.shift, contact.id, MET)
    page = open_page(contact, AllegationPage)
    assert page.part is page.allegation
    _type(page.allegation.form, "account", "She was pulled from the room.")
    label = next(iter(desk.shift.practice.codes("police_status").values()))
    _type(page.allegation.form, "police_status", label)
    assert page.save()
    file = _file(page)
    assert file.allegation is not None
    assert file.allegation.account == "She was pulled from the room."
    assert desk.shift.label("police_status", file.contact.police_status) == label


def test_what_comes_next_is_the_one_primary_act(
    open_page: Open, contact: Contact, desk: Desk, qtbot: QtBot
) -> None:
    page = open_page(contact)

    def primary() -> list[str]:
        return [
            button.text().replace("&", "")
            for button in page.head._next.values()
            if not button.isHidden()
        ]

    assert primary() == ["Decide"]
    decisions.decide(desk.shift, contact.id, MET)
    page.look()
    assert primary() == ["Plan a meeting"]
    with qtbot.waitSignal(page.going) as gone:
        page.plan_act.trigger()
    assert gone.args == [Place("meeting", about=contact.id)]


def test_a_contact_with_loose_ends_is_closed_only_with_a_reason_and_reopened_with_one(
    open_page: Open, contact: Contact, desk: Desk
) -> None:
    below = {"decided_on": date(2026, 11, 20), "outcome": "below_advice", "rationale": "Low"}
    decisions.decide(desk.shift, contact.id, below)
    actions.add(desk.shift, contact.id, {"text": "Ring back"})
    page = open_page(contact)
    page.close_act.trigger()
    assert page.closing.ends.text() == "•  1 action is still open."
    entry = page.closing.slot.entry
    assert entry is not None
    assert not entry.run()
    assert "Closing note is needed" in entry.view._rows["closing_note"].problem.text()
    _type(entry.view, "closing_note", "They will ring.")
    assert entry.run()
    assert page.head.status.accessibleName() == "Closed"
    page.reopen_act.trigger()
    asked = page.closing.findChild(ReasonAsked)
    assert asked is not None
    asked.reason.setPlainText("New evidence")
    asked.accept()
    assert _file(page).state == "concluded"


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
    assert page.concern.form._rows["summary"].reading is not None
    assert page.work.action_list.add.isHidden()


def test_printing_saves_first_and_names_no_one(
    open_page: Open, contact: Contact, desk: Desk
) -> None:
    page = open_page(contact)
    _type(page.concern.form, "place", "The hall")
    document = page.document()
    assert document is not None
    assert document.file_name == f"{contact.reference}-case-summary.pdf"
    assert _file(page).contact.place == "The hall"
    assert document.draw().startswith(b"%PDF")


def test_no_dialog_is_left_open_by_leaving(open_page: Open, contact: Contact) -> None:
    page = open_page(contact)
    page.decision.begin_deciding()
    page.keep()
    assert not [each for each in page.findChildren(QDialog) if each.isVisible()]
