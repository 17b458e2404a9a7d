"""One life for each state that practice data must show and chance might not produce."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from lado_desktop.casework.contacts import closing, contacts, decisions, findings
from lado_desktop.casework.saving import get
from lado_desktop.demo.invented.cases import Cases
from lado_desktop.demo.invented.diary import Diary, Life
from lado_desktop.demo.invented.meetings import Meetings
from lado_desktop.demo.invented.people import People
from lado_desktop.domain.kinds.contact import Contact


class Moments:
    """Lives that are planned one by one."""

    def __init__(self, diary: Diary, people: People, cases: Cases, meetings: Meetings) -> None:
        self._diary = diary
        self._people = people
        self._cases = cases
        self._meetings = meetings

    def lives(self) -> Iterator[Life]:
        """Yield all of these lives."""
        yield self._in_error(date(2025, 9, 16))
        # They change the figures of a year after it was published.
        yield self._in_error(date(2025, 2, 11), after=126)
        yield self._logged_late(date(2025, 3, 24), date(2025, 6, 4))
        yield self._logged_late(date(2025, 3, 27), date(2025, 6, 5))
        yield self._corrected(date(2025, 1, 21), date(2025, 6, 24))
        yield self._decided_again(date(2025, 6, 10), "below_advice", "met_no_meeting")
        yield self._decided_again(date(2026, 5, 19), "enquiry_only", "below_advice")
        yield self._found_again(date(2024, 10, 8), "unsubstantiated", "substantiated")
        yield self._found_again(date(2025, 11, 4), "substantiated", "false")
        yield self._reopened(date(2026, 2, 3))
        yield self._below_and_open(date(2026, 11, 11))
        yield self._undecided(date(2026, 11, 19), "A parent rang twice about a club's helper.")
        yield self._undecided(date(2026, 11, 20), "Police notified us of an arrest last night.")
        yield self._minutes_waiting(date(2026, 11, 11), date(2026, 11, 19))
        yield self._planned(date(2026, 11, 17), date(2026, 11, 23))
        yield self._planned(date(2026, 11, 18), date(2026, 11, 26))
        yield self._not_said_whether_held(date(2026, 11, 10), date(2026, 11, 20))

    def _logged(self, **more: Any) -> Contact:
        setting = self._diary.random.choice(self._people.settings)
        values = {
            "received_on": self._diary.today,
            "intake": "referral",
            "method": "duty_phone",
            "source": "employer",
            "adult_id": self._people.adult(self._diary.shift, seen_before=0),
            "setting_id": setting.id,
            "sector": setting.sector,
            "area": setting.area,
            "job_role": setting.roles[0],
            "category": "conduct",
            "summary": "The adult is said to have left a group alone to take a private call.",
        }
        return contacts.log(self._diary.shift, values | more)

    def _in_error(self, on: date, after: int = 1) -> Life:
        yield self._diary.at(on)
        contact = self._logged()
        yield self._diary.after(after)
        reason = "The same call was logged twice: see the contact before."
        contacts.record_in_error(self._diary.shift, contact.id, reason)

    def _logged_late(self, received_on: date, on: date) -> Life:
        yield self._diary.at(on)
        text = "A call of March, found in the shared mailbox: a helper swore at a child."
        contact = self._logged(received_on=received_on, method="mailbox", summary=text)
        yield from self._cases.decided(contact.id, "below_advice")

    def _corrected(self, on: date, corrected_on: date) -> Life:
        yield self._diary.at(on)
        contact = self._logged(source="employer")
        yield from self._cases.decided(contact.id, "enquiry_only")
        yield self._diary.at(corrected_on)
        found = get(self._diary.shift, Contact, contact.id)
        changes = {"source": "health", "category": "neglect"}
        contacts.amend(self._diary.shift, contact.id, found.version, changes)

    def _decided_again(self, on: date, first: str, then: str) -> Life:
        yield self._diary.at(on)
        contact = self._logged()
        yield self._diary.after(0)
        self._cases.decide(contact.id, first)
        yield self._diary.after(6)
        yield from self._cases.decided(contact.id, then)

    def _found_again(self, on: date, first: str, then: str) -> Life:
        yield self._diary.at(on)
        contact = self._logged()
        yield self._diary.after(0)
        self._cases.decide(contact.id, "met_no_meeting")
        yield self._diary.after(24)
        self._find(contact, first, "On what was known: two accounts, and no third.")
        yield self._diary.after(50)
        self._find(contact, then, "A colleague came forward with notes made on the day.")
        yield self._diary.after(2)
        note = "Found anew, and everybody told."
        closing.close(self._diary.shift, contact.id, self._diary.today, note)

    def _find(self, contact: Contact, finding: str, rationale: str) -> None:
        shift = self._diary.shift
        values = {"found_on": shift.today, "finding": finding, "rationale": rationale}
        findings.conclude(shift, contact.id, values)

    def _reopened(self, on: date) -> Life:
        yield self._diary.at(on)
        contact = self._logged()
        yield self._diary.after(0)
        self._cases.decide(contact.id, "below_advice")
        yield self._diary.after(4)
        closing.close(
            self._diary.shift, contact.id, self._diary.today, "Dealt with by the employer."
        )
        yield self._diary.after(30)
        closing.reopen(self._diary.shift, contact.id, "The employer sent its report after all.")

    def _below_and_open(self, on: date) -> Life:
        yield self._diary.at(on)
        contact = self._logged()
        yield self._diary.after(0)
        self._cases.decide(contact.id, "below_advice")

    def _undecided(self, on: date, summary: str) -> Life:
        yield self._diary.at(on)
        described = "Not known yet: the caller will ring back with the name"
        self._logged(adult_id=None, described_as=described, summary=summary, category=None)

    def _met(self, on: date) -> Generator[datetime, None, Contact]:
        yield self._diary.at(on)
        contact = self._logged()
        yield self._diary.after(1)
        decisions.decide(
            self._diary.shift,
            contact.id,
            {
                "outcome": "met_meeting",
                "criteria": ["risk"],
                "rationale": "Three agencies are concerned and must plan together.",
            },
        )
        return contact

    def _planned(self, on: date, planned_for: date) -> Life:
        contact = yield from self._met(on)
        self._meetings.plan(contact.id, "pot_initial", planned_for, "14:00")

    def _not_said_whether_held(self, on: date, planned_for: date) -> Life:
        contact = yield from self._met(on)
        self._meetings.plan(contact.id, "pot_initial", planned_for, "11:00")

    def _minutes_waiting(self, on: date, held_on: date) -> Life:
        contact = yield from self._met(on)
        meeting = self._meetings.plan(contact.id, "pot_initial", held_on, "09:30")
        yield self._diary.at(held_on, 11)
        self._meetings.hold(meeting)
        self._meetings.write(meeting, contact.id)
        yield self._diary.at(held_on + timedelta(days=1000))
