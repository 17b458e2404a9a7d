from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from lado_desktop.casework.contacts import allegations, closing, contacts, decisions, findings
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.problem import CaseworkError, Refused


def test_a_decision_that_meets_the_threshold_grows_the_allegation_under_one_reference(
    shift: Shift, allegation: Contact
) -> None:
    file = open_contact(shift, allegation.id)
    assert file.allegation is not None
    assert file.allegation.lead_id == shift.officer.id
    assert file.decision is not None
    assert file.decision.decided_on == date(2026, 11, 23)
    assert (list(file.contact.criteria), file.state) == (["harm"], "under_way")


def test_a_decision_shows_what_it_rests_on_or_is_refused(shift: Shift, log: Any) -> None:
    contact = log()
    with pytest.raises(Refused) as refused:
        decisions.decide(
            shift, contact.id, {"outcome": "met_meeting", "decided_on": date(2026, 11, 19)}
        )
    assert {problem.field for problem in refused.value.problems} == {
        "decided_on",
        "criteria",
        "rationale",
    }
    assert open_contact(shift, contact.id).decisions == []


def test_a_new_decision_supersedes_the_earlier_one_and_both_are_kept(
    shift: Shift, log: Any
) -> None:
    contact = log()
    below = {"outcome": "below_advice", "rationale": "No harm.", "decided_on": date(2026, 11, 20)}
    decisions.decide(shift, contact.id, below)
    assert open_contact(shift, contact.id).state == "below"
    met = {"outcome": "met_no_meeting", "rationale": "A witness came.", "criteria": ["risk"]}
    decisions.decide(shift, contact.id, met)
    file = open_contact(shift, contact.id)
    assert [each.outcome for each in file.decisions] == ["met_no_meeting", "below_advice"]
    assert [each.superseded_on for each in file.decisions] == [None, date(2026, 11, 23)]
    assert file.allegation is not None
    with pytest.raises(Refused, match="before the decision that it replaces"):
        decisions.decide(shift, contact.id, {**below, "decided_on": date(2026, 11, 22)})


def test_a_finding_concludes_and_a_later_one_supersedes_it(
    shift: Shift, allegation: Contact
) -> None:
    findings.conclude(
        shift, allegation.id, {"found_on": date(2026, 11, 22), "finding": "unsubstantiated"}
    )
    findings.conclude(
        shift, allegation.id, {"found_on": date(2026, 11, 23), "finding": "substantiated"}
    )
    file = open_contact(shift, allegation.id)
    assert file.finding is not None
    assert file.finding.finding == "substantiated"
    assert [each.superseded_on for each in file.findings] == [None, date(2026, 11, 23)]
    assert (file.contact.concluded_on, file.state) == (date(2026, 11, 22), "concluded")
    with pytest.raises(CaseworkError, match="below the threshold"):
        decisions.decide(shift, allegation.id, {"outcome": "info_only", "rationale": "No."})


def test_a_finding_needs_an_allegation(shift: Shift, log: Any) -> None:
    with pytest.raises(CaseworkError, match="meets the threshold"):
        findings.conclude(shift, log().id, {"found_on": date(2026, 11, 23), "finding": "unfounded"})


def test_closing_names_the_loose_ends_and_closes_with_the_reason_said(
    shift: Shift, allegation: Contact
) -> None:
    today = shift.today
    with pytest.raises(CaseworkError, match="Record a finding"):
        closing.close(shift, allegation.id, today)
    findings.conclude(shift, allegation.id, {"found_on": today, "finding": "substantiated"})
    assert open_contact(shift, allegation.id).loose_ends == [
        "A meeting was to be held and none is recorded as held.",
        "Substantiated, and no referral to the DBS is recorded.",
        "No employment outcome is recorded.",
    ]
    with pytest.raises(Refused, match=r"outcome is recorded\. Say in the closing note why"):
        closing.close(shift, allegation.id, today)
    referral = {"body": "dbs", "made_by": "lado", "made_on": today}
    allegations.add_onward_referral(shift, allegation.id, referral)
    allegations.add_employment_outcome(shift, allegation.id, {"outcome": "dismissed"})
    closing.close(shift, allegation.id, today, "The meeting was held by telephone.")
    assert open_contact(shift, allegation.id).state == "closed"
    closing.reopen(shift, allegation.id, "The regulator wrote.")
    file = open_contact(shift, allegation.id)
    assert file.state == "concluded"
    assert file.contact.closing_note is not None
    assert "The regulator wrote." in file.contact.closing_note


def test_a_contact_below_the_threshold_is_closed_and_so_concluded(shift: Shift, log: Any) -> None:
    contact = log()
    with pytest.raises(CaseworkError, match="Decide the contact"):
        closing.close(shift, contact.id, shift.today)
    decisions.decide(shift, contact.id, {"outcome": "info_only", "rationale": "For the file."})
    with pytest.raises(Refused, match="before the day received"):
        closing.close(shift, contact.id, date(2026, 11, 19))
    closing.close(shift, contact.id, shift.today)
    assert open_contact(shift, contact.id).contact.concluded_on == shift.today


def test_what_is_said_at_the_end_comes_through_the_gate_and_is_not_too_long(
    shift: Shift, log: Any
) -> None:
    contact, far_too_long = log(), "x" * 30_001
    decisions.decide(shift, contact.id, {"outcome": "info_only", "rationale": "For the file."})
    acts: dict[str, Callable[[str], object]] = {
        "closing_note": lambda said: closing.close(shift, contact.id, shift.today, said),
        "": lambda said: closing.reopen(shift, contact.id, said),
        "in_error_reason": lambda said: contacts.record_in_error(shift, contact.id, said),
    }
    for name, act in acts.items():
        with pytest.raises(Refused) as refused:
            act(far_too_long)
        (problem,) = refused.value.problems
        assert problem.field == (name or "closing_note")
        assert problem.sentence.endswith("characters or fewer.")
        act("Said\x00 and\x1b done. ")
    stands = open_contact(shift, contact.id).contact
    assert stands.closing_note == (
        "Said and done.\nClosed on 23/11/2026, reopened on 23/11/2026: Said and done."
    )
    assert stands.in_error_reason == "Said and done."


def test_the_allegations_form_changes_the_contact_where_the_field_lives_there(
    shift: Shift, allegation: Contact
) -> None:
    file = open_contact(shift, allegation.id)
    assert file.allegation is not None
    changes = {"police_status": "investigating", "csc_status": "s47", "account": "In full."}
    allegations.amend(shift, allegation.id, file.allegation.version, changes)
    file = open_contact(shift, allegation.id)
    assert file.allegation is not None
    assert (file.contact.police_status, file.allegation.csc_status) == ("investigating", "s47")


def test_advice_is_noted_as_sent_on_its_day(shift: Shift, log: Any) -> None:
    contact = log()
    with pytest.raises(CaseworkError, match="Decide the contact first"):
        decisions.record_advice_sent(shift, contact.id, shift.today)
    given = {"outcome": "below_advice", "rationale": "Low level.", "advice": "Speak to HR."}
    decisions.decide(shift, contact.id, given)
    assert open_contact(shift, contact.id).loose_ends == [
        "The advice is not noted as sent in writing."
    ]
    decisions.record_advice_sent(shift, contact.id, shift.today)
    assert open_contact(shift, contact.id).loose_ends == []


def test_a_contact_recorded_in_error_takes_no_decision(shift: Shift, log: Any) -> None:
    contact = log()
    contacts.record_in_error(shift, contact.id, "A test call")
    with pytest.raises(CaseworkError, match="recorded in error"):
        decisions.decide(shift, contact.id, {"outcome": "info_only", "rationale": "x"})


def test_what_was_concluded_below_the_threshold_is_open_again_once_it_is_met(
    shift: Shift, log: Any
) -> None:
    contact = log()
    decisions.decide(shift, contact.id, {"outcome": "below_advice", "rationale": "No harm."})
    closing.close(shift, contact.id, shift.today)
    met = {"outcome": "met_no_meeting", "rationale": "A witness came.", "criteria": ["risk"]}
    with pytest.raises(CaseworkError, match="Reopen it first"):
        decisions.decide(shift, contact.id, met)
    closing.reopen(shift, contact.id, "A witness came forward.")
    decisions.decide(shift, contact.id, met)
    file = open_contact(shift, contact.id)
    assert (file.contact.concluded_on, file.state) == (None, "under_way")
    findings.conclude(shift, contact.id, {"found_on": shift.today, "finding": "unfounded"})
    assert open_contact(shift, contact.id).contact.concluded_on == shift.today


def test_a_contact_is_concluded_and_closed_once_and_never_where_it_was_an_error(
    shift: Shift, log: Any
) -> None:
    contact = log()
    decided = {"outcome": "info_only", "rationale": "For the file."}
    decisions.decide(shift, contact.id, {**decided, "decided_on": date(2026, 11, 20)})
    closing.conclude_below(shift, contact.id, date(2026, 11, 21))
    with pytest.raises(CaseworkError, match="concluded already"):
        closing.conclude_below(shift, contact.id, shift.today)
    closing.close(shift, contact.id, date(2026, 11, 22))
    with pytest.raises(CaseworkError, match="Reopen it first"):
        closing.close(shift, contact.id, shift.today)
    file = open_contact(shift, contact.id)
    assert file.contact.concluded_on == date(2026, 11, 21)
    assert file.contact.closed_on == date(2026, 11, 22)
    contacts.record_in_error(shift, contact.id, "Logged twice.")
    with pytest.raises(CaseworkError, match="in error already"):
        contacts.record_in_error(shift, contact.id, "Another reason.")
    with pytest.raises(CaseworkError, match="in error"):
        closing.reopen(shift, contact.id, "Why not.")
    assert open_contact(shift, contact.id).contact.in_error_reason == "Logged twice."


def test_the_day_received_stays_before_what_was_done_since(
    shift: Shift, allegation: Contact
) -> None:
    allegations.add_onward_referral(
        shift, allegation.id, {"body": "dbs", "made_by": "lado", "made_on": date(2026, 11, 21)}
    )
    version = open_contact(shift, allegation.id).contact.version
    with pytest.raises(Refused, match="after the day of a referral onward"):
        contacts.amend(shift, allegation.id, version, {"received_on": date(2026, 11, 22)})
    contacts.amend(shift, allegation.id, version, {"received_on": date(2026, 11, 21)})
