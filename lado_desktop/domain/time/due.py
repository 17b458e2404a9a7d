"""The clocks of the work: by which day each thing should be done.

How long a clock runs is the practice's to say; what it runs from and to is the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from lado_desktop.domain.time.working_days import NO_DAYS, add_months, add_working_days

_LENGTH = re.compile(r"(\d{1,3}) (hour|day|working day|week|month)s?", re.ASCII)


@dataclass(frozen=True)
class Length:
    """A length of time: so many days, working days, weeks or calendar months."""

    count: int
    unit: str
    """`day`, `working day`, `week` or `month`."""

    @classmethod
    def parse(cls, text: str) -> Length:
        """Read a length as a practice writes it. Hours are whole days: 24 hours is one day.

        Raises ValueError where it is not one.
        """
        match = _LENGTH.fullmatch(text)
        count = int(match[1]) if match else 0
        unit = match[2] if match else ""
        if unit == "hour" and count % 24 == 0:
            count, unit = count // 24, "day"
        if count == 0 or unit == "hour":
            raise ValueError(
                "A length of time is written as 24 hours, 28 days, 5 working days, "
                "4 weeks or 1 month."
            )
        return cls(count, unit)

    def last_day(self, start: date, closures: Container[date] = NO_DAYS) -> date:
        """Return the last day within this length of `start`, which is day 0."""
        if self.unit == "working day":
            return add_working_days(start, self.count, closures)
        if self.unit == "month":
            return add_months(start, self.count)
        return start + timedelta(days=self.count * (7 if self.unit == "week" else 1))


@dataclass(frozen=True)
class TimeLimit:
    """One clock: what it is called, and the days it runs from and to.

    The days are fields of records, `meeting.held_on`; with both the same, the next one of its kind.
    """

    code: str
    words: str
    starts: str
    ends: str


CLOCKS: Mapping[str, TimeLimit] = MappingProxyType(
    {
        limit.code: limit
        for limit in (
            TimeLimit(
                "employer_notify",
                "Employer tells the LADO",
                "contact.employer_aware_on",
                "contact.received_on",
            ),
            TimeLimit(
                "lado_response",
                "First advice in writing",
                "contact.received_on",
                "decision.advice_sent_on",
            ),
            TimeLimit(
                "threshold_decision",
                "Threshold decision",
                "contact.received_on",
                "decision.decided_on",
            ),
            TimeLimit("meeting_hold", "First meeting", "contact.received_on", "meeting.held_on"),
            TimeLimit(
                "actions_out", "Actions sent out", "meeting.held_on", "meeting.actions_sent_on"
            ),
            # The day on which the chair got the draft is not recorded; approval shows that it came.
            TimeLimit(
                "minutes_draft",
                "Draft minutes to the chair",
                "meeting.held_on",
                "meeting.approved_on",
            ),
            TimeLimit(
                "minutes_final", "Minutes sent out", "meeting.held_on", "meeting.minutes_sent_on"
            ),
            TimeLimit("review_meeting", "Review meeting", "meeting.held_on", "meeting.held_on"),
            TimeLimit(
                "case_review",
                "Case review",
                "allegation.next_review_on",
                "allegation.next_review_on",
            ),
            TimeLimit(
                "eyfs_ofsted",
                "Early years provider tells Ofsted",
                "contact.employer_aware_on",
                "onward_referral.made_on",
            ),
        )
    }
)
"""The clocks by code, in the order of the work (the codes are those a practice's file uses)."""


def due_day(
    code: str, start: date, lengths: Mapping[str, str], closures: Container[date] = NO_DAYS
) -> date | None:
    """Return the day by which a clock that started on `start` is to be met.

    None where `lengths`, the clocks of the practice, gives it no length: the service does not use
    that clock. Raises KeyError for an unknown code and ValueError for a length that is not one.
    """
    limit = CLOCKS[code]
    text = lengths.get(limit.code)
    return Length.parse(text).last_day(start, closures) if text else None
