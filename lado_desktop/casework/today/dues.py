"""What is due: decisions, meetings, minutes, actions, reviews. Overdue first.

SQL counts it by the days on which clocks started, and it is read day by day. So a vault with many
years of undecided contacts shows the first lines as fast as a new one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, literal, select, union_all

from lado_desktop.casework.contacts.contact_lines import who_is_meant
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today.due_steps import STEPS, Step
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.meeting import Meeting, MeetingContact

_SOON = timedelta(days=7)


@dataclass(frozen=True)
class Due:
    """One thing to do, and the record to open for it."""

    kind: str
    """The noun of the record to open: contact, meeting, action."""
    id: UUID
    contact_id: UUID
    reference: str
    who: str
    sentence: str
    due_on: date
    when: str
    """overdue, today, soon (within 7 days) or later."""


@dataclass(frozen=True)
class DueDays:
    """How much is due on each day."""

    today: date
    counted: Mapping[date, int]
    """Counts by due day, in order."""
    started: Sequence[Mapping[date, date]]
    """For each kind of step: the days on which its clock started, with their due days."""

    @property
    def whens(self) -> Mapping[str, int]:
        """How much is overdue, due today, soon and later."""
        found: Counter[str] = Counter()
        for day, count in self.counted.items():
            found[_when(self.today, day)] += count
        return found

    def until(self, number: int, after: date = date.min) -> date:
        """Return the day up to which `number` more are due after a day, else the last day."""
        last = after
        for day, count in self.counted.items():
            if day > after and number > 0:
                last, number = day, number - count
        return last


def due_days(shift: Shift) -> DueDays:
    """Count everything that is due, by day."""
    counted: Counter[date] = Counter()
    started: list[dict[date, date]] = [{} for _ in STEPS]
    asked = [
        step.waiting(literal(at), step.start, func.count()).group_by(step.start)
        for at, step in enumerate(STEPS)
    ]
    with shift.reading() as session:
        for at, start, count in session.execute(union_all(*asked)):
            if (on := STEPS[at].due_on(shift, start)) is not None:
                started[at][start] = on
                counted[on] += count
    return DueDays(shift.today, dict(sorted(counted.items())), started)


def dues_of_days(shift: Shift, days: DueDays, after: date, until: date) -> list[Due]:
    """Return what is due after one day, to the end of another; the longest overdue first."""
    asked = []
    for at, started in enumerate(days.started):
        starts = [start for start, on in started.items() if after < on <= until]
        if starts:
            # A clock that began later is never due earlier: these days follow one another.
            between = STEPS[at].start.between(min(starts), max(starts))
            asked.append(_query(shift, at).where(between))
    return _read(shift, asked)


def dues(shift: Shift, contact_id: UUID | None = None) -> list[Due]:
    """Return everything that is due, or all of one contact, the longest overdue first."""
    return _read(
        shift, [_query(shift, at).where(*_only(step, contact_id)) for at, step in enumerate(STEPS)]
    )


def _only(step: Step, contact_id: UUID | None) -> list[ColumnElement[bool]]:
    if contact_id is None:
        return []
    # Found by the contact's own meetings, instead of reading every meeting.
    theirs = select(MeetingContact.meeting_id).where(MeetingContact.contact_id == contact_id)
    of_theirs = [Meeting.id.in_(theirs)] if step.kind == Meeting.kind() else []
    return [Contact.id == contact_id, *of_theirs]


def _when(today: date, on: date) -> str:
    if on < today:
        return "overdue"
    if on == today:
        return "today"
    return "soon" if on <= today + _SOON else "later"


def _query(shift: Shift, at: int) -> Select[Any]:
    """Return the query for what a step of STEPS waits for."""
    step = STEPS[at]
    words = (
        literal(shift.worded(step.sentence)) if isinstance(step.sentence, str) else step.sentence
    )
    columns = (
        literal(at).label("at"),
        Contact.id.label("contact_id"),
        Contact.reference,
        Adult.family_name,
        Adult.given_names,
        Contact.described_as,
        step.key.label("key"),
        step.start.label("start"),
        words.label("sentence"),
    )
    return step.waiting(*columns).outerjoin(Adult, Adult.id == Contact.adult_id)


def _read(shift: Shift, asked: Sequence[Select[Any]]) -> list[Due]:
    """Return what the queries find, in one statement; the longest overdue first."""
    if not asked:
        return []
    with shift.reading() as session:
        rows = session.execute(union_all(*asked)).all()
    found = []
    for row in rows:
        step = STEPS[row.at]
        on = step.due_on(shift, row.start)
        if on is None:
            continue
        who = who_is_meant(row.family_name, row.given_names, row.described_as)
        past = bool(step.once_past) and on < shift.today
        sentence = shift.worded(step.once_past) if past else row.sentence
        when = _when(shift.today, on)
        found.append(
            Due(step.kind, row.key, row.contact_id, row.reference, who, sentence, on, when)
        )
    return sorted(found, key=lambda due: (due.due_on, due.reference))
