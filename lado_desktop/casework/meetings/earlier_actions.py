"""The actions of a meeting, and the earlier ones that it has to review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true
from sqlalchemy.orm import Session

from db.records.audit_query import begins
from db.records.tables import AUDIT, AUDIT_DETAIL
from lado_desktop.casework.contacts.contact_file import CaseFile
from lado_desktop.domain.kinds.action import UNFINISHED, Action
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.kinds.professional import Professional

OwnAction = tuple[Action, Professional | None]
"""An action and its owner."""
EarlierAction = tuple[Action, Professional | None, Meeting | None]
"""An action, its owner, and the meeting that agreed it."""


def actions_and_earlier(
    session: Session, meeting: Meeting, cases: Sequence[CaseFile]
) -> tuple[list[OwnAction], list[EarlierAction]]:
    """Return a meeting's actions by number, and the earlier ones that its minutes account for.

    These are all actions of the last meeting. Of older ones and of those that no meeting agreed:
    the open ones, and those settled since the last meeting. In the order of the meetings.
    """
    contact_ids = [each.contact.id for each in cases]
    # As `Meeting.earlier` puts them: by day, then by when they were created.
    places = [(each.day or date.min, each.id) for case in cases for each in case.meetings]
    own = (meeting.day or date.min, meeting.id)
    before = max((place for place in places if place < own), default=None)
    not_settled_then = (
        or_(Action.meeting_id == before[1], _after(before[0], _CREATED | _SETTLED))
        if before
        else true()
    )
    earlier = and_(
        Action.contact_id.in_(contact_ids),
        or_(
            meeting.earlier,
            # The officer's own actions, unless added after the meeting.
            and_(Action.meeting_id.is_(None), ~_after(meeting.day, _CREATED)),
        ),
        or_(Action.status.in_(UNFINISHED), not_settled_then),
    )
    query = (
        select(Action, Professional, Meeting)
        .outerjoin(Professional, Professional.id == Action.owner_id)
        .outerjoin(Meeting, Meeting.id == Action.meeting_id)
        .where(or_(Action.meeting_id == meeting.id, earlier))
        # Actions that no meeting agreed come last.
        .order_by(Meeting.id.is_(None), Meeting.day, Meeting.id, Action.id)
    )
    rows = [(row[0], row[1], row[2]) for row in session.execute(query)]
    own_rows = [(action, owner) for action, owner, at in rows if at is meeting]
    return (
        sorted(own_rows, key=lambda each: each[0].number),
        [row for row in rows if row[2] is not meeting],
    )


_CREATED = AUDIT.c.action == "create"
_SETTLED = AUDIT.c.seq.in_(
    select(AUDIT_DETAIL.c.seq).where(
        AUDIT_DETAIL.c.seq == AUDIT.c.seq,
        # The pattern cannot match inside a text: JSON escapes a text's quotation marks.
        AUDIT_DETAIL.c.body.contains(f'"{Action.status.key}":'),
    )
)
"""A change of status. Minutes ignore other changes of a settled action."""


def _after(day: date | None, what: ColumnElement[bool]) -> ColumnElement[bool]:
    """Tell whether the audit has this change of the action on a later day."""
    if day is None:
        return false()
    return exists().where(
        AUDIT.c.target_kind == Action.kind(),
        AUDIT.c.target_id == Action.id,
        what,
        AUDIT.c.at >= begins(day + timedelta(days=1)),
    )
