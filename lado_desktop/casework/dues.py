"""What is due: decisions, meetings, minutes, actions, reviews. Overdue first.

It is counted in SQL by the days on which its clocks began, and read day by day, so that a vault
with many years of undecided contacts shows the first lines as soon as a young one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, func, literal, select
from sqlalchemy.orm import Session, aliased

from lado_desktop.casework.contact_lines import who_is_meant
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.state import ONGOING, OPEN, STANDING, UNDONE
from lado_desktop.domain.action import Action
from lado_desktop.domain.adult import Adult
from lado_desktop.domain.allegation import Allegation
from lado_desktop.domain.codes import codes_with
from lado_desktop.domain.contact import Contact
from lado_desktop.domain.decision import Decision
from lado_desktop.domain.meeting import Meeting, MeetingContact

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
    """overdue, today, soon (within seven days) or later."""


@dataclass(frozen=True)
class DueDays:
    """How much is due on which day."""

    today: date
    counted: Mapping[date, int]
    """The days in their order."""
    begun: Sequence[Mapping[date, date]]
    """For each kind of thing to do: the days on which its clock began, and when each is due."""

    @property
    def whens(self) -> Mapping[str, int]:
        """How much is overdue, due today, soon and later."""
        found: Counter[str] = Counter()
        for day, count in self.counted.items():
            found[_when(self.today, day)] += count
        return found

    def until(self, number: int, after: date = date.min) -> date:
        """Return the day by which so much more is due than by another; the last where less is."""
        last = after
        for day, count in self.counted.items():
            if day > after and number > 0:
                last, number = day, number - count
        return last


def due_days(shift: Shift) -> DueDays:
    """Count everything that is due, by its days."""
    counted: Counter[date] = Counter()
    begun: list[Mapping[date, date]] = []
    with shift.reading() as session:
        for step in _STEPS:
            days: dict[date, date] = {}
            asked = step.waiting(step.start, func.count()).group_by(step.start)
            for start, count in session.execute(asked):
                if (on := step.due_on(shift, start)) is not None:
                    days[start] = on
                    counted[on] += count
            begun.append(days)
    return DueDays(shift.today, dict(sorted(counted.items())), begun)


def dues_of_days(shift: Shift, days: DueDays, after: date, until: date) -> list[Due]:
    """Return what is due after one day, to the end of another; the longest overdue first."""
    found: list[Due] = []
    with shift.reading() as session:
        for step, begun in zip(_STEPS, days.begun, strict=True):
            starts = [start for start, on in begun.items() if after < on <= until]
            if starts:
                # A clock that began later is never due earlier: these days follow one another.
                between = step.start.between(min(starts), max(starts))
                found += _read(shift, session, step, between)
    return _in_order(found)


def dues(shift: Shift, contact_id: UUID | None = None) -> list[Due]:
    """Return everything that is due, or all of one contact, the longest overdue first."""
    found: list[Due] = []
    with shift.reading() as session:
        for step in _STEPS:
            found += _read(shift, session, step, *_only(step, contact_id))
    return _in_order(found)


def _only(step: _Step, contact_id: UUID | None) -> list[ColumnElement[bool]]:
    if contact_id is None:
        return []
    # The meetings of one contact are found by it, not looked through one by one.
    theirs = select(MeetingContact.meeting_id).where(MeetingContact.contact_id == contact_id)
    of_theirs = [Meeting.id.in_(theirs)] if step.kind == Meeting.kind() else []
    return [Contact.id == contact_id, *of_theirs]


def _in_order(found: list[Due]) -> list[Due]:
    return sorted(found, key=lambda due: (due.due_on, due.reference))


def _when(today: date, on: date) -> str:
    if on < today:
        return "overdue"
    if on == today:
        return "today"
    return "soon" if on <= today + _SOON else "later"


@dataclass(frozen=True)
class _Step:
    """One kind of thing to do, and the day on which the clock for it begins."""

    kind: str
    key: Any
    """Of the record to open."""
    sentence: Any
    """What to do: words, or the column that says it."""
    start: Any
    clock: str
    """The clock; without one the thing is due on the very day."""
    source: Callable[[Select[Any]], Select[Any]]
    """Adds the joins, and the conditions under which it waits to be done."""
    once_past: str = ""
    """What is to be done instead once the day is past."""

    def waiting(self, *columns: Any) -> Select[Any]:
        """The question for these columns of everything of the kind that is to be done."""
        return self.source(select(*columns)).where(self.start.is_not(None))

    def due_on(self, shift: Shift, start: date) -> date | None:
        """The day by which it is due; None where the service keeps no such clock."""
        return shift.due(self.clock, start) if self.clock else start


def _read(shift: Shift, session: Session, step: _Step, *conditions: Any) -> Iterator[Due]:
    said = literal(shift.worded(step.sentence)) if isinstance(step.sentence, str) else step.sentence
    columns = (
        Contact.id.label("contact_id"),
        Contact.reference,
        Adult.family_name,
        Adult.given_names,
        Contact.described_as,
        step.key.label("key"),
        step.start.label("start"),
        said.label("sentence"),
    )
    asked = step.waiting(*columns).outerjoin(Adult, Adult.id == Contact.adult_id)
    for row in session.execute(asked.where(*conditions)):
        on = step.due_on(shift, row.start)
        if on is None:
            continue
        who = who_is_meant(row.family_name, row.given_names, row.described_as)
        past = bool(step.once_past) and on < shift.today
        sentence = shift.worded(step.once_past) if past else row.sentence
        when = _when(shift.today, on)
        yield Due(step.kind, row.key, row.contact_id, row.reference, who, sentence, on, when)


_IN_FORCE = and_(Decision.contact_id == Contact.id, Decision.superseded_on.is_(None))


def _first_standing() -> ScalarSelect[UUID]:
    """The first contact of a meeting that is neither closed nor recorded in error."""
    of_meeting = aliased(Contact)
    return (
        select(func.min(of_meeting.id))
        .join(MeetingContact, MeetingContact.contact_id == of_meeting.id)
        .where(MeetingContact.meeting_id == Meeting.id)
        .where(of_meeting.in_error_on.is_(None), of_meeting.closed_on.is_(None))
        .correlate(Meeting)
        .scalar_subquery()
    )


def _undecided(query: Select[Any]) -> Select[Any]:
    decided = exists().where(Decision.contact_id == Contact.id)
    return query.select_from(Contact).where(OPEN, ~decided)


def _unsent(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(Contact)
        .join(Decision, _IN_FORCE)
        .where(OPEN, Decision.advice.is_not(None), Decision.advice_sent_on.is_(None))
    )


def _met(query: Select[Any], what: str) -> Select[Any]:
    """Contacts whose decision has an outcome that meets the threshold, or needs a meeting."""
    return (
        query.select_from(Contact)
        .join(Decision, _IN_FORCE)
        .where(OPEN, ONGOING)
        .where(Decision.outcome.in_(sorted(codes_with("contact_outcome", what))))
    )


def _unmet(query: Select[Any]) -> Select[Any]:
    held = exists().where(MeetingContact.contact_id == Contact.id)
    return _met(query, "meeting").where(~held)


def _reviewed(query: Select[Any]) -> Select[Any]:
    return _met(query, "threshold").join(Allegation, Allegation.contact_id == Contact.id)


def _meetings(*conditions: Any) -> Callable[[Select[Any]], Select[Any]]:
    def source(query: Select[Any]) -> Select[Any]:
        joined = query.select_from(Meeting).join(Contact, Contact.id == _first_standing())
        return joined.where(*conditions)

    return source


def _agreed(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(Action)
        .join(Contact, Contact.id == Action.contact_id)
        .where(STANDING, UNDONE)
    )


_UNAPPROVED = Meeting.approved_on.is_(None)
_UNSENT = Meeting.minutes_sent_on.is_(None)
_NO_DAY_SET = Allegation.next_review_on.is_(None)
_REVIEW = "Review the allegation"
_CONTACT, _MEETING = Contact.id, Meeting.id
_RECEIVED, _HELD = Contact.received_on, Meeting.held_on
_STEPS = (
    _Step("contact", _CONTACT, "Decide the threshold", _RECEIVED, "threshold_decision", _undecided),
    _Step(
        "contact",
        _CONTACT,
        "Send the advice in writing",
        Decision.decided_on,
        "lado_response",
        _unsent,
    ),
    _Step("contact", _CONTACT, "Hold the first meeting", _RECEIVED, "meeting_hold", _unmet),
    _Step(
        "meeting",
        _MEETING,
        "Meeting",
        Meeting.planned_for,
        "",
        _meetings(_UNAPPROVED, _HELD.is_(None)),
        once_past="Say whether the meeting was held",
    ),
    _Step(
        "meeting",
        _MEETING,
        "Send out the actions",
        _HELD,
        "actions_out",
        _meetings(_UNAPPROVED | _UNSENT, Meeting.actions_sent_on.is_(None)),
    ),
    _Step(
        "meeting",
        _MEETING,
        "Approve the minutes",
        _HELD,
        "minutes_draft",
        _meetings(_UNAPPROVED),
    ),
    _Step(
        "meeting",
        _MEETING,
        "Send out the minutes",
        _HELD,
        "minutes_final",
        _meetings(~_UNAPPROVED, _UNSENT),
    ),
    _Step("action", Action.id, Action.text, Action.due_on, "", _agreed),
    _Step("contact", _CONTACT, _REVIEW, Allegation.next_review_on, "", _reviewed),
    _Step(
        "contact",
        _CONTACT,
        _REVIEW,
        func.coalesce(Decision.decided_on, _RECEIVED),
        "case_review",
        lambda query: _reviewed(query).where(_NO_DAY_SET),
    ),
)
