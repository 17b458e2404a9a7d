from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from lado_desktop.casework.contacts import allegations, contacts
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.letters.letter import Rows
from lado_desktop.casework.letters.letters import invitation
from lado_desktop.casework.lists import preview
from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.meetings.earlier_attendance import earlier_meeting, take_attendance
from lado_desktop.casework.meetings.meeting_file import open_meeting, suggestions
from lado_desktop.casework.people import professionals
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.attendance import Attendance
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.problem import CaseworkError, ChangedMeanwhile, NotFound, Refused
from lado_desktop.domain.time.clock import StoppedClock
from lado_desktop.reports.blocks import Facts
from lado_desktop.reports.documents.minutes import minutes


@pytest.fixture
def meeting(shift: Shift, allegation: Contact) -> Meeting:
    held = {"kind_of": "pot_initial", "held_on": date(2026, 11, 23)}
    return meetings.plan(shift, [allegation.id], {**held, "chair_id": allegation.caller_id})


def test_a_meeting_bears_its_contacts_reference_and_counts_on(
    shift: Shift, allegation: Contact, meeting: Meeting
) -> None:
    review = {"kind_of": "pot_review", "planned_for": date(2026, 12, 14)}
    assert meeting.reference == "2627-0001-M1"
    assert meetings.plan(shift, [allegation.id], review).reference == "2627-0001-M2"


def test_a_meeting_needs_a_contact_a_kind_and_a_day(shift: Shift, allegation: Contact) -> None:
    with pytest.raises(Refused, match="one contact at least"):
        meetings.plan(shift, [], {"kind_of": "pot_initial", "planned_for": date(2026, 12, 1)})
    with pytest.raises(Refused) as refused:
        meetings.plan(shift, [allegation.id], {"starts_at": "14:00", "ends_at": "13:00"})
    fields = {problem.field for problem in refused.value.problems}
    assert fields == {"kind_of", "planned_for", "ends_at"}


def test_a_meeting_about_two_adults_counts_once_and_its_contacts_can_change(
    shift: Shift, allegation: Contact, meeting: Meeting
) -> None:
    other = contacts.log_another_adult(shift, allegation.id, {"described_as": "The deputy"})
    meetings.set_contacts(shift, meeting.id, [allegation.id, other.id])
    file = open_meeting(shift, meeting.id)
    assert {each.contact.id for each in file.contacts} == {allegation.id, other.id}
    meetings.set_contacts(shift, meeting.id, [other.id])
    assert [each.who for each in open_meeting(shift, meeting.id).contacts] == ["The deputy"]


def test_attendance_takes_role_and_agency_as_they_are_and_keeps_them(
    shift: Shift, allegation: Contact, meeting: Meeting
) -> None:
    (head,) = [contact.caller for contact in open_meeting(shift, meeting.id).contacts]
    assert head is not None
    present = {"professional_id": head.id, "status": "present"}
    attendance = meetings.attend(shift, meeting.id, present)
    assert (attendance.role, attendance.agency) == ("Head of nursery", "Northgate Nursery")
    professionals.amend(shift, head.id, head.version, {"role": "Consultant"})
    (row,) = open_meeting(shift, meeting.id).attendances
    assert (row[0].role, row[1].role, row[0].status) == (
        "Head of nursery",
        "Consultant",
        "present",
    )
    with pytest.raises(Refused, match="on the attendance list already"):
        meetings.attend(shift, meeting.id, present)
    meetings.amend_attendance(shift, attendance.id, attendance.version, {"status": "apologies"})
    meetings.remove_attendance(shift, attendance.id)
    assert open_meeting(shift, meeting.id).attendances == []


def test_sections_are_in_the_order_of_the_headings_and_each_agency_has_its_own(
    shift: Shift, meeting: Meeting
) -> None:
    meetings.write(shift, meeting.id, "risk", "No contact with children meanwhile.")
    meetings.write(shift, meeting.id, "reports", "Nothing known.", agency="Police")
    health = meetings.write(shift, meeting.id, "reports", "A bruise was seen.", agency="Health")
    meetings.write(shift, meeting.id, "allegation", "He lifted the child by one arm.")
    sections = open_meeting(shift, meeting.id).sections
    assert [(each.heading, each.agency) for each in sections] == [
        ("allegation", None),
        ("reports", "Police"),
        ("reports", "Health"),
        ("risk", None),
    ]
    again: dict[str, Any] = {"agency": "Health", "section_id": health.id, "version": health.version}
    meetings.write(shift, meeting.id, "reports", "Two bruises were seen.", **again)
    with pytest.raises(ChangedMeanwhile):
        meetings.write(shift, meeting.id, "reports", "One.", **again)
    with pytest.raises(ChangedMeanwhile):
        meetings.write(shift, meeting.id, "risk", "Written in another window.")


def test_the_case_offers_what_it_says_for_headings_not_written_yet(
    shift: Shift, allegation: Contact, meeting: Meeting
) -> None:
    actions.add(shift, allegation.id, {"text": "Tell the placing authority"})
    offered = suggestions(shift, open_meeting(shift, meeting.id))
    assert offered["adult"].startswith("Wren Ó Súilleabháin: Nursery practitioner, Northgate")
    assert 'Tom <b said & "no"' in offered["allegation"]
    assert "Behaved in a way that has harmed" in offered["allegation"]
    assert not offered["allegation"].startswith("\n")
    assert "Confidentiality" in offered["statements"]
    meetings.write(shift, meeting.id, "adult", "Agreed as read.")
    assert "adult" not in suggestions(shift, open_meeting(shift, meeting.id))


def test_a_contact_recorded_in_error_is_no_history_and_has_no_meeting(
    shift: Shift, allegation: Contact, log: Any
) -> None:
    earlier, wrong = log(received_on=date(2026, 11, 3)), log(received_on=date(2026, 11, 4))
    contacts.record_in_error(shift, wrong.id, "Logged twice.")
    meeting = meetings.plan(
        shift, [allegation.id], {"kind_of": "pot_initial", "held_on": shift.today}
    )
    history = suggestions(shift, open_meeting(shift, meeting.id))["history"]
    assert earlier.reference in history
    assert wrong.reference not in history
    with pytest.raises(CaseworkError, match="in error"):
        meetings.set_contacts(shift, meeting.id, [allegation.id, wrong.id])


def test_a_review_goes_through_every_action_of_the_meeting_before_it(
    shift: Shift, allegation: Contact, meeting: Meeting
) -> None:
    first = actions.add(shift, allegation.id, {"text": "Interview the witness"}, meeting.id)
    actions.add(shift, allegation.id, {"text": "Ring the parents"}, meeting.id)
    actions.amend(shift, first.id, first.version, {"status": "done"})
    review = {"kind_of": "pot_review", "planned_for": date(2026, 12, 14)}
    later = meetings.plan(shift, [allegation.id], review)
    file = open_meeting(shift, later.id)
    assert [(action.text, action.status) for action, _ in file.earlier_actions] == [
        ("Interview the witness", "done"),
        ("Ring the parents", "open"),
    ]
    assert "previous" not in suggestions(shift, file), "the table says it, as it is by then"
    third = meetings.plan(shift, [allegation.id], {**review, "kind_of": "pot_final"})
    still = [action.text for action, _ in open_meeting(shift, third.id).earlier_actions]
    assert still == ["Ring the parents"]


def test_earlier_actions_are_by_the_day_of_the_meeting_that_agreed_them(
    shift: Shift, allegation: Contact
) -> None:
    actions.add(shift, allegation.id, {"text": "Of no meeting"})
    for day in (date(2026, 11, 20), date(2026, 11, 6), date(2026, 11, 13)):
        values = {"kind_of": "pot_initial", "planned_for": day}
        agreed = meetings.plan(shift, [allegation.id], values)
        actions.add(shift, allegation.id, {"text": f"Agreed on {day.day}"}, agreed.id)
    values = {"kind_of": "pot_review", "planned_for": date(2026, 12, 14)}
    review = meetings.plan(shift, [allegation.id], values)
    assert [action.text for action, _ in open_meeting(shift, review.id).earlier_actions] == [
        "Agreed on 6",
        "Agreed on 13",
        "Agreed on 20",
        "Of no meeting",
    ]


def test_approved_minutes_are_fixed_but_the_days_of_sending_can_be_noted(
    shift: Shift, meeting: Meeting, allegation: Contact
) -> None:
    with pytest.raises(CaseworkError, match="who attended"):
        meetings.approve(shift, meeting.id)
    chair = {"professional_id": allegation.caller_id, "status": "chair"}
    attendance = meetings.attend(shift, meeting.id, chair)
    approved = meetings.approve(shift, meeting.id)
    for change in (
        lambda: meetings.write(shift, meeting.id, "risk", "More"),
        lambda: meetings.remove_attendance(shift, attendance.id),
        lambda: meetings.amend(shift, meeting.id, approved.version, {"place": "Hall"}),
        lambda: meetings.set_contacts(shift, meeting.id, [allegation.id]),
        lambda: actions.add(shift, allegation.id, {"text": "One more"}, meeting.id),
    ):
        with pytest.raises(CaseworkError, match="approved and can no longer be changed"):
            change()
    sent = meetings.amend(
        shift, meeting.id, approved.version, {"minutes_sent_on": date(2026, 11, 23)}
    )
    assert sent.minutes_sent_on == date(2026, 11, 23)


def test_a_section_is_written_in_its_own_meeting_alone(shift: Shift, allegation: Contact) -> None:
    chair = professionals.add(shift, {"name": "Perpetua Hale"})
    plan = {"kind_of": "pot_initial", "held_on": date(2026, 11, 21), "chair_id": chair.id}
    approved = meetings.plan(shift, [allegation.id], plan)
    meetings.attend(shift, approved.id, {"professional_id": chair.id, "status": "chair"})
    section = meetings.write(shift, approved.id, "risk", "No contact with children.")
    meetings.approve(shift, approved.id)
    review = meetings.plan(shift, [allegation.id], {**plan, "kind_of": "pot_review"})
    again: dict[str, Any] = {"section_id": section.id, "version": section.version}
    with pytest.raises(NotFound):
        meetings.write(shift, review.id, "risk", "Written after the approval.", **again)
    (stands,) = open_meeting(shift, approved.id).sections
    assert stands.text == "No contact with children."


def test_minutes_are_not_approved_before_the_meeting_was_held(
    shift: Shift, allegation: Contact
) -> None:
    planned = {"kind_of": "pot_initial", "planned_for": date(2026, 12, 1)}
    with pytest.raises(CaseworkError, match="which day the meeting was held"):
        meetings.approve(shift, meetings.plan(shift, [allegation.id], planned).id)


def test_a_meeting_that_follows_takes_the_attendance_of_the_one_before(
    shift: Shift, allegation: Contact
) -> None:
    held = {"kind_of": "pot_initial", "held_on": date(2026, 11, 20)}
    first = meetings.plan(shift, [allegation.id], held)
    for name, status in (("Ann Oak", "chair"), ("Bo Elm", "present"), ("Cy Ash", "excluded")):
        who = professionals.add(shift, {"name": name})
        meetings.attend(shift, first.id, {"professional_id": who.id, "status": status})
    assert earlier_meeting(shift, first.id) == ""
    review = {"kind_of": "pot_review", "planned_for": date(2026, 12, 14)}
    second = meetings.plan(shift, [allegation.id], review)
    assert earlier_meeting(shift, second.id) == first.reference
    assert take_attendance(shift, second.id) == 3
    taken = open_meeting(shift, second.id).attendances
    assert [(person.name, each.status) for each, person in taken] == [
        ("Ann Oak", "invited"),
        ("Bo Elm", "invited"),
        ("Cy Ash", "excluded"),
    ]
    assert earlier_meeting(shift, second.id) == "", "nobody is put on it twice"
    with pytest.raises(CaseworkError, match="no earlier attendance"):
        take_attendance(shift, second.id)


def _listed(shift: Shift, meeting: Meeting, name: str, status: str) -> Attendance:
    who = professionals.add(shift, {"name": name})
    given = {"professional_id": who.id, "status": status}
    return meetings.attend(shift, meeting.id, given)


def _refused(shift: Shift, meeting: Meeting, said: str) -> None:
    with pytest.raises(CaseworkError, match=said):
        meetings.approve(shift, meeting.id)


def test_minutes_are_approved_only_when_the_chair_was_there_and_nobody_is_still_invited(
    shift: Shift, allegation: Contact, meeting: Meeting
) -> None:
    chair = {"professional_id": allegation.caller_id}
    _listed(shift, meeting, "Ann Oak", "apologies")
    _refused(shift, meeting, "that the chair was there .Chair, Present for part or Present.")
    listed = meetings.attend(shift, meeting.id, {**chair, "status": "apologies"})
    _refused(shift, meeting, "or change the chair in the details")
    meetings.amend_attendance(shift, listed.id, listed.version, {"status": "part"})
    waiting = _listed(shift, meeting, "Bo Elm", "no_reply")
    also = _listed(shift, meeting, "Cy Ash", "invited")
    _refused(shift, meeting, "^Record who came: 2 people are still shown as invited")
    meetings.amend_attendance(shift, waiting.id, waiting.version, {"status": "apologies"})
    _refused(shift, meeting, "1 person is still shown as invited")
    meetings.remove_attendance(shift, also.id)
    assert meetings.approve(shift, meeting.id).approved_on == shift.today


def test_a_named_minute_taker_was_there_too_and_a_chair_has_to_be_named(
    shift: Shift, allegation: Contact
) -> None:
    held = {"kind_of": "telephone", "held_on": date(2026, 11, 23)}
    meeting = meetings.plan(shift, [allegation.id], held)
    first = _listed(shift, meeting, "Ann Oak", "present")
    second = _listed(shift, meeting, "Bo Elm", "observer")
    _refused(shift, meeting, "^Enter the chair in the details")
    named = {"chair_id": first.professional_id, "minute_taker_id": second.professional_id}
    meetings.amend(shift, meeting.id, meeting.version, named)
    _refused(shift, meeting, "^Record in the attendance that the minute taker was there")
    meetings.amend_attendance(shift, second.id, second.version, {"status": "minute_taker"})
    meetings.approve(shift, meeting.id)


def test_nobody_is_present_by_default_nor_before_the_day(
    shift: Shift, allegation: Contact, meeting: Meeting
) -> None:
    caller = {"professional_id": allegation.caller_id}
    with pytest.raises(Refused, match="Attendance is needed"):
        meetings.attend(shift, meeting.id, caller)
    planned = {"kind_of": "pot_review", "planned_for": date(2026, 12, 1)}
    later = meetings.plan(shift, [allegation.id], planned)
    invited = meetings.attend(shift, later.id, caller)
    assert invited.status == "invited"
    for status in ("present", "part"):
        with pytest.raises(Refused, match="planned for a later day"):
            meetings.amend_attendance(shift, invited.id, invited.version, {"status": status})
    changes = {"status": "apologies"}
    assert meetings.amend_attendance(shift, invited.id, 1, changes).status == "apologies"


def test_minutes_are_noted_as_sent_out_only_once_they_are_approved(
    shift: Shift, allegation: Contact, meeting: Meeting
) -> None:
    sent = {"minutes_sent_on": date(2026, 11, 23)}
    with pytest.raises(Refused, match="Approve the minutes first"):
        meetings.amend(shift, meeting.id, meeting.version, sent)
    held = {"kind_of": "pot_review", "held_on": date(2026, 11, 20)}
    with pytest.raises(Refused, match="Approve the minutes first"):
        meetings.plan(shift, [allegation.id], {**held, **sent})
    earlier = meetings.plan(shift, [allegation.id], {**held, "chair_id": allegation.caller_id})
    chair = {"professional_id": allegation.caller_id, "status": "chair"}
    meetings.attend(shift, earlier.id, chair)
    version = meetings.approve(shift, earlier.id).version
    with pytest.raises(Refused, match="from 23 November 2026 on"):
        meetings.amend(shift, earlier.id, version, {"minutes_sent_on": date(2026, 11, 22)})
    assert meetings.amend(shift, earlier.id, version, sent).minutes_sent_on == shift.today


def test_a_meeting_written_up_later_is_earlier_by_its_day(
    shift: Shift, allegation: Contact
) -> None:
    def planned(day: int) -> Meeting:
        values = {"kind_of": "pot_review", "planned_for": date(2026, 11, day)}
        return meetings.plan(shift, [allegation.id], values)

    first, review, between = planned(10), planned(30), planned(18)
    for meeting, text in ((first, "Of the first"), (between, "Agreed in between")):
        actions.add(shift, allegation.id, {"text": text}, meeting.id)
    for meeting, name in ((first, "Ann Oak"), (between, "Bo Elm")):
        who = professionals.add(shift, {"name": name})
        meetings.attend(shift, meeting.id, {"professional_id": who.id, "status": "apologies"})
    file = open_meeting(shift, review.id)
    texts = [action.text for action, _ in file.earlier_actions]
    assert texts == ["Of the first", "Agreed in between"]
    agreed = [file.agreed_at[action.id].reference for action, _ in file.earlier_actions]
    assert agreed == [first.reference, between.reference]
    assert [action.text for action, _ in open_meeting(shift, between.id).earlier_actions] == [
        "Of the first"
    ]
    assert open_meeting(shift, first.id).earlier_actions == []


def test_what_follows_from_the_meeting_before_goes_by_its_day_too(
    shift: Shift, allegation: Contact
) -> None:
    made = {}
    for day in (10, 30, 18):
        values = {"kind_of": "pot_review", "planned_for": date(2026, 11, day)}
        made[day] = meetings.plan(shift, [allegation.id], values)
        actions.add(shift, allegation.id, {"text": f"Agreed on {day}"}, made[day].id)
        if day != 30:
            _listed(shift, made[day], f"Person {day}", "apologies")
    assert earlier_meeting(shift, made[30].id) == made[18].reference
    contact = open_contact(shift, allegation.id)
    assert [each.id for each in contact.meetings] == [made[day].id for day in (30, 18, 10)]
    assert [each.text[-2:] for each in contact.actions] == ["10", "18", "30"]


def test_an_action_settled_since_the_meeting_before_is_accounted_for_once(
    shift: Shift, allegation: Contact
) -> None:
    def planned(at: Shift, day: date) -> Meeting:
        return meetings.plan(at, [allegation.id], {"kind_of": "pot_review", "planned_for": day})

    def told(meeting: Meeting) -> list[str]:
        return [action.text for action, _ in open_meeting(shift, meeting.id).earlier_actions]

    first = planned(shift, date(2026, 11, 20))
    texts = ("Dropped since", "Done since", "Still open", "Done before")
    found = {each: actions.add(shift, allegation.id, {"text": each}, first.id) for each in texts}
    second = planned(shift, date(2026, 11, 30))
    actions.amend(shift, found["Done before"].id, 1, {"status": "done"})
    later = replace(shift, clock=StoppedClock(datetime(2026, 12, 7, 9, 5, tzinfo=UTC)))
    actions.amend(later, found["Done since"].id, 1, {"status": "done"})
    dropped = {"status": "cancelled", "result": "The police do it"}
    actions.amend(later, found["Dropped since"].id, 1, dropped)
    actions.amend(later, found["Done before"].id, 2, {"agency": 'Police "status": done'})
    own = actions.add(later, allegation.id, {"text": "The officer's own, of 7 December"}).text
    third = planned(later, date(2026, 12, 14))
    assert told(third) == [*texts[:3], own]
    assert told(second) == list(texts), "and none that was added after it"
    actions.amend(later, found["Done since"].id, 2, {"done_on": date(2026, 12, 4)})
    assert told(third) == [*texts[:3], own]
    assert told(planned(later, date(2027, 1, 11))) == ["Still open", own]


def test_outcomes_and_referrals_are_listed_by_their_day(shift: Shift, allegation: Contact) -> None:
    for day in (date(2026, 11, 20), date(2026, 11, 6)):
        outcome = {"outcome": "training", "happened_on": day}
        allegations.add_employment_outcome(shift, allegation.id, outcome)
        referral = {"body": "dbs", "made_by": "employer", "made_on": day}
        allegations.add_onward_referral(shift, allegation.id, referral)
    file = open_contact(shift, allegation.id)
    newest_first = [date(2026, 11, 20), date(2026, 11, 6)]
    assert [each.happened_on for each in file.employment_outcomes] == newest_first
    assert [each.made_on for each in file.onward_referrals] == newest_first


@pytest.mark.parametrize(
    "starts, ends, hours",
    [
        ("23:00", "00:30", "23:00 to 00:30 the next day"),
        ("22:00", "00:00", "22:00 to 00:00 the next day"),
        ("18:00", "06:00", "18:00 to 06:00 the next day"),
        ("10:00", "11:30", "10:00 to 11:30"),
        ("10:00", None, "10:00"),
        (None, "11:30", "Until 11:30"),
    ],
)
def test_a_meeting_may_end_after_midnight(
    shift: Shift, allegation: Contact, starts: str | None, ends: str | None, hours: str
) -> None:
    values = {"kind_of": "pot_initial", "planned_for": date(2026, 12, 1)}
    times = {"starts_at": starts, "ends_at": ends}
    meeting = meetings.plan(shift, [allegation.id], {**values, **times})
    assert meeting.hours == hours
    (printed,) = [each for each in minutes(shift, meeting.id).blocks if isinstance(each, Facts)]
    assert ("Time", hours) in printed.rows
    assert ("Time", hours) in preview.preview(shift, "meeting", meeting.id).facts
    (rows,) = [each.rows for each in invitation(shift, meeting.id).parts if isinstance(each, Rows)]
    assert dict(rows)["Time"] == hours


@pytest.mark.parametrize(
    "starts, ends, said",
    [
        ("10:00", "10:00", "Enter a later time"),
        ("14:00", "13:00", "Check both times: 14:00 to 13:00 is 23 hours"),
        ("08:00", "20:01", "is 12 hours 1 minute. A meeting lasts at most 12"),
        ("09:00", "21:30", "is 12 hours 30 minutes. A meeting lasts at most 12 hours"),
    ],
)
def test_a_meeting_lasts_some_time_and_no_more_than_12_hours(
    shift: Shift, allegation: Contact, starts: str, ends: str, said: str
) -> None:
    values = {"kind_of": "pot_initial", "planned_for": date(2026, 12, 1)}
    with pytest.raises(Refused, match=said) as refused:
        meetings.plan(shift, [allegation.id], {**values, "starts_at": starts, "ends_at": ends})
    assert [problem.field for problem in refused.value.problems] == ["ends_at"]
