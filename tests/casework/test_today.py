from collections import Counter
from dataclasses import astuple
from datetime import date
from typing import Any

from lado_desktop.casework.contacts import closing, contacts, decisions
from lado_desktop.casework.lists.listing import Query, page
from lado_desktop.casework.lists.lists import ACTIONS, MEETINGS
from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today import drafts
from lado_desktop.casework.today.dues import due_days, dues, dues_of_days
from lado_desktop.casework.today.today import IN_HAND, InHand, glance
from lado_desktop.domain.kinds.contact import Contact


def _said(shift: Shift) -> list[tuple[str, date, str]]:
    return [(due.sentence, due.due_on, due.when) for due in dues(shift)]


def test_an_undecided_contact_is_due_within_a_working_day(shift: Shift, log: Any) -> None:
    log(received_on=date(2026, 11, 19))
    log()
    assert _said(shift) == [
        ("Decide the threshold", date(2026, 11, 20), "overdue"),
        ("Decide the threshold", date(2026, 11, 23), "today"),
    ]
    assert glance(shift).undecided == 2


def test_a_case_asks_for_meeting_actions_minutes_and_review_in_turn(
    shift: Shift, allegation: Contact
) -> None:
    assert [sentence for sentence, _, _ in _said(shift)] == [
        "Hold the first meeting",
        "Review the referral",
    ]
    meeting = meetings.plan(
        shift, [allegation.id], {"kind_of": "pot_initial", "planned_for": date(2026, 11, 24)}
    )
    assert ("Meeting", date(2026, 11, 24), "soon") in _said(shift)
    meetings.amend(shift, meeting.id, meeting.version, {"held_on": shift.today})
    actions.add(
        shift, allegation.id, {"text": "Ring the police", "due_on": date(2026, 11, 20)}, meeting.id
    )
    said = {sentence: (on, when) for sentence, on, when in _said(shift)}
    assert said["Ring the police"] == (date(2026, 11, 20), "overdue")
    assert said["Send out the actions"] == (date(2026, 11, 24), "soon")
    # Bromley's chair has the draft within 24 hours.
    assert said["Approve the minutes"] == (date(2026, 11, 24), "soon")
    assert glance(shift).actions_overdue == 1


def test_what_is_closed_is_due_no_more(shift: Shift, log: Any) -> None:
    contact = log()
    decisions.decide(shift, contact.id, {"outcome": "info_only", "rationale": "For the file."})
    closing.close(shift, contact.id, shift.today)
    assert dues(shift) == []


def test_a_joint_meeting_is_due_while_one_of_its_contacts_stands(shift: Shift, log: Any) -> None:
    wrong, right = log(), log()
    for each in (wrong, right):
        decisions.decide(
            shift, each.id, {"outcome": "met_meeting", "criteria": ["harm"], "rationale": "Hurt."}
        )
    day = {"kind_of": "pot_initial", "planned_for": date(2026, 11, 24)}
    meetings.plan(shift, [wrong.id, right.id], day)
    contacts.record_in_error(shift, wrong.id, "The same adult twice.")
    assert [due.reference for due in dues(shift) if due.kind == "meeting"] == [right.reference]
    assert glance(shift).meetings_ahead == 1
    contacts.record_in_error(shift, right.id, "Another council's.")
    assert dues(shift) == []
    assert glance(shift).meetings_ahead == 0


def test_each_number_is_that_of_the_list_which_it_leads_to(
    shift: Shift, allegation: Contact, log: Any
) -> None:
    log()
    for day in (date(2026, 11, 20), date(2026, 12, 20)):
        kind = {"kind_of": "pot_initial", "planned_for": day}
        meetings.plan(shift, [allegation.id], kind)
        actions.add(shift, allegation.id, {"text": "Ring the police", "due_on": day})
    seen = glance(shift)
    assert (seen.meetings_ahead, seen.actions_overdue) == (1, 1)

    def rows(counted: InHand) -> int:
        return page(shift, counted.listing, Query(filters={counted.by: counted.code})).total

    assert [rows(each) for each in IN_HAND] == [*astuple(seen)] == [1, 1, 1, 1]
    to_do = page(shift, ACTIONS, Query(filters={"stage": "to_do"}))
    assert to_do.total == 2, "what is overdue is to be done too"
    day_past = page(shift, MEETINGS, Query(filters={"state": "passed"}))
    assert [row.cells[-1] for row in day_past.rows] == ["Planned, day past"]


def test_what_is_due_is_counted_by_its_days_and_read_day_by_day(
    shift: Shift, allegation: Contact, log: Any
) -> None:
    for day in (2, 2, 3, 7, 8, 20):
        log(received_on=date(2026, 11, day))
    actions.add(shift, allegation.id, {"text": "Ring", "due_on": date(2026, 12, 24)})
    every = dues(shift)
    days = due_days(shift)
    assert days.counted == Counter(due.due_on for due in every)
    assert days.whens == Counter(due.when for due in every)
    read, after = [], date.min
    while (until := days.until(2, after)) > after:
        read.append(dues_of_days(shift, days, after, until))
        after = until
    assert [due for part in read for due in part] == every
    # What is received on either day of a weekend is due on one day, and is read together.
    assert [len(part) for part in read] == [2, 3, 2, 2]


def test_an_allegation_decided_below_the_threshold_is_reviewed_no_more(
    shift: Shift, allegation: Contact
) -> None:
    decisions.decide(shift, allegation.id, {"outcome": "info_only", "rationale": "No harm."})
    assert dues(shift) == []


def test_a_draft_is_kept_found_replaced_and_let_go(shift: Shift, allegation: Contact) -> None:
    drafts.save(shift, "contact", None, {"summary": "She said", "child_status": ["send"]})
    drafts.save(shift, "contact", None, {"summary": "She said that"})
    drafts.save(shift, "contact", allegation.id, {"place": "The hall"})
    assert drafts.saved_values(shift, "contact", None) == {"summary": "She said that"}
    assert drafts.saved_values(shift, "meeting", None) is None
    kept = [(line.form, line.target_id) for line in drafts.all_drafts(shift)]
    assert sorted(kept, key=str) == [("contact", None), ("contact", allegation.id)]
    seq = shift.store.head()[0]
    drafts.drop(shift, "contact", None)
    assert drafts.saved_values(shift, "contact", None) is None
    assert shift.store.head()[0] == seq
