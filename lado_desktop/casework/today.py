"""What is due: decisions, meetings, minutes, actions, reviews. Overdue first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, select, true
from sqlalchemy.orm import Session, aliased

from lado_desktop.casework.contact_lines import who_is_meant
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.action import UNFINISHED, Action
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
class Glance:
    """How many there are of what an officer has in hand."""

    undecided: int
    under_way: int
    meetings_ahead: int
    actions_overdue: int


def dues(shift: Shift, contact_id: UUID | None = None) -> list[Due]:
    """Return everything that is due, or all of one contact, the longest overdue first."""
    of: ColumnElement[bool] = true()
    meetings_of: ColumnElement[bool] = true()
    if contact_id is not None:
        of = Contact.id == contact_id
        theirs = select(MeetingContact.meeting_id).where(MeetingContact.contact_id == contact_id)
        meetings_of = and_(of, Meeting.id.in_(theirs))
    with shift.reading() as session:
        found = [
            *_decisions(shift, session, of),
            *_advice(shift, session, of),
            *_meetings_to_hold(shift, session, of),
            *_meetings(shift, session, meetings_of),
            *_actions(shift, session, of),
            *_reviews(shift, session, of),
        ]
    return sorted(found, key=lambda due: (due.due_on, due.reference))


def glance(shift: Shift) -> Glance:
    """Count what is in hand."""
    threshold = sorted(codes_with("contact_outcome", "threshold"))
    with shift.reading() as session:

        def number(query: object) -> int:
            return session.scalar(query) or 0  # type: ignore[call-overload]

        contacts = (
            select(func.count(Contact.id))
            .outerjoin(
                Decision,
                and_(Decision.contact_id == Contact.id, Decision.superseded_on.is_(None)),
            )
            .where(_STANDING)
        )
        return Glance(
            undecided=number(contacts.where(Decision.id.is_(None))),
            under_way=number(
                contacts.where(Decision.outcome.in_(threshold), Contact.concluded_on.is_(None))
            ),
            meetings_ahead=number(
                select(func.count(Meeting.id)).where(
                    Meeting.held_on.is_(None),
                    Meeting.planned_for >= shift.today,
                    _first_standing().is_not(None),
                )
            ),
            actions_overdue=number(
                select(func.count(Action.id))
                .join(Contact, Contact.id == Action.contact_id)
                .where(
                    Action.status.in_(UNFINISHED),
                    Action.due_on < shift.today,
                    Contact.in_error_on.is_(None),
                )
            ),
        )


_STANDING = and_(Contact.in_error_on.is_(None), Contact.closed_on.is_(None))


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


def _when(shift: Shift, on: date) -> str:
    if on < shift.today:
        return "overdue"
    if on == shift.today:
        return "today"
    return "soon" if on <= shift.today + _SOON else "later"


def _made(
    shift: Shift,
    kind: str,
    id: UUID,
    contact: tuple[UUID, str, str],
    sentence: str,
    on: date | None,
) -> Iterator[Due]:
    # A clock that the service does not keep is due on no day.
    if on is None:
        return
    contact_id, reference, who = contact
    yield Due(kind, id, contact_id, reference, who, sentence, on, _when(shift, on))


_NAMED = (Contact.id, Contact.reference, Adult.family_name, Adult.given_names, Contact.described_as)


def _named(row: tuple[object, ...]) -> tuple[UUID, str, str]:
    id, reference, family, given, described = row[:5]
    return id, reference, who_is_meant(family, given, described)  # type: ignore[arg-type, return-value]


def _decisions(shift: Shift, session: Session, of: ColumnElement[bool]) -> Iterator[Due]:
    undecided = ~exists().where(Decision.contact_id == Contact.id)
    query = (
        select(*_NAMED, Contact.received_on)
        .outerjoin(Adult, Adult.id == Contact.adult_id)
        .where(_STANDING, undecided)
    )
    for row in session.execute(query.where(of)):
        on = shift.due("threshold_decision", row.received_on)
        yield from _made(shift, "contact", row[0], _named(row), "Decide the threshold", on)


def _advice(shift: Shift, session: Session, of: ColumnElement[bool]) -> Iterator[Due]:
    query = (
        select(*_NAMED, Decision.decided_on)
        .join(Decision, Decision.contact_id == Contact.id)
        .outerjoin(Adult, Adult.id == Contact.adult_id)
        .where(
            _STANDING,
            Decision.superseded_on.is_(None),
            Decision.advice.is_not(None),
            Decision.advice_sent_on.is_(None),
            Decision.decided_on.is_not(None),
        )
    )
    for row in session.execute(query.where(of)):
        on = shift.due("lado_response", row.decided_on)
        yield from _made(shift, "contact", row[0], _named(row), "Send the advice in writing", on)


def _meetings_to_hold(shift: Shift, session: Session, of: ColumnElement[bool]) -> Iterator[Due]:
    held = exists().where(MeetingContact.contact_id == Contact.id)
    query = (
        select(*_NAMED, Contact.received_on)
        .join(Decision, Decision.contact_id == Contact.id)
        .outerjoin(Adult, Adult.id == Contact.adult_id)
        .where(
            _STANDING,
            Contact.concluded_on.is_(None),
            Decision.superseded_on.is_(None),
            Decision.outcome.in_(sorted(codes_with("contact_outcome", "meeting"))),
            ~held,
        )
    )
    for row in session.execute(query.where(of)):
        on = shift.due("meeting_hold", row.received_on)
        yield from _made(shift, "contact", row[0], _named(row), "Hold the first meeting", on)


def _meetings(shift: Shift, session: Session, of: ColumnElement[bool]) -> Iterator[Due]:
    query = (
        select(*_NAMED, Meeting)
        .join_from(Meeting, Contact, Contact.id == _first_standing())
        .outerjoin(Adult, Adult.id == Contact.adult_id)
        .where(Meeting.approved_on.is_(None) | Meeting.minutes_sent_on.is_(None))
    )
    for row in session.execute(query.where(of)):
        for sentence, on in _steps(shift, row.Meeting):
            yield from _made(shift, "meeting", row.Meeting.id, _named(row), sentence, on)


def _steps(shift: Shift, meeting: Meeting) -> Iterator[tuple[str, date | None]]:
    if meeting.held_on is None:
        past = meeting.planned_for is not None and meeting.planned_for < shift.today
        yield ("Say whether the meeting was held" if past else "Meeting", meeting.planned_for)
        return
    if meeting.actions_sent_on is None:
        yield "Send out the actions", shift.due("actions_out", meeting.held_on)
    if meeting.approved_on is None:
        yield "Approve the minutes", shift.due("minutes_draft", meeting.held_on)
    elif meeting.minutes_sent_on is None:
        yield "Send out the minutes", shift.due("minutes_final", meeting.held_on)


def _actions(shift: Shift, session: Session, of: ColumnElement[bool]) -> Iterator[Due]:
    query = (
        select(*_NAMED, Action.id.label("action_id"), Action.text, Action.due_on)
        .join_from(Action, Contact, Contact.id == Action.contact_id)
        .outerjoin(Adult, Adult.id == Contact.adult_id)
        .where(
            Contact.in_error_on.is_(None),
            Action.status.in_(UNFINISHED),
            Action.due_on.is_not(None),
        )
    )
    for row in session.execute(query.where(of)):
        yield from _made(shift, "action", row.action_id, _named(row), row.text, row.due_on)


def _reviews(shift: Shift, session: Session, of: ColumnElement[bool]) -> Iterator[Due]:
    query = (
        select(*_NAMED, Allegation.next_review_on, Decision.decided_on, Contact.received_on)
        .join_from(Allegation, Contact, Contact.id == Allegation.contact_id)
        .join(Decision, and_(Decision.contact_id == Contact.id, Decision.superseded_on.is_(None)))
        .outerjoin(Adult, Adult.id == Contact.adult_id)
        .where(_STANDING, Contact.concluded_on.is_(None))
        .where(Decision.outcome.in_(sorted(codes_with("contact_outcome", "threshold"))))
    )
    for row in session.execute(query.where(of)):
        start = row.decided_on or row.received_on
        on = row.next_review_on or shift.due("case_review", start)
        yield from _made(
            shift, "contact", row[0], _named(row), shift.worded("Review the allegation"), on
        )
