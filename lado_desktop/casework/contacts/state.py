"""States of contacts, meetings, actions and referrals, computed from their days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import ColumnElement, Date, and_, bindparam, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.records.tables import AUDIT
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.action import UNFINISHED, Action
from lado_desktop.domain.kinds.contact import CHECK, Contact
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.imported import ImportBatch
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.kinds.onward_referral import OnwardReferral
from lado_desktop.domain.practice.codes import codes_with
from lado_desktop.domain.record import Record

STATES = {
    "undecided": "To be decided",
    "answered": "Check answered",
    "below": "Below threshold, open",
    "under_way": "Under way",
    "concluded": "Concluded, not closed",
    "closed": "Closed",
    "in_error": "Recorded in error",
}
"""The states of a contact, with their words."""


def empty(column: InstrumentedAttribute[date | None]) -> ColumnElement[bool]:
    """Return the condition that a day is empty, for days that nearly every record lacks."""
    # For a plain IS NULL, SQLite starts from that day's index and reads nearly every record.
    return case((column.is_(None), 1), else_=0) == 1


NOT_IN_ERROR = empty(Contact.in_error_on)
"""Not recorded in error."""

OPEN = and_(NOT_IN_ERROR, empty(Contact.closed_on))
"""Neither recorded in error nor closed."""

ONGOING = empty(Contact.concluded_on)
"""No finding yet."""

ANSWERED = and_(
    Contact.intake == CHECK, Contact.check_result.is_not(None), Contact.answered_on.is_not(None)
)
"""An answered check: nothing is left to decide."""

_MET = Decision.outcome.in_(sorted(codes_with("contact_outcome", "threshold")))
# Earlier versions made no decision on an answer, so old answered checks have none.
_FINISHED = and_(ANSWERED, func.coalesce(Decision.outcome, CHECK) == CHECK)
STATE_IS: Mapping[str, ColumnElement[bool]] = {
    "undecided": and_(OPEN, Decision.outcome.is_(None), ~ANSWERED),
    "answered": and_(OPEN, _FINISHED),
    "below": and_(OPEN, ONGOING, ~_MET, ~_FINISHED),
    "under_way": and_(OPEN, ONGOING, _MET),
    "concluded": and_(
        OPEN, Contact.concluded_on.is_not(None), Decision.outcome.is_not(None), ~_FINISHED
    ),
    "closed": and_(NOT_IN_ERROR, Contact.closed_on.is_not(None)),
    "in_error": Contact.in_error_on.is_not(None),
}
"""Each state in SQL, over contacts outer-joined with the current decision."""

STATE: ColumnElement[str] = case(*((condition, code) for code, condition in STATE_IS.items()))
"""The state as one SQL expression, over the same join."""

TODAY = bindparam("today", type_=Date)
"""The day of the shift, bound by the caller."""

MEETING_STATES = {
    "planned": "Planned",
    "passed": "Planned, day past",
    "draft": "Minutes to approve",
    "approved": "Minutes approved",
}
"""The states of a meeting, with their words."""

MEETING_STATE: ColumnElement[str] = case(
    (Meeting.approved_on.is_not(None), "approved"),
    (Meeting.held_on.is_not(None), "draft"),
    (Meeting.planned_for < TODAY, "passed"),
    else_="planned",
)
"""The state of a meeting in SQL."""

STAGES = {"to_do": "To be done", "to_do.overdue": "Overdue", "finished": "Finished"}
"""The stages of an action, with their words."""

UNDONE = Action.status.in_(sorted(UNFINISHED))
OVERDUE = and_(UNDONE, Action.due_on < TODAY)
STAGE: ColumnElement[str] = case((OVERDUE, "to_do.overdue"), (UNDONE, "to_do"), else_="finished")
"""The stage of an action in SQL."""

ACTION_STATES = {
    "overdue": "Overdue",
    "in_progress.overdue": "In progress, overdue",
    "carried.overdue": "Carried to the next meeting, overdue",
}
"""An action's states beside its status, with their words."""

ACTION_STATE: ColumnElement[str] = case(
    (and_(OVERDUE, Action.status == "open"), "overdue"),
    (OVERDUE, Action.status + ".overdue"),
    else_=Action.status,
)
"""The SQL of `state_of_action`."""


def state_of(contact: Contact, decision: Decision | None) -> str:
    """Return the state of a loaded contact."""
    if contact.in_error_on is not None:
        return "in_error"
    if contact.closed_on is not None:
        return "closed"
    if contact.check_answered_on and (decision is None or decision.outcome == CHECK):
        return "answered"
    if decision is None:
        return "undecided"
    if contact.concluded_on is not None:
        return "concluded"
    met = decision.outcome in codes_with("contact_outcome", "threshold")
    return "under_way" if met else "below"


def state_of_action(action: Action, today: date) -> str:
    """Return the state of a loaded action on a day: its status, and whether it is overdue."""
    if not is_overdue(action, today):
        return action.status
    return "overdue" if action.status == "open" else f"{action.status}.overdue"


def is_overdue(action: Action, today: date) -> bool:
    """Tell whether a loaded action is unfinished after its due day."""
    return action.status in UNFINISHED and action.due_on is not None and action.due_on < today


def words_of_action(shift: Shift, action: Action) -> str:
    """Return the state of an action today, in words."""
    state = state_of_action(action, shift.today)
    return ACTION_STATES.get(state) or shift.label("action_status", state)


def state_of_referral(session: Session, referral: OnwardReferral) -> str:
    """Return the state of an onward referral, a name of `OnwardReferral.state`.

    An imported referral without a day counts as made: trackers list only referrals made.
    """
    is_bare = referral.state == "considered"
    return "made" if is_bare and was_imported(session, referral) else referral.state


def was_imported(session: Session, record: Record) -> bool:
    """Tell whether an import made a record. An import's acts also change its batch."""
    batch = AUDIT.alias()
    imported = (
        select(AUDIT.c.seq)
        .join(batch, batch.c.act_id == AUDIT.c.act_id)
        .where(
            AUDIT.c.target_kind == record.kind(),
            AUDIT.c.target_id == record.id,
            AUDIT.c.action == "create",
            batch.c.target_kind == ImportBatch.kind(),
        )
    )
    return session.execute(imported.limit(1)).first() is not None


def state_of_meeting(meeting: Meeting, today: date) -> str:
    """Return the state of a loaded meeting."""
    if meeting.approved_on is not None:
        return "approved"
    if meeting.held_on is not None:
        return "draft"
    past = meeting.planned_for is not None and meeting.planned_for < today
    return "passed" if past else "planned"
