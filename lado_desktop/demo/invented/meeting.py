"""The case that the practice service shows in full: one concern and one long meeting."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from lado_desktop.casework.contacts import allegations, contacts, decisions
from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.meetings.earlier_attendance import take_attendance
from lado_desktop.casework.people import adults, children
from lado_desktop.demo.invented import documents
from lado_desktop.demo.invented.diary import Diary, Life
from lado_desktop.demo.invented.lookup import allegation_version
from lado_desktop.demo.invented.meetings import CHAIR, MINUTE_TAKER
from lado_desktop.demo.invented.people import People, invented
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.time.partial_date import PartialDate

RECEIVED = date(2026, 11, 9)
HELD = date(2026, 11, 17)
REVIEW = date(2026, 12, 15)

_ADULT = {
    "given_names": "Łucja",
    "family_name": "Ó Súilleabháin",
    "known_as": "Lucy",
    "previous_names": "Łukaszewicz",
    "born": PartialDate(1992, 2, 29),
    "own_children": "None",
    "other_work": "Coaches at Riverside Juniors on Saturdays",
}


def shown_case(diary: Diary, people: People) -> Life:
    """Play the concern of 9 November, its decision, and its meeting of 17 November."""
    content = invented("practice_meeting")
    yield diary.at(RECEIVED, 9)
    contact_id = _logged(diary, people)
    yield diary.after(1, 10)
    decisions.decide(
        diary.shift,
        contact_id,
        {
            "outcome": "met_meeting",
            "criteria": ["harm", "offence"],
            "rationale": invented("practice_people")["rationale"]["met_meeting"],
            "advice": content["advice"],
            "advice_sent_on": diary.today,
        },
    )
    _work(diary, contact_id)
    documents.keep_with_case(diary.shift, contact_id)
    yield diary.after(0)
    values = {"kind_of": "pot_initial", "planned_for": HELD, "starts_at": "10:00", "mode": "hybrid"}
    in_person = {
        "place": "Committee room 2, and by video",
        "purpose": content["purpose"],
        "chair_id": people.professionals[CHAIR],
        "minute_taker_id": people.professionals[MINUTE_TAKER],
    }
    meeting = meetings.plan(diary.shift, [contact_id], values | in_person)
    yield diary.at(HELD, 13)
    _minute(diary, people, meeting, contact_id)
    documents.keep_with_meeting(diary.shift, meeting.id)
    yield diary.after(1, 11)
    meetings.approve(diary.shift, meeting.id)
    yield diary.after(0)
    review = {
        "kind_of": "pot_review",
        "planned_for": REVIEW,
        "starts_at": "10:00",
        "mode": "hybrid",
    }
    planned = meetings.plan(diary.shift, [contact_id], review | in_person)
    take_attendance(diary.shift, planned.id)


def _logged(diary: Diary, people: People) -> UUID:
    content = invented("practice_meeting")
    adult = adults.add(diary.shift, _ADULT)
    contact = contacts.log(
        diary.shift,
        {
            "received_on": diary.today,
            "received_time": "09:10",
            "intake": "referral",
            "method": "duty_phone",
            "source": "education",
            "caller_id": people.professionals["Sunniva Halloran"],
            "employer_aware_on": diary.today,
            "adult_id": adult.id,
            "setting_id": people.settings[0].id,
            "sector": people.settings[0].sector,
            "area": people.settings[0].area,
            "job_role": "teacher",
            "employment_basis": "permanent",
            "summary": content["summary"],
            "happened": PartialDate.of(diary.today - timedelta(days=4)),
            "place": "Equipment store beside the hall",
            "category": "physical",
            "further_categories": ["emotional"],
            "child_status": ["send"],
            "restraint": "unauthorised",
            "history_result": "not_relevant",
            "history_note": "One contact of March 2024, below the threshold.",
            "safety": "M.K. is at home with his grandmother. The adult does not teach today.",
        },
    )
    for name, part in (("M.K.", "Said to be harmed"), ("T.A.", "Witness"), ("Elowen", "Witness")):
        children.involve(diary.shift, contact.id, {"name": name, "part": part})
    return contact.id


def _work(diary: Diary, contact_id: UUID) -> None:
    content = invented("practice_meeting")
    version = allegation_version(diary.shift, contact_id)
    changes = {
        "account": content["account"],
        "childs_voice": content["childs_voice"],
        "adults_account": content["adults_account"],
        "interim_measures": content["interim"],
        "police_status": "investigating",
        "csc_status": "s47",
        "employer_status": "alternative_duties",
        "next_review_on": REVIEW,
    }
    allegations.amend(diary.shift, contact_id, version, changes)


def _minute(diary: Diary, people: People, meeting: Meeting, contact_id: UUID) -> None:
    """Hold the meeting and record attendance, every heading, reports and actions."""
    content, shift = invented("practice_meeting"), diary.shift
    for each in content["attendance"]:
        attending = {
            "professional_id": people.professionals[each["name"]],
            "status": each["status"],
        }
        meetings.attend(shift, meeting.id, attending | {"note": each.get("note")})
    for heading, text in content["sections"].items():
        meetings.write(shift, meeting.id, heading, text)
    for each in content["report"]:
        meetings.write(shift, meeting.id, "reports", each["text"], agency=each["agency"])
    for each in content["action"]:
        due_on = HELD + timedelta(days=each["days"])
        values = {
            "text": each["text"],
            "owner_id": people.professionals[each["who"]],
            "agency": people.agency_of(each["who"]),
            "due_on": due_on,
            "status": each["status"],
            "result": each.get("result"),
            "done_on": min(due_on, shift.today) if each["status"] == "done" else None,
        }
        actions.add(shift, contact_id, values, meeting.id)
    held = {"held_on": HELD, "ends_at": "11:40", "next_meeting_on": REVIEW, "actions_sent_on": HELD}
    meetings.amend(shift, meeting.id, meeting.version, held)
