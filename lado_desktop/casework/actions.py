"""Actions: who does what by when, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from lado_desktop.casework.meetings import open_for_change
from lado_desktop.casework.saving import amend as change
from lado_desktop.casework.saving import check, gated_values
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.action import ACTION_FORM, Action
from lado_desktop.domain.problem import Problem


def _rule(values: Mapping[str, Any]) -> list[Problem]:
    if values.get("status") == "cancelled" and not values.get("result"):
        return [Problem("result", "Result is needed: say why the action was cancelled.")]
    return []


def add(
    shift: Shift, contact_id: UUID, given: Mapping[str, Any], meeting_id: UUID | None = None
) -> Action:
    """Add an action to a contact, numbered within its meeting or contact.

    Raises Refused, and MinutesApproved where the meeting's minutes are fixed.
    """
    values = {"status": "open", **gated_values(ACTION_FORM, given)}
    check(shift, Action, values, whole=True, rules=(_rule,))
    with shift.act("Add action") as session:
        if meeting_id is not None:
            open_for_change(session, meeting_id)
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
    """Change an action; done today unless another day is given.

    Raises Refused, NotFound, ChangedMeanwhile.
    """
    values = dict(changes)
    if values.get("status") == "done" and not values.get("done_on"):
        values["done_on"] = shift.today
    return change(shift, "Change action", Action, id, version, values, rules=(_rule,))
