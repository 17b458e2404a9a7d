"""Meetings of invented allegations: planned, held, minuted, approved, sent out."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.saving import get
from lado_desktop.demo.invented.diary import Diary, Life
from lado_desktop.demo.invented.lookup import is_closed
from lado_desktop.demo.invented.people import People, invented
from lado_desktop.domain.kinds.meeting import Meeting

CHAIR, MINUTE_TAKER = "Gwendolyn Achebe-Stone", "Piers Tolliver"
_USUAL = ("Detective Constable Idris Fofanah", "Marguerite Oyelaran", "Rukmini Dasgupta")
_HEADINGS = ("adult", "children", "allegation", "risk", "strands", "sharing", "next")
_MODES = ("virtual", "virtual", "virtual", "hybrid", "in_person")


class Meetings:
    """Plans and runs meetings about contacts."""

    def __init__(self, diary: Diary, people: People) -> None:
        self._diary = diary
        self._random = diary.random
        self._people = people
        self._words = invented("practice_people")["minutes"]

    def held_about(self, contact_id: UUID) -> Life:
        """Hold the first meeting on an allegation, and a review if there is more to do."""
        yield self._diary.after(0)
        yield from self.meeting(contact_id, "pot_initial", self._diary.today)
        if self._random.random() < 0.45:
            yield from self.meeting(
                contact_id, "pot_review", self._diary.today + timedelta(days=20)
            )

    def meeting(self, contact_id: UUID, kind: str, not_before: date) -> Life:
        """Play one meeting from the invitation to sending its minutes."""
        working_week = self._diary.shift.due("meeting_hold", not_before)
        planned_for = self._diary.at(working_week or not_before, 10)
        meeting = self.plan(contact_id, kind, planned_for.date(), "10:00")
        yield planned_for
        if is_closed(self._diary.shift, contact_id):
            return
        self.hold(meeting)
        self.write(meeting, contact_id)
        yield self._diary.after(0)
        self._note(meeting, actions_sent_on=self._diary.today)
        yield self._diary.after(self._random.choice((1, 1, 1, 2, 4)))
        meetings.approve(self._diary.shift, meeting.id)
        yield self._diary.after(self._random.choice((1, 3, 9, 20, 34)))
        self._note(meeting, minutes_sent_on=self._diary.today)

    def plan(self, contact_id: UUID, kind: str, on: date, starts_at: str) -> Meeting:
        """Plan a meeting for a day."""
        people = self._people.professionals
        return meetings.plan(
            self._diary.shift,
            [contact_id],
            {
                "kind_of": kind,
                "planned_for": on,
                "starts_at": starts_at,
                "mode": self._random.choice(_MODES),
                "chair_id": people[CHAIR],
                "minute_taker_id": people[MINUTE_TAKER],
                "purpose": "To share what is known, keep children safe and plan the enquiries.",
            },
        )

    def hold(self, meeting: Meeting) -> None:
        """Record that a meeting is held today, and who attends."""
        shift, people = self._diary.shift, self._people.professionals
        self._note(meeting, held_on=shift.today, ends_at=f"{self._random.randint(10, 11)}:55")
        guest = self._people.somebody(CHAIR, MINUTE_TAKER, *_USUAL)
        for name, status in (
            (CHAIR, "chair"),
            (MINUTE_TAKER, "minute_taker"),
            *((each, self._random.choice(("present", "present", "apologies"))) for each in _USUAL),
            (guest, "present"),
        ):
            attending = {"professional_id": people[name], "status": status}
            meetings.attend(shift, meeting.id, attending)

    def write(self, meeting: Meeting, contact_id: UUID) -> None:
        """Write the minutes of a meeting, and add its actions."""
        shift = self._diary.shift
        headings = self._random.sample(_HEADINGS, 5)
        for heading in sorted(headings, key=_HEADINGS.index):
            meetings.write(shift, meeting.id, heading, self._words[heading])
        for report in self._words["reports"]:
            meetings.write(shift, meeting.id, "reports", report["text"], agency=report["agency"])
        for each in self._random.sample(self._words["actions"], 3):
            self._diary.begin(self._action(meeting.id, contact_id, each["text"], each["who"]))

    def _action(self, meeting_id: UUID, contact_id: UUID, text: str, who: str) -> Life:
        due_on = self._diary.today + timedelta(days=self._random.choice((1, 5, 10, 15)))
        # The act itself happens at the meeting's own moment.
        action = actions.add(
            self._diary.shift,
            contact_id,
            {
                "text": text,
                "owner_id": self._people.professionals[who],
                "agency": self._people.agency_of(who),
                "due_on": due_on,
            },
            meeting_id,
        )
        yield self._diary.at(due_on + timedelta(days=self._random.choice((-1, 0, 0, 0, 2, 9))))
        if not is_closed(self._diary.shift, contact_id):
            done = {"status": "done"}
            actions.amend(self._diary.shift, action.id, action.version, done)

    def _note(self, meeting: Meeting, **changes: object) -> None:
        now = get(self._diary.shift, Meeting, meeting.id)
        meetings.amend(self._diary.shift, meeting.id, now.version, changes)
