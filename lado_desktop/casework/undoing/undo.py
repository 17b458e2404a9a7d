"""Undoes the officer's last acts, several steps back, also after a restart.

An undo is itself an act, made from the audit's earlier values. Nothing is erased: a contact logged
by mistake is recorded in error, other records go to the bin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from db.records.audit import Line, record_event
from db.records.audit_query import ACT, ANY_CHANGE, UNDO, given_since, lines, of_act, undone
from db.records.tables import AUDIT
from lado_desktop.casework.audit.field_words import (
    act_words,
    label_of,
    name_in,
    noun,
    words_of_act,
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
from lado_desktop.domain import acts
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.problem import CaseworkError, NotFound
from lado_desktop.domain.record import Record
from lado_desktop.domain.records import RECORDS
from lado_desktop.domain.time.clock import LONDON

_AT_ONCE = 200
_FARTHEST = 2_000
"""The most audit lines searched for an officer's last acts."""

_STANDS = "Acts of this kind are not taken back."


class NotUndone(NotRestored):
    """The act was not undone. `why` gives the reason as a sentence."""

    def __init__(self, act: str, why: str) -> None:
        self.why = why
        super().__init__(f"{act} cannot be undone. {why}")


@dataclass(frozen=True)
class UndoStep:
    """One act that can be undone."""

    act_id: UUID
    code: str
    """The act's code, or its words in audits older than the codes."""
    field: str | None
    """The only field that it changed, "contact.category"; else None."""
    act: str
    """The act in words, with that field: "Change main category"."""
    about: str
    """Reference or name of the record."""
    at: datetime
    """London time."""
    reference: str = ""
    """The record's reference, or ""."""

    @property
    def named(self) -> Mapping[str, str | None]:
        """The audit detail of an undo, which names this act."""
        return {"act": self.code, "field": self.field}

    @property
    def words(self) -> str:
        """The words in the menu: "Undo Change main category"."""
        return f"Undo {self.act}"

    @property
    def called(self) -> str:
        """The act with its record: "Change main category (2627-0001)"."""
        return f"{self.act} ({self.about})" if self.about else self.act


def undoable(shift: Shift, limit: int = 10) -> list[UndoStep]:
    """Return the officer's last acts that can be undone, latest first."""
    with shift.reading() as session:
        steps: list[UndoStep] = []
        for done in _last_acts(shift, session):
            if len(steps) == limit:
                break
            steps.append(step_of(session, done))
        return steps


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
    mine = (AUDIT.c.officer_id == shift.officer.id, ANY_CHANGE)
    seen: set[UUID] = set()
    for offset in range(0, _FARTHEST, _AT_ONCE):
        part = lines(session, *mine, newest_first=True, offset=offset, limit=_AT_ONCE)
        done_then = {line.act_id: line.act for line in part}
        new = [id for id, act in done_then.items() if id not in seen and _is_of_the_kind(act)]
        seen.update(new)
        gone = undone(session, new)
        for act_id in new:
            if act_id not in gone:
                done = of_act(session, act_id)
                if _may_be_undone(done):
                    yield done
        if len(part) < _AT_ONCE:
            return


def _may_be_undone(done: Sequence[Line]) -> bool:
    return _is_of_the_kind(done[0].act) and all(
        line.detail is not None and line.target_kind in RECORDS and line.target_kind not in FIXED
        for line in done
    )


def _is_of_the_kind(act: str) -> bool:
    found = acts.declared(act)
    return found is not None and found.undoable


def step_of(session: Session, done: Sequence[Line]) -> UndoStep:
    """Return an act as it is named and offered, from its lines."""
    first, about, field = done[0], _about(session, done), _field_of(done)
    return UndoStep(
        act_id=first.act_id,
        code=first.act,
        field=field,
        act=words_of_act(first.act, field),
        about="" if about is None else name_in(session, about.kind(), about.id),
        at=first.at.astimezone(LONDON),
        reference=getattr(about, "reference", None) or "",
    )


def _field_of(done: Sequence[Line]) -> str | None:
    """Return the only field that an act changed, with its kind; else None."""
    (line, *more) = done
    fields = list(line.detail or ())
    act = acts.declared(line.act)
    amended = act is not None and act.code.endswith(".amend")
    if more or len(fields) != 1 or line.action != "change" or not amended:
        return None
    return f"{line.target_kind}.{fields[0]}"


def _about(session: Session, done: Sequence[Line]) -> Record | None:
    """Return the meeting or contact of an act, else its record; None where it is gone."""
    for line in done:
        kind, id = str(line.target_kind), line.target_id
        for key, other in (("meeting_id", Meeting), ("contact_id", Contact)):
            if key not in RECORDS[kind].__table__.c or id is None:
                continue
            if (owner := _owner(session, kind, id, line, key)) is not None:
                kind, id = other.kind(), owner
                break
        if id is not None and (found := session.get(RECORDS[kind], id)) is not None:
            return found
    return None


def _owner(session: Session, kind: str, id: UUID, line: Line, key: str) -> UUID | None:
    record = session.get(RECORDS[kind], id)
    if record is not None:
        found: UUID | None = getattr(record, key)
        return found
    pair = (line.detail or {}).get(key) or (None, None)
    return next((UUID(each) for each in pair if each), None)


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
