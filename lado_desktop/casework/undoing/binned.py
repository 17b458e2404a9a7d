"""The bin: records removed, undone or recorded in error, and bringing them back.

It is read from the audit, which has each record's values.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.records.audit import Line
from db.records.audit_query import lines
from db.records.tables import AUDIT
from lado_desktop.casework.audit.brief import briefs
from lado_desktop.casework.audit.field_words import (
    act_words,
    label_of,
    linked,
    noun,
    words_of_value,
)
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing.in_error import ERROR_KINDS, Binned, in_error, unmark_in_error
from lado_desktop.casework.undoing.restoring import (
    FIXED,
    bring_back,
    contacts_of,
    guard,
    in_error_among,
    needed,
)
from lado_desktop.domain.acts import stored_as
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.problem import NotFound
from lado_desktop.domain.records import RECORDS
from lado_desktop.domain.time.clock import LONDON

_SAYING = ("reference", "name", "family_name", "heading", "professional_id", "text", "outcome")
"""The fields that identify a record best, best first."""

_SHOWN = 80

_AT_ONCE = 400
"""Audit lines read in one query."""

_OUT = (AUDIT.c.action == "delete", AUDIT.c.act.not_in(stored_as("import.undo")))
"""Excludes undone imports: their records come back by importing again."""


def bin_contents(shift: Shift, limit: int = 200) -> list[Binned]:
    """Return what was removed or recorded in error, latest first.

    It asks as often for 200 records as for one.
    """
    with shift.reading() as session:
        rows = session.execute(select(Officer.id, Officer.name))
        names: dict[UUID | None, str] = {row.id: row.name for row in rows}
        found = [*_removed(shift, session, limit, names), *in_error(shift, session, limit, names)]
    return sorted(found, key=lambda each: each.at, reverse=True)[:limit]


def restore(shift: Shift, kind: str, id: UUID) -> str:
    """Bring a record back from the bin, and return the words for it.

    A record in error counts again. Raises NotFound where it is not in the bin. Raises NotRestored
    where it exists already, another replaced it, or its owner is gone or in error. Raises
    NotAllowed, MinutesApproved, and Refused where its values conflict with present ones.
    """
    if kind in ERROR_KINDS:
        return unmark_in_error(shift, kind, id)
    with shift.reading() as session:
        this = (AUDIT.c.target_kind == kind, AUDIT.c.target_id == id)
        line = next(iter(lines(session, *this, *_OUT, newest_first=True, limit=1)), None)
        if line is None or line.detail is None or kind in FIXED:
            raise NotFound(noun(kind))
        held = _held(line)
    with shift.act("record.bring_back", needed(kind, held)) as session:
        guard(session, kind, id, held)
        bring_back(shift, session, kind, id, held)
    return f"{shift.worded(noun(kind).capitalize())} brought back"


def _removed(
    shift: Shift, session: Session, limit: int, names: Mapping[UUID | None, str]
) -> list[Binned]:
    taken_out = _taken_out(session, limit)
    contacts = {id for line in taken_out for id in contacts_of(_held(line))}
    wrong = in_error_among(session, contacts)
    return [
        Binned(
            kind=str(line.target_kind),
            id=line.target_id,
            what=_what(shift, session, line),
            belongs_to=_belongs_to(shift, session, line),
            act=act_words(line),
            officer=names.get(line.officer_id, ""),
            at=line.at.astimezone(LONDON),
            why_not=shift.why_not(needed(str(line.target_kind), _held(line)))
            or next((wrong[id] for id in contacts_of(_held(line)) if id in wrong), ""),
            opens=_opens(line),
            held=_held_words(shift, session, line),
        )
        for line in taken_out
        if line.target_id is not None
    ]


def _held_words(shift: Shift, session: Session, line: Line) -> tuple[tuple[str, str], ...]:
    record = RECORDS[str(line.target_kind)]
    words = (
        (label_of(record, name), words_of_value(shift, session, record, name, value))
        for name, value in _held(line).items()
    )
    return tuple((label, text) for label, text in words if text)


def _opens(line: Line) -> tuple[str, UUID] | None:
    held = _held(line)
    for name, kind in RECORDS[str(line.target_kind)].owners():
        if text := held.get(name):
            return kind, UUID(text)
    return None


def _held(line: Line) -> Mapping[str, Any]:
    return {name: pair[0] for name, pair in (line.detail or {}).items()}


def _taken_out(session: Session, limit: int) -> list[Line]:
    of_kinds = AUDIT.c.target_kind.in_([kind for kind in RECORDS if kind not in FIXED])
    found: dict[UUID | None, Line] = {}
    before: list[ColumnElement[bool]] = []
    while len(found) < limit:
        part = lines(session, of_kinds, *_OUT, *before, newest_first=True, limit=_AT_ONCE)
        keys = {line.seq: (line.target_kind, line.target_id) for line in part}
        # With what its values name, which is asked for by and by.
        known = briefs(session, [*keys.values(), *(key for line in part for key in linked(line))])
        for line in part:
            is_there = known.get(keys[line.seq]) is not None
            if line.detail is not None and not is_there:
                found.setdefault(line.target_id, line)
        if len(part) < _AT_ONCE:
            break
        before = [AUDIT.c.seq < part[-1].seq]
    return list(found.values())[:limit]


def _what(shift: Shift, session: Session, line: Line) -> str:
    kind, held = str(line.target_kind), _held(line)
    name = next((name for name in _SAYING if held.get(name)), None)
    text = words_of_value(shift, session, RECORDS[kind], name, held[name]) if name else ""
    if held.get("given_names"):
        text = f"{held['given_names']} {text}"
    short = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()} …"
    called = shift.worded(noun(kind).capitalize())
    return f"{called}: {short}" if short else called


def _belongs_to(shift: Shift, session: Session, line: Line) -> str:
    held, record = _held(line), RECORDS[str(line.target_kind)]
    name = next((name for name in record.belongs_to if held.get(name)), None)
    return words_of_value(shift, session, record, name, held[name]) if name else ""
