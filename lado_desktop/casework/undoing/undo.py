"""Undoes the officer's last acts, several steps back, also after a restart.

An undo is itself an act, made from the audit's earlier values. Nothing is erased: a contact logged
by mistake is recorded in error, other records go to the bin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from uuid import UUID

from sqlalchemy.orm import Session

from db.records.audit import Line, record_event
from db.records.audit_query import ACT, ANY_CHANGE, UNDO, given_since, lines, of_act, undone
from db.records.tables import AUDIT
from lado_desktop.casework.audit.field_words import (
    act_words,
    label_of,
    noun,
)
from lado_desktop.casework.contacts.contacts import MANY
from lado_desktop.casework.contacts.decisions import decision_in_force
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing.restoring import (
    FIXED,
    GIVING_BACK,
    NotRestored,
    bring_back,
    changed_since,
    current_values,
    find,
    give_back,
    guard,
    needed,
    refuse_lost,
    refuse_named,
    take_out,
)
from lado_desktop.casework.undoing.undo_step import UndoStep, step_of, steps_of
from lado_desktop.domain import acts
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.problem import CaseworkError, NotFound
from lado_desktop.domain.records import RECORDS

_AT_ONCE = 200
_FARTHEST = 2_000
"""The most audit lines searched for an officer's last acts."""

_STANDS = "Acts of this kind are not taken back."


class NotUndone(NotRestored):
    """The act was not undone. `why` gives the reason as a sentence."""

    def __init__(self, act: str, why: str) -> None:
        self.why = why
        super().__init__(f"{act} cannot be undone. {why}")


def undoable(shift: Shift, limit: int = 10) -> list[UndoStep]:
    """Return the officer's last acts that can be undone, latest first."""
    with shift.reading() as session:
        return steps_of(session, list(islice(_last_acts(shift, session), limit)))


def undo(shift: Shift, act_id: UUID) -> str:
    """Undo an act, and return the words: "Change main category undone".

    Raises NotUndone where it was undone already, is another officer's, has later changes upon it,
    would change approved minutes, or conflicts with present values. Raises NotAllowed and NotFound.
    """
    with shift.reading() as session:
        done = of_act(session, act_id)
        if not done:
            raise NotFound("act")
        step = step_of(session, done)
        if undone(session, [act_id]):
            raise NotUndone(step.act, "It was undone already.")
        if done[0].officer_id != shift.officer.id:
            raise NotUndone(step.act, "An act is undone by the officer who did it.")
        if not _may_be_undone(done):
            raise NotUndone(step.act, _STANDS)
    with shift.act(acts.UNDO, needs(done)) as session:
        lock(shift, session, done)
        try:
            take_all_back(shift, session, done, step)
        except CaseworkError as error:
            raise NotUndone(step.act, str(error)) from error
        record_event(session, session.info["act"], UNDO, ACT, act_id, step.named)
    return f"{step.act} undone"


def lock(shift: Shift, session: Session, done: Sequence[Line]) -> None:
    """Lock an act's records against other officers during its undo."""
    ids = {(str(line.target_kind), line.target_id) for line in done}
    shift.store.lock(session, [(RECORDS[kind], id) for kind, id in ids if id is not None])


def needs(done: Sequence[Line]) -> Permission:
    """Return the permissions for undoing an act: those of the act itself."""
    (first, *_) = done
    if first.act in GIVING_BACK:
        return needed(str(first.target_kind), first.detail or ())
    act = acts.declared(first.act)
    if act is None or act.needs is None:
        raise NotUndone(act_words(first), _STANDS)
    return act.needs


def _last_acts(shift: Shift, session: Session) -> Iterator[Sequence[Line]]:
    """Yield the officer's undoable acts, latest first, each with its lines in order."""
    own = AUDIT.c.act.not_in((acts.UNDO, acts.REDO))
    mine = (AUDIT.c.officer_id == shift.officer.id, ANY_CHANGE, own)
    seen: set[UUID] = set()
    for offset in range(0, _FARTHEST, _AT_ONCE):
        part = lines(session, *mine, newest_first=True, offset=offset, limit=_AT_ONCE)
        is_last = len(part) < _AT_ONCE
        acts_of_part: dict[UUID, list[Line]] = {}
        for line in reversed(part):
            acts_of_part.setdefault(line.act_id, []).append(line)
        latest_first = reversed(acts_of_part.values())
        new = [
            done
            for done in latest_first
            if done[0].act_id not in seen and _is_of_the_kind(done[0].act)
        ]
        seen.update(done[0].act_id for done in new)
        gone = undone(session, [done[0].act_id for done in new])
        for done in new:
            act_id = done[0].act_id
            if act_id in gone:
                continue
            # The earliest act of a full part may have more lines before it.
            is_whole = is_last or act_id != part[-1].act_id
            whole = done if is_whole else of_act(session, act_id)
            if _may_be_undone(whole):
                yield whole
        if is_last:
            return


def _may_be_undone(done: Sequence[Line]) -> bool:
    return _is_of_the_kind(done[0].act) and all(
        line.detail is not None and line.target_kind in RECORDS and line.target_kind not in FIXED
        for line in done
    )


def _is_of_the_kind(act: str) -> bool:
    found = acts.declared(act)
    return found is not None and found.undoable


def take_all_back(shift: Shift, session: Session, done: Sequence[Line], step: UndoStep) -> None:
    """Restore everything that an act changed. Raises CaseworkError where it cannot."""
    # Backwards, since later lines of an act depend on earlier ones.
    for line in reversed(done):
        _take_back(shift, session, line, step)
    for line in done:
        if line.target_kind == Decision.kind():
            _refuse_undecided(session, line)


def _refuse_undecided(session: Session, line: Line) -> None:
    """Raise NotRestored where a concluded or closed contact would have no decision."""
    for id in filter(None, (line.detail or {}).get("contact_id", ())):
        contact = session.get(Contact, UUID(id), options=MANY)
        if contact is None or contact.concluded_on is None or contact.in_error_on is not None:
            continue
        if decision_in_force(session, contact.id) is None:
            raise NotRestored(f"Contact {contact.reference} is concluded on this decision.")


def _take_back(shift: Shift, session: Session, line: Line, step: UndoStep) -> None:
    """Restore the values before one line of an act. Raises CaseworkError where it cannot."""
    kind, id, detail = str(line.target_kind), line.target_id, line.detail
    if id is None or detail is None:
        raise NotRestored(_STANDS)
    before = {name: pair[0] for name, pair in detail.items()}
    after = {name: pair[1] for name, pair in detail.items()}
    record = find(session, kind, id)
    if line.action == "delete":
        guard(session, kind, id, before)
        bring_back(shift, session, kind, id, before)
        return
    if record is None:
        raise NotRestored(f"The {noun(kind)} is no longer there.")
    now = current_values(session, record)
    guard(session, kind, id, now, after if line.action == "change" else None)
    expected = after
    if line.action == "create":
        since = given_since(session, kind, line.seq)
        kept = {name: value for name, value in after.items() if name in now}
        # An upgrade may have added fields since: they count as unchanged.
        expected = {**dict.fromkeys(now), **since, **kept}
    else:
        refuse_lost(type(record), after)
    if changed := changed_since(now, expected):
        labels = ", ".join(label_of(type(record), name) for name in changed[:3])
        raise NotRestored(f"It was changed since: {labels}.")
    if line.action == "change":
        give_back(shift, session, record, before)
    elif isinstance(record, Contact):
        refuse_named(session, record)
        record.in_error_on = shift.today
        record.in_error_reason = f"Undone: {step.act}."
        record.in_error_by_id = shift.officer.id
        session.flush()
    else:
        take_out(session, record)
