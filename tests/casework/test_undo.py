from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db.records.audit import verify
from lado_desktop.casework.contacts import closing, contacts, decisions
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.meetings.meeting_file import open_meeting
from lado_desktop.casework.people import adults, children, organisations, professionals
from lado_desktop.casework.search.search import search
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing import binned
from lado_desktop.casework.undoing.redo import redo, redoable
from lado_desktop.casework.undoing.restoring import NotRestored
from lado_desktop.casework.undoing.undo import NotUndone, undo, undoable
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.time.partial_date import PartialDate
from tests.engines import EngineForTests


def _undo_last(shift: Shift) -> str:
    return undo(shift, undoable(shift)[0].act_id)


def test_a_changed_field_is_named_and_comes_back(shift: Shift, log: Any) -> None:
    contact = log(further_categories=["neglect"])
    contacts.amend(shift, contact.id, contact.version, {"category": "sexual"})
    step = undoable(shift)[0]
    assert (step.words, step.about) == ("Undo Change main category", "2627-0001")
    assert f"{step.at:%H:%M}" == "09:05"
    assert undo(shift, step.act_id) == "Change main category undone"
    assert open_contact(shift, contact.id).contact.category == "physical"
    with pytest.raises(NotUndone, match="undone already"):
        undo(shift, step.act_id)


def test_dates_codes_and_many_valued_fields_come_back_as_they_were(shift: Shift, log: Any) -> None:
    contact = log(further_categories=["neglect"], happened=PartialDate(2026, 3, about=True))
    contacts.amend(
        shift,
        contact.id,
        contact.version,
        {
            "further_categories": ["emotional", "sexual"],
            "happened": None,
            "received_on": date(2026, 11, 19),
            "setting_id": None,
        },
    )
    assert undoable(shift)[0].words == "Undo Change contact"
    _undo_last(shift)
    back = open_contact(shift, contact.id)
    assert list(back.contact.further_categories) == ["neglect"]
    assert back.contact.happened == PartialDate(2026, 3, about=True)
    assert back.contact.received_on == date(2026, 11, 20)
    assert back.setting is not None


def test_several_steps_go_back_one_by_one_and_over_a_restart(
    shift: Shift, log: Any, engine: EngineForTests
) -> None:
    contact = log()
    for place in ("The hall", "The gym", "The yard"):
        contact = contacts.amend(shift, contact.id, contact.version, {"place": place})
    store = engine.again(shift.store)
    try:
        later = replace(shift, store=store)
        assert [step.words for step in undoable(later, 4)] == [
            "Undo Change where",
            "Undo Change where",
            "Undo Change where",
            "Undo Log contact",
        ]
        for stands in ("The gym", "The hall", None):
            _undo_last(later)
            assert open_contact(later, contact.id).contact.place == stands
        assert undoable(later)[0].words == "Undo Log contact"
    finally:
        store.close()


def test_what_was_changed_since_is_not_undone(shift: Shift, log: Any) -> None:
    contact = log()
    contact = contacts.amend(shift, contact.id, contact.version, {"place": "The hall"})
    first = undoable(shift)[0]
    contacts.amend(shift, contact.id, contact.version, {"place": "The gym"})
    with pytest.raises(
        NotUndone, match=r"Change where cannot be undone\. It was changed since: Where\."
    ):
        undo(shift, first.act_id)
    assert open_contact(shift, contact.id).contact.place == "The gym"


def test_another_field_changed_since_is_no_hindrance(shift: Shift, log: Any) -> None:
    contact = log()
    contact = contacts.amend(shift, contact.id, contact.version, {"place": "The hall"})
    first = undoable(shift)[0]
    contacts.amend(shift, contact.id, contact.version, {"category": "sexual"})
    undo(shift, first.act_id)
    back = open_contact(shift, contact.id).contact
    assert (back.place, back.category) == (None, "sexual")


def test_a_contact_logged_by_mistake_is_recorded_in_error_and_keeps_its_number(
    shift: Shift, log: Any
) -> None:
    contact = log()
    assert _undo_last(shift) == "Log contact undone"
    back = open_contact(shift, contact.id)
    assert back.state == "in_error"
    assert back.contact.in_error_reason == "Undone: Log contact."
    assert log().reference == "2627-0002"


def test_a_contact_upon_which_something_was_built_is_not_undone(shift: Shift, log: Any) -> None:
    contact = log(further_categories=["neglect"])
    (logged,) = [step for step in undoable(shift) if step.act == "Log contact"]
    meeting = meetings.plan(
        shift, [contact.id], {"kind_of": "pot_initial", "planned_for": shift.today}
    )
    with pytest.raises(NotUndone) as refused:
        undo(shift, logged.act_id)
    assert refused.value.why == f"Meeting {meeting.reference} names this contact."
    assert _undo_last(shift) == "Plan meeting undone"
    decisions.decide(shift, contact.id, {"outcome": "enquiry_only", "rationale": "No concern."})
    with pytest.raises(NotUndone) as refused:
        undo(shift, logged.act_id)
    assert refused.value.why == "A decision of 2627-0001 names this contact."
    assert _undo_last(shift) == "Decide contact undone"
    assert _undo_last(shift) == "Log contact undone"
    assert open_contact(shift, contact.id).state == "in_error"


def test_a_decision_is_undone_with_all_that_it_did(shift: Shift, log: Any) -> None:
    contact = log()
    decisions.decide(shift, contact.id, {"outcome": "below_advice", "rationale": "Nothing seen."})
    decisions.decide(
        shift,
        contact.id,
        {"outcome": "met_meeting", "criteria": ["harm"], "rationale": "A mark was seen."},
    )
    assert _undo_last(shift) == "Decide contact undone"
    back = open_contact(shift, contact.id)
    assert back.allegation is None
    assert back.decision is not None
    assert back.decision.outcome == "below_advice"
    assert list(back.contact.criteria) == []
    _undo_last(shift)
    assert open_contact(shift, contact.id).state == "undecided"


def test_closing_and_recording_in_error_are_undone(shift: Shift, log: Any) -> None:
    contact = log()
    decisions.decide(shift, contact.id, {"outcome": "info_only", "rationale": "For the file."})
    closing.close(shift, contact.id, shift.today)
    _undo_last(shift)
    assert open_contact(shift, contact.id).contact.closed_on is None
    contacts.record_in_error(shift, contact.id, "Another authority's.")
    _undo_last(shift)
    assert open_contact(shift, contact.id).state == "below"


def test_who_was_added_goes_into_the_bin_unless_somebody_names_them(
    shift: Shift, log: Callable[..., Contact]
) -> None:
    person = adults.add(shift, {"given_names": "Nell", "family_name": "Vane"})
    _undo_last(shift)
    (lying,) = binned.bin_contents(shift)
    assert (lying.what, lying.act) == ("Person: Nell Vane", "Undo Add person")
    assert binned.restore(shift, lying.kind, lying.id) == "Person brought back"
    step = next(step for step in undoable(shift) if step.words == "Undo Take out of the bin")
    log(adult_id=person.id)
    with pytest.raises(NotUndone, match=r"Contact 2627-0001 names this person\.$"):
        undo(shift, step.act_id)


def test_what_stands_in_the_way_of_taking_a_person_out_is_named_by_its_reference(
    shift: Shift, log: Callable[..., Contact]
) -> None:
    person = adults.add(shift, {"given_names": "Nell", "family_name": "Vane"})
    step = undoable(shift)[0]
    log(adult_id=person.id)
    _undo_last(shift)
    with pytest.raises(NotUndone) as refused:
        undo(shift, step.act_id)
    assert step.called == "Add person (Nell Vane)"
    assert refused.value.why == "Contact 2627-0001, recorded in error, names this person."
    assert str(refused.value).startswith("Add person cannot be undone. Contact 2627-0001")
    school = organisations.add(shift, {"name": "Hill School"})
    step = undoable(shift)[0]
    adults.add_role(shift, person.id, {"organisation_id": school.id})
    with pytest.raises(NotUndone, match="A role held names this organisation"):
        undo(shift, step.act_id)


def test_nothing_is_brought_back_to_a_contact_in_error_before_the_contact_is(
    shift: Shift, log: Callable[..., Contact]
) -> None:
    contact = log()
    decisions.decide(shift, contact.id, {"outcome": "info_only", "rationale": "For the file."})
    _undo_last(shift)
    _undo_last(shift)
    (decision,) = [each for each in binned.bin_contents(shift) if each.kind == "decision"]
    assert decision.why_not == ("Contact 2627-0001 was recorded in error. Bring that back first.")
    with pytest.raises(CaseworkError, match="Contact 2627-0001 was recorded in error"):
        binned.restore(shift, decision.kind, decision.id)
    assert [found.detail for found in search(shift, "2627-0001")] == [
        "20 November 2026 · Northgate Nursery · Recorded in error"
    ]
    binned.restore(shift, "contact", contact.id)
    binned.restore(shift, decision.kind, decision.id)
    assert open_contact(shift, contact.id).state == "below"


def test_a_child_goes_with_their_part_and_an_action_by_itself(shift: Shift, log: Any) -> None:
    contact = log()
    children.involve(shift, contact.id, {"name": "T.B.", "part": "Said to be harmed"})
    _undo_last(shift)
    assert open_contact(shift, contact.id).children == []
    actions.add(shift, contact.id, {"text": "Ring the police"})
    assert undoable(shift)[0].about == "2627-0001"
    _undo_last(shift)
    assert open_contact(shift, contact.id).actions == []
    assert {each.what for each in binned.bin_contents(shift)} == {
        "Action: Ring the police",
        "Child: T.B.",
        "Child",
    }


def test_a_planned_meeting_goes_into_the_bin_and_its_reference_is_not_given_again(
    shift: Shift, allegation: Contact
) -> None:
    plan: dict[str, Any] = {"kind_of": "pot_initial", "planned_for": date(2026, 11, 24)}
    first = meetings.plan(shift, [allegation.id], plan)
    other = contacts.log_another_adult(shift, allegation.id, {"described_as": "The deputy"})
    meetings.set_contacts(shift, first.id, [allegation.id, other.id])
    _undo_last(shift)
    assert len(open_meeting(shift, first.id).contacts) == 1
    plan_step = next(step for step in undoable(shift) if step.act == "Plan meeting")
    undo(shift, plan_step.act_id)
    assert open_contact(shift, allegation.id).meetings == []
    second = meetings.plan(shift, [allegation.id], plan)
    assert (first.reference, second.reference) == ("2627-0001-M1", "2627-0001-M2")
    binned.restore(shift, "meeting", first.id)
    assert [each.contact.id for each in open_meeting(shift, first.id).contacts] == [allegation.id]


def test_approved_minutes_stay_as_they_are(shift: Shift, allegation: Contact) -> None:
    held = {"kind_of": "pot_initial", "held_on": shift.today, "chair_id": allegation.caller_id}
    meeting = meetings.plan(shift, [allegation.id], held)
    caller = open_contact(shift, allegation.id).caller
    assert caller is not None
    meetings.attend(shift, meeting.id, {"professional_id": caller.id, "status": "chair"})
    section = meetings.write(shift, meeting.id, "risk", "None.")
    again: dict[str, Any] = {"section_id": section.id, "version": section.version}
    meetings.write(shift, meeting.id, "risk", "Some.", **again)
    action = actions.add(shift, allegation.id, {"text": "Ring the police"}, meeting.id)
    action = actions.amend(shift, action.id, action.version, {"text": "Ring the force"})
    before = undoable(shift, 5)
    approved = meetings.approve(shift, meeting.id)
    assert "Undo Approve minutes" not in [step.words for step in undoable(shift)]
    for step in before:
        with pytest.raises(CaseworkError, match="approved and can no longer be changed"):
            undo(shift, step.act_id)
    actions.amend(shift, action.id, action.version, {"status": "in_progress"})
    assert _undo_last(shift) == "Change status undone"
    meetings.amend(shift, meeting.id, approved.version, {"actions_sent_on": shift.today})
    assert _undo_last(shift) == "Change actions sent out on undone"


def test_only_the_officers_own_acts_are_offered_and_undone(shift: Shift, log: Any) -> None:
    log()
    mine = undoable(shift)[0]
    with shift.act("officer.add_all") as session:
        colleague = Officer(name="Dorothea Pym", role="cover")
        session.add(colleague)
    other = replace(shift, officer=colleague)
    assert undoable(other) == []
    with pytest.raises(NotUndone, match="by the officer who did it"):
        undo(other, mine.act_id)
    # A post is not undone at all.
    assert undoable(shift)[0].words == "Undo Log contact"


def test_an_act_before_a_closing_can_still_be_undone(shift: Shift, log: Any) -> None:
    contact = log()
    contact = contacts.amend(
        shift, contact.id, contact.version, {"received_on": date(2026, 11, 18)}
    )
    step = undoable(shift)[0]
    decisions.decide(shift, contact.id, {"outcome": "info_only", "rationale": "For the file."})
    closing.close(shift, contact.id, shift.today)
    assert undo(shift, step.act_id) == "Change received undone"
    professional = professionals.add(shift, {"name": "Ed Roe"})
    professionals.amend(shift, professional.id, professional.version, {"role": "Head"})
    assert undoable(shift)[0].about == "Ed Roe"


def test_a_contact_in_error_and_what_was_decided_since_are_left_as_they_are(
    shift: Shift, log: Any
) -> None:
    contact = log(received_on=date(2026, 11, 20))
    contact = contacts.amend(
        shift, contact.id, contact.version, {"received_on": date(2026, 11, 16)}
    )
    step = undoable(shift)[0]
    decisions.decide(
        shift,
        contact.id,
        {"outcome": "info_only", "rationale": "For the file.", "decided_on": date(2026, 11, 17)},
    )
    with pytest.raises(NotUndone, match="not be after the day of a decision"):
        undo(shift, step.act_id)
    contacts.record_in_error(shift, contact.id, "Twice.")
    with pytest.raises(CaseworkError, match="recorded in error"):
        undo(shift, step.act_id)


def test_an_undoing_adds_to_the_audit_and_takes_nothing_from_it(shift: Shift, log: Any) -> None:
    contact = log()
    contacts.amend(shift, contact.id, contact.version, {"place": "The hall"})
    before = shift.store.head()[0]
    _undo_last(shift)
    assert shift.store.head()[0] == before + 2
    with shift.reading() as session:
        assert verify(session).sound


def test_what_was_undone_is_redone_step_by_step_until_something_else_is_done(
    shift: Shift, log: Any
) -> None:
    contact = log()
    changed = contacts.amend(shift, contact.id, contact.version, {"category": "sexual"})
    contacts.amend(shift, contact.id, changed.version, {"place": "The hall"})
    assert redoable(shift) is None
    for _ in range(2):
        _undo_last(shift)
    for said in ("Change main category redone", "Change where redone"):
        step = redoable(shift)
        assert step is not None
        assert redo(shift, step.act_id) == said
        with pytest.raises(NotRestored, match="nothing of yours to redo"):
            redo(shift, step.act_id)
    stands = open_contact(shift, contact.id).contact
    assert (stands.category, stands.place) == ("sexual", "The hall")
    assert redoable(shift) is None
    assert _undo_last(shift) == "Change where undone", "what is redone can be undone again"
    contacts.amend(shift, contact.id, stands.version + 1, {"safety": "He is sent home."})
    assert redoable(shift) is None, "something else was done since"
    with shift.reading() as session:
        assert verify(session).sound


def test_a_removal_and_an_adding_are_redone_too(shift: Shift, log: Any) -> None:
    contact = log()
    adult = adults.add(shift, {"family_name": "Vane"})
    _undo_last(shift)
    assert search(shift, "Vane") == []
    step = redoable(shift)
    assert step is not None
    assert step.act == "Add person"
    redo(shift, step.act_id)
    assert adults.open_adult(shift, adult.id).adult.family_name == "Vane"
    contacts.record_in_error(shift, contact.id, "Logged twice")
    _undo_last(shift)
    step = redoable(shift)
    assert step is not None
    redo(shift, step.act_id)
    assert open_contact(shift, contact.id).state == "in_error"


def test_values_that_no_longer_go_together_are_refused(shift: Shift, log: Any) -> None:
    contact = log(happened=PartialDate(2026, 11, 19))
    contact = contacts.amend(shift, contact.id, contact.version, {"happened": None})
    step = undoable(shift)[0]
    contacts.amend(shift, contact.id, contact.version, {"received_on": date(2026, 11, 16)})
    with pytest.raises(NotUndone, match="must not be after the day received"):
        undo(shift, step.act_id)
    action = actions.add(shift, contact.id, {"text": "Ring the police"})
    action = actions.amend(shift, action.id, action.version, {"result": "They know."})
    step = undoable(shift)[0]
    actions.amend(shift, action.id, action.version, {"status": "cancelled"})
    with pytest.raises(NotUndone, match="say why the action was cancelled"):
        undo(shift, step.act_id)
