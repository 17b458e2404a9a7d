"""The clocks of the work: when each thing should be done.

The practice sets how long a clock runs. What starts and ends it is the same everywhere.
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
    """A length of time: a number of days, working days, weeks or calendar months."""

    count: int
    unit: str
    """`day`, `working day`, `week` or `month`."""

    @classmethod
    def parse(cls, text: str) -> Length:
        """Parse a length from a practice's file. Hours become days: 24 hours is 1 day.

        Raises ValueError for anything else.
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
        """Return the last day within this length from `start`, which is day 0."""
        if self.unit == "working day":
            return add_working_days(start, self.count, closures)
        if self.unit == "month":
            return add_months(start, self.count)
        return start + timedelta(days=self.count * (7 if self.unit == "week" else 1))


@dataclass(frozen=True)
class TimeLimit:
    """One clock: its words, and the days that start and end it.

    The days are fields such as `meeting.held_on`. If both are the same, it ends with the next one.
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
            # The day on which the chair got the draft is not recorded. Approval shows that it
            # arrived.
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
"""The clocks by their codes in a practice's file, in the order of the work."""


def due_day(
    code: str, start: date, lengths: Mapping[str, str], closures: Container[date] = NO_DAYS
) -> date | None:
    """Return the day on which a clock that started on `start` is due.

    None where `lengths` has no length for it: the service does not use that clock. Raises KeyError
    for an unknown code and ValueError for an invalid length.
    """
    limit = CLOCKS[code]
    text = lengths.get(limit.code)
    return Length.parse(text).last_day(start, closures) if text else None
