"""The kinds of things to do: where they are found, and their clocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, func, select
from sqlalchemy.orm import aliased

from lado_desktop.casework.contacts.state import ANSWERED, NOT_IN_ERROR, ONGOING, OPEN, UNDONE
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.action import Action
from lado_desktop.domain.kinds.allegation import Allegation
from lado_desktop.domain.kinds.contact import CHECK, Contact
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.meeting import Meeting, MeetingContact
from lado_desktop.domain.practice.codes import codes_with


@dataclass(frozen=True)
class Step:
    """A kind of thing to do, and the day on which its clock starts."""

    kind: str
    key: Any
    """The id of the record to open."""
    sentence: Any
    """What to do: a text, or the column with it."""
    start: Any
    clock: str
    """The clock's name. Without one, the step is due on the day itself."""
    source: Callable[[Select[Any]], Select[Any]]
    """Adds the joins, and the conditions under which it is still to be done."""
    once_past: str = ""
    """What to do instead after the due day."""

    def waiting(self, *columns: Any) -> Select[Any]:
        """Return the query of these columns for everything of this kind to be done."""
        return self.source(select(*columns)).where(self.start.is_not(None))

    def due_on(self, shift: Shift, start: date) -> date | None:
        """Return the due day; None where the service has no such clock."""
        return shift.due(self.clock, start) if self.clock else start


_IN_FORCE = and_(Decision.contact_id == Contact.id, Decision.superseded_on.is_(None))


def _first_contact() -> ScalarSelect[UUID]:
    """Return the first contact of a meeting that is neither closed nor in error."""
    of_meeting = aliased(Contact)
    return (
        select(of_meeting.id)
        .join(MeetingContact, MeetingContact.contact_id == of_meeting.id)
        .where(MeetingContact.meeting_id == Meeting.id)
        .where(of_meeting.in_error_on.is_(None), of_meeting.closed_on.is_(None))
        .order_by(of_meeting.id)
        .limit(1)
        .correlate(Meeting)
        .scalar_subquery()
    )


def _undecided(of_kind: ColumnElement[bool]) -> Callable[[Select[Any]], Select[Any]]:
    decided = exists().where(Decision.contact_id == Contact.id)
    return lambda query: query.select_from(Contact).where(OPEN, ~decided, ~ANSWERED, of_kind)


def _unsent(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(Contact)
        .join(Decision, _IN_FORCE)
        .where(OPEN, Decision.advice.is_not(None), Decision.advice_sent_on.is_(None))
    )


def _met(query: Select[Any], what: str) -> Select[Any]:
    """Return the query of contacts whose decision meets the threshold or needs a meeting."""
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
        joined = query.select_from(Meeting).join(Contact, Contact.id == _first_contact())
        return joined.where(*conditions)

    return source


def _agreed(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(Action)
        .join(Contact, Contact.id == Action.contact_id)
        .where(NOT_IN_ERROR, UNDONE)
    )


_UNAPPROVED = Meeting.approved_on.is_(None)
_UNSENT = Meeting.minutes_sent_on.is_(None)
_NO_DAY_SET = Allegation.next_review_on.is_(None)
_REVIEW = "Review the allegation"
_CONTACT, _MEETING = Contact.id, Meeting.id
_RECEIVED, _HELD = Contact.received_on, Meeting.held_on
STEPS = (
    Step(
        "contact",
        _CONTACT,
        "Decide the threshold",
        _RECEIVED,
        "threshold_decision",
        _undecided(Contact.intake != CHECK),
    ),
    Step(
        "contact",
        _CONTACT,
        "Answer the check",
        _RECEIVED,
        "threshold_decision",
        _undecided(Contact.intake == CHECK),
    ),
    Step(
        "contact",
        _CONTACT,
        "Send the advice in writing",
        Decision.decided_on,
        "lado_response",
        _unsent,
    ),
    Step("contact", _CONTACT, "Hold the first meeting", _RECEIVED, "meeting_hold", _unmet),
    Step(
        "meeting",
        _MEETING,
        "Meeting",
        Meeting.planned_for,
        "",
        _meetings(_UNAPPROVED, _HELD.is_(None)),
        once_past="Say whether the meeting was held",
    ),
    Step(
        "meeting",
        _MEETING,
        "Send out the actions",
        _HELD,
        "actions_out",
        _meetings(_UNAPPROVED | _UNSENT, Meeting.actions_sent_on.is_(None)),
    ),
    Step(
        "meeting",
        _MEETING,
        "Approve the minutes",
        _HELD,
        "minutes_draft",
        _meetings(_UNAPPROVED),
    ),
    Step(
        "meeting",
        _MEETING,
        "Send out the minutes",
        _HELD,
        "minutes_final",
        _meetings(~_UNAPPROVED, _UNSENT),
    ),
    Step("action", Action.id, Action.text, Action.due_on, "", _agreed),
    Step("contact", _CONTACT, _REVIEW, Allegation.next_review_on, "", _reviewed),
    Step(
        "contact",
        _CONTACT,
        _REVIEW,
        func.coalesce(Decision.decided_on, _RECEIVED),
        "case_review",
        lambda query: _reviewed(query).where(_NO_DAY_SET),
    ),
)
