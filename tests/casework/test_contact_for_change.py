"""Everything that writes onto a contact looks at the contact first."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from lado_desktop.casework.contacts import (
    allegations,
    closing,
    contacts,
    decisions,
    findings,
    restrictions,
)
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.people import children
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing import history
from lado_desktop.casework.undoing.undo import undo, undoable
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.problem import CaseworkError, NotFound, Refused

Log = Callable[..., Contact]

MET = {"outcome": "met_no_meeting", "criteria": ["harm"], "rationale": "A mark was seen."}
DBS = {"body": "dbs", "made_by": "lado"}
FOUND = {"finding": "unfounded", "found_on": date(2026, 11, 23)}
ADDED: Mapping[str, Callable[[Shift, UUID], object]] = {
    "child": lambda shift, to: children.involve(shift, to, {"name": "T.B."}),
    "action": lambda shift, to: actions.add(shift, to, {"text": "Ring the school"}),
    "outcome": lambda shift, to: allegations.add_employment_outcome(
        shift, to, {"outcome": "dismissed"}
    ),
    "referral": lambda shift, to: allegations.add_onward_referral(shift, to, DBS),
    "another adult": lambda shift, to: contacts.log_another_adult(
        shift, to, {"described_as": "The deputy"}
    ),
    "referral that follows": lambda shift, to: contacts.follow_up(
        shift, to, {"received_on": shift.today}
    ),
    "decision": lambda shift, to: decisions.decide(shift, to, MET),
    "advice": lambda shift, to: decisions.record_advice_sent(shift, to, shift.today),
    "finding": lambda shift, to: findings.conclude(shift, to, FOUND),
    "closing": lambda shift, to: closing.close(shift, to, shift.today),
    "reopening": lambda shift, to: closing.reopen(shift, to, "A witness came."),
    "meeting": lambda shift, to: meetings.plan(
        shift, [to], {"kind_of": "pot_initial", "planned_for": shift.today}
    ),
}
"""Everything that is written onto a contact."""


def test_nothing_is_written_onto_a_contact_that_was_recorded_in_error(
    shift: Shift, allegation: Contact
) -> None:
    id = allegation.id
    part = children.involve(shift, id, {"name": "T.B."})
    action = actions.add(shift, id, {"text": "Ring the school"})
    outcome = allegations.add_employment_outcome(shift, id, {"outcome": "dismissed"})
    referral = allegations.add_onward_referral(shift, id, DBS)
    note = {"result": "They know."}
    referral = allegations.amend_onward_referral(shift, referral.id, referral.version, note)
    (step, *_) = undoable(shift)
    contacts.record_in_error(shift, id, "Logged twice.")
    before = shift.store.head()
    changed: dict[str, Callable[[], object]] = {
        "child": lambda: children.amend_involved(shift, part.id, part.version, {"part": "Harmed"}),
        "action": lambda: actions.amend(shift, action.id, action.version, {"status": "done"}),
        "outcome": lambda: allegations.amend_employment_outcome(
            shift, outcome.id, outcome.version, {"detail": "On appeal"}
        ),
        "referral": lambda: allegations.amend_onward_referral(
            shift, referral.id, referral.version, {"result": "Barred"}
        ),
        "undoing": lambda: undo(shift, step.act_id),
        "restoring": lambda: history.restore(
            shift,
            "onward_referral",
            referral.id,
            history.history(shift, "onward_referral", referral.id).versions[-1].seq,
        ),
    }
    for what, write in ADDED.items():
        with pytest.raises(CaseworkError, match="recorded in error and can no longer be changed"):
            pytest.fail(f"{what}: {write(shift, id)}")
    for what, again in changed.items():
        with pytest.raises(CaseworkError, match="was recorded in error"):
            pytest.fail(f"{what} changed: {again()}")
    assert shift.store.head() == before


def test_nothing_is_written_onto_a_contact_that_an_officer_does_not_see_or_that_is_not_there(
    shift: Shift, allegation: Contact
) -> None:
    colleague = Officer(name="Ambrose Teale", role="lado")
    with shift.act("officer.add_all") as session:
        session.add(colleague)
    restrictions.restrict(shift, allegation.id, [shift.officer.id], "One of us")
    other, before = replace(shift, officer=colleague), shift.store.head()
    for what, write in ADDED.items():
        for id in (allegation.id, UUID(int=7)):
            with pytest.raises(NotFound, match="There is no such contact"):
                pytest.fail(f"{what}: {write(other, id)}")
    assert shift.store.head() == before


def test_a_closed_contact_is_reopened_before_it_is_decided_or_found_again(
    shift: Shift, allegation: Contact
) -> None:
    id = allegation.id
    findings.conclude(shift, id, {"finding": "unsubstantiated", "found_on": date(2026, 11, 23)})
    closing.close(shift, id, shift.today, "By telephone.")
    for what in ("decision", "finding", "closing"):
        with pytest.raises(CaseworkError, match=r"This contact is closed\. Reopen it first\."):
            pytest.fail(f"{what}: {ADDED[what](shift, id)}")
    # What the employer and the DBS answer comes after the closing.
    for what in ("outcome", "referral", "child"):
        ADDED[what](shift, id)
    closing.reopen(shift, id, "A witness came.")
    findings.conclude(shift, id, FOUND)
    finding = open_contact(shift, id).finding
    assert finding is not None
    assert finding.finding == "unfounded"


def test_a_contact_is_neither_concluded_nor_closed_before_it_was_decided(
    shift: Shift, log: Log
) -> None:
    contact = log(received_on=date(2026, 11, 2))
    decided = {"outcome": "info_only", "rationale": "For the file.", "decided_on": shift.today}
    decisions.decide(shift, contact.id, decided)
    with pytest.raises(Refused) as refused:
        closing.conclude_below(shift, contact.id, date(2026, 11, 20))
    assert [(each.field, each.sentence) for each in refused.value.problems] == [
        ("concluded_on", "Concluded must not be before the day of the decision.")
    ]
    with pytest.raises(Refused) as refused:
        closing.close(shift, contact.id, date(2026, 11, 20))
    assert [(each.field, each.sentence) for each in refused.value.problems] == [
        ("closed_on", "Closed must not be before the day of the decision.")
    ]
    closing.close(shift, contact.id, shift.today)


def test_a_reopening_is_not_undone_once_it_was_decided_again(shift: Shift, log: Log) -> None:
    contact, early = log(), date(2026, 11, 20)
    decided = {"outcome": "info_only", "rationale": "For the file."}
    decisions.decide(shift, contact.id, {**decided, "decided_on": early})
    closing.close(shift, contact.id, early)
    closing.reopen(shift, contact.id, "The head rang again.")
    (step, *_) = undoable(shift)
    decisions.decide(shift, contact.id, {**decided, "decided_on": shift.today})
    with pytest.raises(CaseworkError, match="Closed must not be before the day of the decision"):
        undo(shift, step.act_id)
    assert open_contact(shift, contact.id).contact.closed_on is None


def test_an_allegation_is_not_closed_before_it_was_found_again(
    shift: Shift, allegation: Contact
) -> None:
    for finding, day in (("unsubstantiated", 22), ("unfounded", 23)):
        given = {"finding": finding, "found_on": date(2026, 11, day)}
        findings.conclude(shift, allegation.id, given)
    with pytest.raises(Refused, match="Closed must not be before the day of the finding"):
        closing.close(shift, allegation.id, date(2026, 11, 22), "By telephone.")


def test_the_lado_refers_onward_and_advises_it_from_the_day_received(
    shift: Shift, log: Log
) -> None:
    contact, before = log(), date(2026, 11, 19)
    for name, label in (("made_on", "Made on"), ("advised_on", "Advised on")):
        with pytest.raises(Refused) as refused:
            allegations.add_onward_referral(shift, contact.id, {**DBS, name: before})
        assert [(each.field, each.sentence) for each in refused.value.problems] == [
            (name, f"{label} must not be before the day received.")
        ]
    given = {"body": "dbs", "made_by": "employer", "made_on": before}
    theirs = allegations.add_onward_referral(shift, contact.id, given)
    with pytest.raises(Refused, match="Made on must not be before the day received"):
        allegations.amend_onward_referral(shift, theirs.id, theirs.version, {"made_by": "lado"})
    # What an employer did before it told the LADO does not hold the day received.
    contacts.amend(shift, contact.id, contact.version, {"received_on": date(2026, 11, 21)})
