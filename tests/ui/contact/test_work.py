"""What is done on a contact's page: decided, worked, closed; nothing half typed is lost."""

from datetime import date

from PySide6.QtGui import QGuiApplication

from lado_desktop.casework.contacts import allegations, contacts, decisions
from lado_desktop.casework.meetings import actions
from lado_desktop.casework.today import drafts
from lado_desktop.domain.kinds.contact import Contact
from tests.ui.contact.contact_pages import ADVICE, MET, Open, file_of
from tests.ui.record_pages import type_into
from ui.alerts import ReasonAsked
from ui.desk import Desk
from ui.pages.allegation import AllegationPage


def test_deciding_grows_the_allegation_and_keeps_what_is_typed_elsewhere(
    open_page: Open, contact: Contact
) -> None:
    page = open_page(contact)
    type_into(page.concern.form, "place", "The hall")
    page.decide_act.trigger()
    entry = page.decision.slot.entry
    assert entry is not None
    type_into(entry.view, "outcome", "Threshold met, meeting needed")
    entry.view.editor("criteria").show_value(["harm"])
    type_into(entry.view, "rationale", "A mark was seen.")
    assert entry.run()
    assert page.head.status.accessibleName() == "Under way"
    assert page.tabs.isTabVisible(2)
    assert page.concern.form.changes() == {"place": "The hall"}
    assert page.save()
    assert file_of(page).contact.place == "The hall"


def test_not_met_with_a_criterion_of_harm_is_asked_about_once_and_then_recorded(
    open_page: Open, contact: Contact
) -> None:
    page = open_page(contact)
    page.decide_act.trigger()
    entry = page.decision.slot.entry
    assert entry is not None
    entry.view.editor("outcome").show_value("below_advice")
    entry.view.editor("criteria").show_value(["harm", "private_life"])
    type_into(entry.view, "rationale", "Nothing was seen.")
    assert not entry.run()
    said = entry.view.rows["criteria"].problem.text()
    assert said.startswith("Is this meant? Ticked is “Behaved in a way that has harmed")
    assert "private" not in said
    assert file_of(page).decision is None
    assert entry.run()
    decided = file_of(page).decision
    assert decided is not None
    assert decided.outcome == "below_advice"


def test_a_decision_without_its_reasons_is_refused_beside_the_fields(
    open_page: Open, contact: Contact
) -> None:
    page = open_page(contact)
    page.decision.begin_deciding()
    entry = page.decision.slot.entry
    assert entry is not None
    type_into(entry.view, "outcome", "Threshold met, meeting needed")
    assert not entry.run()
    assert "Why is needed" in entry.view.rows["rationale"].problem.text()
    page.decide_act.trigger()
    assert entry.verb.hasFocus(), "what was typed is not taken for decided"
    assert page.desk.notices.words == "Not recorded yet: press “Record the decision”, or Ctrl+S."
    assert file_of(page).decision is None


def test_a_decision_half_typed_is_open_again_when_the_page_is(
    open_page: Open, contact: Contact
) -> None:
    page = open_page(contact)
    page.decision.begin_deciding()
    assert page.decision.slot.entry is not None
    type_into(page.decision.slot.entry.view, "rationale", "Seen by two")
    page.keep()
    again = open_page(contact)
    assert again.decision.slot.entry is not None
    assert again.decision.slot.entry.view.editor("rationale").typed() == "Seen by two"
    again.decision.slot.entry.put_away()
    assert again.decision.slot.isHidden()
    assert drafts.saved_values(again.desk.shift, "decision", contact.id) is None


def test_an_earlier_decision_is_below_the_one_in_force(
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
    copied = QGuiApplication.clipboard().text()
    assert f"Subject: {contact.reference}: advice from the LADO" in copied
    assert ADVICE in copied
    page.decision.note_sent.click()
    assert page.decision.slot.entry is not None
    assert page.decision.slot.entry.run()
    decision = file_of(page).decision
    assert decision is not None
    assert decision.advice_sent_on == desk.shift.today
    QGuiApplication.clipboard().clear()


def test_a_child_is_added_and_changed_with_its_part(open_page: Open, contact: Contact) -> None:
    page = open_page(contact)
    children = page.concern.children_involved
    assert children is not None
    children.begin_adding()
    assert children.slot.entry is not None
    type_into(children.slot.entry.view, "name", "A. B.")
    type_into(children.slot.entry.view, "part", "Witness")
    assert children.slot.entry.run()
    children.table.opened.emit(0)
    assert children.slot.entry is not None
    assert children.slot.entry.view.editor("name").typed() == "A. B."
    children.slot.entry.view.editor("part").show_value("Witness and pupil")
    assert children.slot.entry.run()
    (involved, child), *_ = file_of(page).children
    assert (child.name, involved.part) == ("A. B.", "Witness and pupil")


def test_actions_are_added_one_after_another_and_marked_done_by_opening_them(
    open_page: Open, contact: Contact
) -> None:
    page = open_page(contact)
    page.action_act.trigger()
    for words in ("Consult the police", "Tell the parents"):
        entry = page.work.action_list.slot.entry
        assert entry is not None
        type_into(entry.view, "text", words)
        assert entry.run()
    assert page.work.action_list.slot.entry is not None
    page.work.action_list.slot.entry.put_away()
    assert [action.text for action in file_of(page).actions] == [
        "Consult the police",
        "Tell the parents",
    ]
    page.work.action_list.table.opened.emit(0)
    entry = page.work.action_list.slot.entry
    assert entry is not None
    entry.view.editor("status").show_value("done")
    assert entry.run()
    assert file_of(page).actions[0].done_on == page.desk.shift.today


def test_the_allegation_opens_at_its_part_and_the_police_status_is_the_contacts(
    open_page: Open, contact: Contact, desk: Desk
) -> None:
    decisions.decide(desk.shift, contact.id, MET)
    page = open_page(contact, AllegationPage)
    assert page.part is page.allegation
    type_into(page.allegation.form, "account", "She was pulled from the room.")
    label = next(iter(desk.shift.practice.codes("police_status").values()))
    type_into(page.allegation.form, "police_status", label)
    assert page.save()
    file = file_of(page)
    assert file.allegation is not None
    assert file.allegation.account == "She was pulled from the room."
    assert desk.shift.label("police_status", file.contact.police_status) == label


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
    problem = entry.view.rows["closing_note"].problem.text()
    assert problem.startswith("1 action is still open. Say in the closing note why")
    type_into(entry.view, "closing_note", "They will ring.")
    assert entry.run()
    assert page.head.status.accessibleName() == "Closed"
    assert page.closing.reopen.hasFocus()
    assert not page.decide_act.isEnabled(), "it is reopened first"
    page.reopen_act.trigger()
    asked = page.closing.findChild(ReasonAsked)
    assert asked is not None
    asked.reason.setPlainText("x" * 30_000)
    asked.accept()
    assert asked.isVisible(), "what is refused can be shortened"
    asked.reason.setPlainText("New evidence")
    asked.accept()
    assert file_of(page).state == "concluded"
    assert page.decide_act.isEnabled()


def test_a_row_half_changed_is_open_again_when_the_page_is(
    open_page: Open, contact: Contact, desk: Desk
) -> None:
    action = actions.add(desk.shift, contact.id, {"text": "Ring back"})
    page = open_page(contact)
    page.show_part(page.work)
    page.work.action_list.table.opened.emit(0)
    assert page.work.action_list.slot.entry is not None
    type_into(page.work.action_list.slot.entry.view, "result", "No answer")
    page.keep()
    entry = open_page(contact).work.action_list.slot.entry
    assert entry is not None
    assert entry.view.editor("result").typed() == "No answer"
    assert entry.run()
    assert drafts.saved_values(desk.shift, "change_action", action.id) is None


def test_the_list_of_onward_referrals_shows_how_far_each_has_come(
    open_page: Open, contact: Contact
) -> None:
    page = open_page(contact)
    advised = {"body": "dbs", "made_by": "employer", "advised_on": date(2026, 11, 20)}
    allegations.add_onward_referral(page.desk.shift, contact.id, advised)
    page.work.show_file(file_of(page))
    table = page.work.referrals.table
    model = table.model()
    assert [model.index(0, column).data() for column in range(table.columnCount())] == [
        "Disclosure and Barring Service",
        "the employer was advised on 20 November 2026 to make it; not recorded as made",
        "",
    ]


def test_an_answered_check_offers_no_decision_and_can_be_closed(
    open_page: Open, contact: Contact
) -> None:
    page = open_page(contact)
    answered = {"check_result": "no_trace", "answered_on": date(2026, 11, 20)}
    contacts.amend(page.desk.shift, contact.id, contact.version, {"intake": "check", **answered})
    page = open_page(contact)
    assert page.head.status.accessibleName() == "Check answered"
    assert page.close_act.isEnabled()
    page.closing.begin_closing()
    assert page.closing.slot.entry is not None
    assert page.closing.slot.entry.run()
    assert file_of(page).state == "closed"
