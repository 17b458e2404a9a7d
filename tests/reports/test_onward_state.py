"""What a print says of onward referrals, outcomes at work and decisions: only what is recorded."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.records.audit import ActDone
from lado_desktop.casework.contacts import allegations, closing, decisions, findings
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.imports import importing
from lado_desktop.casework.letters import email_text
from lado_desktop.casework.letters.onward import onward_words
from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.meetings.meeting_file import open_meeting, suggestions
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.onward_referral import OnwardReferral
from lado_desktop.domain.problem import Refused
from lado_desktop.reports.issue import OF_A_RECORD
from lado_desktop.reports.pdf.pdf import draw

ADVISED_ON, MADE_ON = date(2026, 11, 20), date(2026, 11, 23)
ADVISED = {"advised_on": ADVISED_ON}
MADE = {"made_on": MADE_ON}
BARRED = {"result": "Barred"}
DBS = "Disclosure and Barring Service"

STATES = [
    ("considered", {}, "considered", "considered; no day advised or made is recorded"),
    (
        "advised",
        ADVISED,
        "which we advised you on 20 November 2026 to make; please tell us when it is made",
        "the employer was advised on 20 November 2026 to make it; not recorded as made",
    ),
    (
        "advised",
        {**ADVISED, "made_by": "lado"},
        "which we advised on 20 November 2026; we have no record yet that it was made",
        "advised on 20 November 2026; not recorded as made",
    ),
    ("answered", {**ADVISED, **BARRED}, *["answered; day not recorded"] * 2),
    ("answered", {**BARRED, "made_by": "lado"}, *["answered; day not recorded"] * 2),
    ("made", {**ADVISED, **MADE}, *["made by the employer on 23 November 2026"] * 2),
    ("made", MADE, *["made by the employer of its own accord on 23 November 2026"] * 2),
    ("made", {**MADE, "made_by": "other"}, *["made by another body on 23 November 2026"] * 2),
    ("answered", {**MADE, **BARRED}, *["on 23 November 2026, and answered"] * 2),
]


@pytest.fixture
def printed(shift: Shift, read: Callable[[bytes], Any]) -> Callable[..., str]:
    """Draws a document by its name and returns its text."""

    def text(name: str, about: Any) -> str:
        return " ".join(read(draw(OF_A_RECORD[name](shift, about))).text.split())

    return text


def refer(shift: Shift, contact: Contact, **given: Any) -> OnwardReferral:
    values = {"body": "dbs", "made_by": "employer", **given}
    return allegations.add_onward_referral(shift, contact.id, values)


def conclude(shift: Shift, contact: Contact) -> None:
    found = {"finding": "substantiated", "found_on": date(2026, 11, 23), "rationale": "Seen."}
    findings.conclude(shift, contact.id, found)


@pytest.mark.parametrize("state, given, letter, own", STATES)
def test_every_print_says_the_recorded_state_of_an_onward_referral(
    shift: Shift,
    allegation: Contact,
    printed: Callable[..., str],
    state: str,
    given: dict[str, Any],
    letter: str,
    own: str,
) -> None:
    referral = refer(shift, allegation, **given)
    conclude(shift, allegation)
    assert referral.state == state
    to_employer = printed("outcome", allegation.id)
    assert f"{DBS}, {letter}" in to_employer or f"{DBS}, made by the employer" in to_employer
    assert letter in to_employer
    meeting = meetings.plan(shift, [allegation.id], {"kind_of": "pot_initial", "held_on": MADE_ON})
    said = suggestions(shift, open_meeting(shift, meeting.id))["onward"]
    assert said.startswith(f"{DBS}: ")
    assert own in said
    assert said in printed("case", allegation.id)
    for each in (to_employer, said, printed("case", allegation.id)):
        assert ("made by" in each) is ("made_on" in given)
        assert ("not recorded as made" in each) is (state == "advised" and each != to_employer)
        assert ("please tell us" in each) is ("please tell us" in letter and each == to_employer)
    assert said.endswith(". Result: Barred") is ("result" in given)


def test_a_maker_that_the_service_added_is_named_by_its_label(
    shift: Shift, allegation: Contact
) -> None:
    referral = OnwardReferral(body="dbs", made_by="agency", made_on=MADE_ON)
    assert onward_words(shift, referral) == "made by agency on 23 November 2026"


def test_a_referral_that_is_only_advised_or_considered_is_a_loose_end(
    shift: Shift, allegation: Contact
) -> None:
    conclude(shift, allegation)
    referral = refer(shift, allegation)

    def loose() -> list[str]:
        ends = open_contact(shift, allegation.id).loose_ends
        return [each for each in ends if "referral" in each]

    assert loose() == [
        "Substantiated, and a referral to the DBS is recorded as considered and not as made."
    ]
    referral = allegations.amend_onward_referral(shift, referral.id, referral.version, ADVISED)
    assert loose() == ["1 onward referral is advised and not recorded as made."]
    with pytest.raises(Refused, match="advised and not recorded as made"):
        closing.close(shift, allegation.id, shift.today)
    answered = allegations.amend_onward_referral(shift, referral.id, referral.version, BARRED)
    assert loose() == []
    made = {**MADE, "result": None}
    allegations.amend_onward_referral(shift, answered.id, answered.version, made)
    assert loose() == []


def test_an_imported_referral_without_a_day_was_made_and_a_typed_one_is_considered(
    shift: Shift, tmp_path: Path, printed: Callable[..., str]
) -> None:
    tracker = tmp_path / "contacts.csv"
    tracker.write_text(
        "reference,received_on,outcome,finding,concluded_on,employment_outcomes,onward_referrals\n"
        "K-1,2026-11-02,met_meeting,substantiated,2026-11-05,dismissed,dbs; tra:employer\n",
        encoding="utf-8",
    )
    importing.import_rows(shift, importing.check(shift, tracker, "contacts"))
    with shift.reading() as session:
        contact = session.query(Contact).one()
    said = printed("case", contact.id)
    assert f"{DBS}: made by the LADO, day not recorded" in said
    assert "Teaching Regulation Agency: made by the employer, day not recorded" in said
    assert not any("DBS" in each for each in open_contact(shift, contact.id).loose_ends)
    typed = refer(shift, contact, made_by="lado")
    assert onward_words(shift, typed) == "considered; no day advised or made is recorded"
    brought_in = open_contact(shift, contact.id).onward_referrals[-1]
    changes = {"body_reference": "B-1"}
    allegations.amend_onward_referral(shift, brought_in.id, brought_in.version, changes)
    assert f"{DBS}: made by the LADO, day not recorded" in printed("case", contact.id)


def test_an_outcome_at_work_without_a_day_says_so_and_not_who_told_it(
    shift: Shift, allegation: Contact, printed: Callable[..., str]
) -> None:
    conclude(shift, allegation)
    allegations.add_employment_outcome(shift, allegation.id, {"outcome": "dismissed"})
    said = printed("outcome", allegation.id)
    assert "The outcome at work, as it is recorded with us:" in said
    assert "Dismissed, no day recorded" in said
    assert "you told us" not in said
    assert "Dismissed, no day recorded" in printed("case", allegation.id)


def test_the_letter_to_the_adult_does_not_say_that_the_adult_was_told(
    shift: Shift, allegation: Contact, printed: Callable[..., str]
) -> None:
    conclude(shift, allegation)
    assert "told" not in printed("concluded", allegation.id)


def test_a_decision_without_a_day_is_not_given_the_day_received(
    shift: Shift, allegation: Contact
) -> None:
    advised = {"outcome": "met_meeting", "rationale": "Harm.", "advice": "Keep a note."}
    decision = decisions.decide(shift, allegation.id, advised)
    with shift.store.writing(ActDone("contacts.import", None, shift.clock.now())) as session:
        session.get_one(Decision, decision.id).decided_on = None
    said = email_text.advice(shift, allegation.id).body
    assert "Our decision was “threshold met, meeting needed”." in said


def test_a_meeting_of_the_case_says_whether_it_was_held(
    shift: Shift, allegation: Contact, printed: Callable[..., str]
) -> None:
    meetings.plan(shift, [allegation.id], {"kind_of": "pot_initial", "held_on": MADE_ON})
    meetings.plan(shift, [allegation.id], {"kind_of": "pot_review", "planned_for": MADE_ON})
    said = printed("case", allegation.id)
    assert "Held 23 Nov 2026" in said
    assert "Planned for 23 Nov 2026" in said
