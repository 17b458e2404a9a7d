"""Actions: owner, due day and result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from lado_desktop.casework.meetings.meetings import open_for_change
from lado_desktop.casework.saving import (
    check,
    contact_for_change,
    load,
    normalised_values,
    put,
    values_of,
)
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.action import ACTION_FORM, Action
from lado_desktop.domain.kinds.meeting import MeetingContact
from lado_desktop.domain.problem import CaseworkError


def add(
    shift: Shift, contact_id: UUID, given: Mapping[str, Any], meeting_id: UUID | None = None
) -> Action:
    """Add an action to a contact, numbered within its meeting or contact.

    Raises Refused, NotFound, CaseworkError where the contact was recorded in error or does not
    belong to the meeting, and MinutesApproved where the meeting's minutes are approved.
    """
    values = {"status": "open", **normalised_values(ACTION_FORM, given)}
    check(shift, Action, values, whole=True)
    with shift.act("action.add") as session:
        contact_for_change(session, contact_id)
        if meeting_id is not None:
            open_for_change(session, meeting_id)
            if session.get(MeetingContact, (meeting_id, contact_id)) is None:
                raise CaseworkError("The meeting is not about this contact.")
        last = select(func.max(Action.number)).where(
            Action.meeting_id == meeting_id
            if meeting_id
            else (Action.contact_id == contact_id) & Action.meeting_id.is_(None)
        )
        action = Action(
            contact_id=contact_id,
            meeting_id=meeting_id,
            number=(session.scalar(last) or 0) + 1,
            **values,
        )
        session.add(action)
    return action


def amend(shift: Shift, id: UUID, version: int, changes: Mapping[str, Any]) -> Action:
    """Change an action. A finished action without a day is done today.

    Approved minutes fix its text but not its progress. Raises Refused, NotFound, ChangedMeanwhile,
    MinutesApproved, and CaseworkError where the contact was recorded in error.
    """
    values = normalised_values(ACTION_FORM, changes)
    if values.get("status") == "done" and not values.get("done_on"):
        values["done_on"] = shift.today
    with shift.act("action.amend") as session:
        action = load(session, Action, id, version)
        contact_for_change(session, action.contact_id)
        if action.meeting_id is not None and values.get("text", action.text) != action.text:
            open_for_change(session, action.meeting_id)
        check(shift, Action, values, whole=False, current=values_of(action))
        put(action, values)
    return action
