"""A check on a worker is finished by its answer, typed or brought in, and is unfinished without."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.records.audit import ActDone
from lado_desktop.casework.contacts import closing, contacts, decisions
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.contacts.contact_lines import newest_lines
from lado_desktop.casework.imports import importing
from lado_desktop.casework.lists.listing import Query, page
from lado_desktop.casework.lists.lists import CONTACTS
from lado_desktop.casework.lists.preview import preview
from lado_desktop.casework.search.palette import palette
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today.dues import dues
from lado_desktop.casework.today.today import glance
from lado_desktop.casework.undoing import history
from lado_desktop.casework.undoing.redo import redo, redoable
from lado_desktop.casework.undoing.undo import undo, undoable
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.problem import CaseworkError, Refused

TODAY = date(2026, 11, 23)
ANSWER = {"check_result": "no_trace", "answered_on": TODAY}
Log = Callable[..., Contact]


@pytest.fixture
def check(log: Log) -> Contact:
    """A check that waits for its answer."""
    return log(intake="check", check_kind="new_employee", category=None)


def answer(shift: Shift, contact: Contact, **changes: Any) -> Contact:
    version = open_contact(shift, contact.id).contact.version
    return contacts.amend(shift, contact.id, version, changes)


def is_finished(shift: Shift, contact: Contact) -> bool:
    """Whether every place that names what is to be decided leaves the contact out."""
    asked = page(shift, CONTACTS, Query(filters={"state": "undecided"}))
    (found,) = [each.found for each in palette(shift, contact.reference)]
    with shift.reading() as session:
        (line,) = newest_lines(shift, session, Contact.id == contact.id, 5).lines
    decided = "Check on a worker or applicant"
    is_check = open_contact(shift, contact.id).contact.intake == "check"
    to_do = "Answer the check" if is_check else "Decide the threshold"
    places = {
        "today": not any(each.sentence == to_do for each in dues(shift)),
        "tile": glance(shift).undecided == 0,
        "filter": contact.id not in {row.id for row in asked.rows},
        "state": open_contact(shift, contact.id).state == "answered",
        "preview": preview(shift, "contact", contact.id).under.startswith("Check answered"),
        "line": line.result == decided,
        "palette": decided in found.detail,
    }
    assert len(set(places.values())) == 1, places
    return places["state"]


def test_an_answered_check_is_decided_by_its_answer(shift: Shift, check: Contact) -> None:
    assert not is_finished(shift, check)
    answer(shift, check, check_result="no_trace")
    assert not is_finished(shift, check), "the day of the answer is not recorded"
    answer(shift, check, answered_on=TODAY)
    assert is_finished(shift, check)
    file = open_contact(shift, check.id)
    (decision,) = file.decisions
    assert (decision.outcome, decision.decided_on) == ("check", TODAY)
    assert decision.decided_by_id == shift.officer.id
    closing.conclude_below(shift, check.id, TODAY)
    assert is_finished(shift, check)
    closing.close(shift, check.id, TODAY)
    assert open_contact(shift, check.id).state == "closed"


def test_a_check_that_is_logged_with_its_answer_is_finished_at_once(shift: Shift, log: Log) -> None:
    assert is_finished(shift, log(intake="check", check_kind="adoption", **ANSWER))


def test_an_answer_to_what_is_no_check_decides_nothing(shift: Shift, log: Log) -> None:
    contact = log(intake="referral", **ANSWER)
    assert open_contact(shift, contact.id).state == "undecided"


def test_undo_of_the_answer_makes_the_check_unfinished_and_redo_finishes_it(
    shift: Shift, check: Contact
) -> None:
    answer(shift, check, **ANSWER)
    undo(shift, undoable(shift)[0].act_id)
    assert not is_finished(shift, check)
    assert open_contact(shift, check.id).decisions == []
    undone = redoable(shift)
    assert undone is not None
    redo(shift, undone.act_id)
    assert is_finished(shift, check)


def test_undo_of_logging_an_answered_check_records_it_in_error(shift: Shift, log: Log) -> None:
    contact = log(intake="check", **ANSWER)
    undo(shift, undoable(shift)[0].act_id)
    assert open_contact(shift, contact.id).state == "in_error"


@pytest.mark.parametrize(
    "changes", [{"check_result": None}, {"answered_on": None}, {"intake": "referral"}]
)
def test_a_check_without_its_answer_is_to_be_decided_again(
    shift: Shift, check: Contact, changes: dict[str, Any]
) -> None:
    answer(shift, check, **ANSWER)
    answer(shift, check, **changes)
    assert not is_finished(shift, check)
    assert open_contact(shift, check.id).decisions == []


def test_the_decision_follows_the_day_of_the_answer(shift: Shift, check: Contact) -> None:
    answer(shift, check, **ANSWER)
    answer(shift, check, answered_on=date(2026, 11, 21))
    decision = open_contact(shift, check.id).decision
    assert decision is not None
    assert decision.decided_on == date(2026, 11, 21)


def test_an_earlier_version_without_the_answer_is_unfinished(shift: Shift, check: Contact) -> None:
    answer(shift, check, **ANSWER)
    versions = history.history(shift, "contact", check.id).versions
    history.restore(shift, "contact", check.id, versions[-1].seq)
    assert not is_finished(shift, check)
    assert open_contact(shift, check.id).decisions == []


def test_what_an_officer_decided_about_a_check_is_left_alone(shift: Shift, check: Contact) -> None:
    decisions.decide(shift, check.id, {"outcome": "info_only", "rationale": "It was a question."})
    answer(shift, check, **ANSWER)
    answer(shift, check, check_result=None)
    (decision,) = open_contact(shift, check.id).decisions
    assert decision.outcome == "info_only"
    assert open_contact(shift, check.id).state == "below"


def test_a_check_that_is_brought_in_with_its_answer_is_finished_too(
    shift: Shift, tmp_path: Path
) -> None:
    tracker = tmp_path / "checks.csv"
    tracker.write_text(
        "reference,received_on,kind,answered_on,result\n"
        "K-1,2026-11-02,new_employee,2026-11-05,no_trace\n",
        encoding="utf-8",
    )
    importing.import_rows(shift, importing.check(shift, tracker, "checks"))
    with shift.reading() as session:
        contact = session.query(Contact).one()
    assert is_finished(shift, contact)
    answer(shift, contact, summary="Nothing is known.")
    (decision,) = open_contact(shift, contact.id).decisions
    assert decision.decided_on == date(2026, 11, 2)


def test_a_check_answered_before_answers_decided_is_finished_and_can_be_closed(
    shift: Shift, check: Contact
) -> None:
    answer(shift, check, **ANSWER)
    with shift.store.writing(ActDone("contact.amend", None, shift.clock.now())) as session:
        session.delete(session.query(Decision).one())
    assert is_finished(shift, check)
    assert open_contact(shift, check.id).loose_ends == []
    closing.close(shift, check.id, TODAY)
    (decision,) = open_contact(shift, check.id).decisions
    assert decision.outcome == "check"


def take_answer_away(shift: Shift, contact: Contact, way: str) -> None:
    """Take the answer away by a change, by an earlier version or by an undo of the answer."""
    if way == "undo":
        (step,) = [each for each in undoable(shift) if each.code == "contact.amend"]
        undo(shift, step.act_id)
    elif way == "restore":
        versions = history.history(shift, "contact", contact.id).versions
        history.restore(shift, "contact", contact.id, versions[-1].seq)
    else:
        answer(shift, contact, **{way: "referral" if way == "intake" else None})


@pytest.mark.parametrize("way", ["check_result", "answered_on", "intake", "restore", "undo"])
@pytest.mark.parametrize("act", [closing.close, closing.conclude_below])
def test_the_answer_of_a_concluded_check_is_not_taken_away(
    shift: Shift, check: Contact, act: Callable[..., None], way: str
) -> None:
    answer(shift, check, **ANSWER)
    act(shift, check.id, TODAY)
    with pytest.raises(CaseworkError, match=r"(closed|concluded) (with|on)"):
        take_answer_away(shift, check, way)
    file = open_contact(shift, check.id)
    assert (file.contact.check_answered_on, len(file.decisions)) == (TODAY, 1)
    assert file.contact.concluded_on == TODAY


def test_a_concluded_check_is_reopened_and_decided_before_its_answer_is_taken_away(
    shift: Shift, check: Contact
) -> None:
    answer(shift, check, **ANSWER)
    closing.close(shift, check.id, TODAY)
    closing.reopen(shift, check.id, "The answer was of another check.")
    decisions.decide(shift, check.id, {"outcome": "info_only", "rationale": "It was a question."})
    answer(shift, check, check_result=None)
    decision = open_contact(shift, check.id).decision
    assert decision is not None
    assert decision.outcome == "info_only"


def test_the_undo_of_a_decision_does_not_leave_a_concluded_contact_undecided(
    shift: Shift, log: Log
) -> None:
    contact = log()
    decisions.decide(shift, contact.id, {"outcome": "info_only", "rationale": "It was a question."})
    (decided,) = [each for each in undoable(shift) if each.code == "contact.decide"]
    closing.close(shift, contact.id, TODAY)
    with pytest.raises(CaseworkError, match="is concluded on this decision"):
        undo(shift, decided.act_id)
    undo(shift, undoable(shift)[0].act_id)
    undo(shift, decided.act_id)
    assert open_contact(shift, contact.id).state == "undecided"


def test_the_answer_does_not_move_past_the_day_concluded(shift: Shift, check: Contact) -> None:
    early = date(2026, 11, 21)
    answer(shift, check, check_result="no_trace", answered_on=early)
    closing.conclude_below(shift, check.id, early)
    with pytest.raises(Refused, match="Answered must not be after the day concluded"):
        answer(shift, check, answered_on=TODAY)


def test_a_decision_on_which_advice_rests_outlasts_the_answer(shift: Shift, check: Contact) -> None:
    answer(shift, check, **ANSWER)
    decisions.record_advice_sent(shift, check.id, TODAY)
    answer(shift, check, check_result=None)
    (decision,) = open_contact(shift, check.id).decisions
    assert decision.advice_sent_on == TODAY


def test_a_decision_that_was_brought_in_stays_as_the_import_made_it(
    shift: Shift, tmp_path: Path
) -> None:
    tracker = tmp_path / "checks.csv"
    tracker.write_text(
        "reference,received_on,kind,answered_on,result\n"
        "K-1,2026-11-02,new_employee,2026-11-02,no_trace\n",
        encoding="utf-8",
    )
    importing.import_rows(shift, importing.check(shift, tracker, "checks"))
    with shift.reading() as session:
        contact = session.query(Contact).one()
    answer(shift, contact, answered_on=TODAY)
    answer(shift, contact, check_result=None)
    (decision,) = open_contact(shift, contact.id).decisions
    assert decision.decided_on == date(2026, 11, 2)
