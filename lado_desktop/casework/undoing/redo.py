"""Redoes the last undo. An undo is itself an act and can be reversed."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from db.records.audit import record_event
from db.records.audit_query import ACT, CHANGES, UNDO, lines, of_act, undone, undone_by
from db.records.tables import AUDIT
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing.restoring import NotRestored
from lado_desktop.casework.undoing.undo import lock, needs, take_all_back
from lado_desktop.casework.undoing.undo_step import UndoStep, step_of
from lado_desktop.domain import acts
from lado_desktop.domain.problem import CaseworkError

_AT_ONCE = 200


def redoable(shift: Shift) -> UndoStep | None:
    """Return what the officer undid last, under the id of the undo.

    None after any other act, and where nothing was undone.
    """
    with shift.reading() as session:
        undoing = _last_undoing(shift, session)
        if undoing is None:
            return None
        act_id = undone_by(session, undoing)
        done = of_act(session, act_id) if act_id else []
        return replace(step_of(session, done), act_id=undoing) if done else None


def redo(shift: Shift, undoing: UUID) -> str:
    """Reverse an undo, and return the words: "Change main category redone".

    Raises NotRestored where `redoable` does not offer it or something is in the way, and NotAllowed
    where the officer's role does not allow the act.
    """
    step = redoable(shift)
    if step is None or step.act_id != undoing:
        raise NotRestored("There is nothing of yours to redo.")
    with shift.reading() as session:
        did = of_act(session, undoing)
        first = undone_by(session, undoing)
        permission = needs(of_act(session, first) if first else did)
    with shift.act(acts.REDO, permission) as session:
        lock(shift, session, did)
        try:
            take_all_back(shift, session, did, step)
        except CaseworkError as error:
            raise NotRestored(f"{step.act} cannot be redone. {error}") from error
        record_event(session, session.info["act"], UNDO, ACT, undoing, step.named)
    return f"{step.act} redone"


def _last_undoing(shift: Shift, session: Session) -> UUID | None:
    """Return the officer's last undo that was not redone, if no other act followed."""
    mine = (AUDIT.c.officer_id == shift.officer.id, AUDIT.c.action.in_(CHANGES))
    did = {
        line.act_id: line.act for line in lines(session, *mine, newest_first=True, limit=_AT_ONCE)
    }
    redone = undone(session, list(did))
    for id, act in did.items():
        if acts.took_back(act, acts.REDO) or id in redone:
            continue
        return id if acts.took_back(act, acts.UNDO) and undone_by(session, id) else None
    return None
