"""An act as it is named and offered to be undone or redone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from db.records.audit import Line
from lado_desktop.casework.audit.brief import Brief, Key, briefs, owners_of
from lado_desktop.casework.audit.field_words import noun, words_of_act
from lado_desktop.domain import acts
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.time.clock import LONDON


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


def step_of(session: Session, done: Sequence[Line]) -> UndoStep:
    """Return an act as it is named and offered, from its lines."""
    return steps_of(session, [done])[0]


def steps_of(session: Session, acts_done: Sequence[Sequence[Line]]) -> list[UndoStep]:
    """Return acts as they are named and offered, in two statements for any number of them."""
    every = [line for done in acts_done for line in done]
    known = briefs(session, ((line.target_kind, line.target_id) for line in every))
    known = briefs(session, [_case_of(line, known) for line in every])
    return [_step(done, _about(done, known)) for done in acts_done]


def _step(done: Sequence[Line], about: tuple[Key, Brief] | None) -> UndoStep:
    first, field = done[0], _field_of(done)
    return UndoStep(
        act_id=first.act_id,
        code=first.act,
        field=field,
        act=words_of_act(first.act, field),
        about="" if about is None else about[1].words or noun(str(about[0][0])),
        at=first.at.astimezone(LONDON),
        reference="" if about is None else about[1].reference,
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


def _about(done: Sequence[Line], known: Mapping[Key, Brief | None]) -> tuple[Key, Brief] | None:
    """Return the meeting or contact of an act, else its record; None where it is gone."""
    for line in done:
        key = _case_of(line, known)
        if (found := known.get(key)) is not None:
            return key, found
    return None


def _case_of(line: Line, known: Mapping[Key, Brief | None]) -> Key:
    """Return the meeting that a line's record belongs to, else the contact, else the record."""
    cases: dict[str | None, Key] = {key[0]: key for key in owners_of(line, known)}
    own: Key = (line.target_kind, line.target_id)
    return cases.get(Meeting.kind()) or cases.get(Contact.kind()) or own
