"""Records in error: who recorded it, when and why, and reversing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, desc, literal, select, union_all
from sqlalchemy.orm import Session

from db.records.audit import Line
from db.records.audit_query import lines
from db.records.tables import AUDIT
from lado_desktop.casework.audit.brief import briefs
from lado_desktop.casework.audit.field_words import DETAIL_MISSING, act_words, name_in, noun
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing.restoring import NotRestored, find, give_back, needed
from lado_desktop.domain.kinds.kept_document import KeptDocument
from lado_desktop.domain.problem import NotFound
from lado_desktop.domain.records import RECORDS
from lado_desktop.domain.time.clock import LONDON

ERROR_KINDS = tuple(kind for kind, record in RECORDS.items() if record.in_error_act)
"""Kinds that are recorded in error instead of removed."""
_OF_ERROR = ("in_error_on", "in_error_reason", "in_error_by_id")
_DOCUMENT_STAYS = (
    "A document that was kept in error stays marked as it is. Keep the file once more where it "
    "belongs."
)


@dataclass(frozen=True)
class Binned:
    """One record in the bin."""

    kind: str
    id: UUID
    what: str
    """Its noun and best name: "Attendance: Dana Fox"."""
    belongs_to: str
    """Reference of the meeting or contact that it belonged to, or ""."""
    act: str
    officer: str
    at: datetime
    """London time."""
    why: str = ""
    """The given reason, where one was asked for."""
    why_not: str = ""
    """Why it cannot be brought back here, or ""."""
    opens: tuple[str, UUID] | None = None
    """Kind and id of the record to open: itself, or what it belonged to."""
    held: tuple[tuple[str, str], ...] = ()
    """Its values when it was removed: labels and words."""


def in_error(
    shift: Shift, session: Session, limit: int, names: Mapping[UUID | None, str]
) -> list[Binned]:
    """Return the latest `limit` records in error; `names` are those of the officers."""
    kinds = (*ERROR_KINDS, KeptDocument.kind())
    latest = union_all(*map(_marked, kinds)).order_by(desc("day"), desc("id")).limit(limit)
    marked = list(session.execute(latest))
    known = briefs(session, [(row.kind, row.id) for row in marked])
    briefs(session, [key for brief in known.values() if brief for key in brief.owners])
    line_of = _lines_of_error(session, [row.id for row in marked])
    return [
        _binned(shift, session, row, line_of[row.id], names.get(line_of[row.id].officer_id, ""))
        for row in marked
        if row.id in line_of
    ]


def _marked(kind: str) -> Select[Any]:
    """The records of a kind that are in error now, and the reasons."""
    record: Any = RECORDS[kind]
    return select(
        literal(kind).label("kind"),
        record.id.label("id"),
        record.in_error_on.label("day"),
        record.in_error_reason.label("reason"),
    ).where(record.in_error_on.is_not(None))


def _binned(shift: Shift, session: Session, row: Row[Any], line: Line, officer: str) -> Binned:
    kind = row.kind
    called = name_in(session, kind, row.id)
    opens: tuple[str, UUID] | None = (kind, row.id)
    belongs_to = called
    if kind == KeptDocument.kind():
        brief = briefs(session, [(kind, row.id)])[kind, row.id]
        opens = next(((of, id) for of, id in brief.owners if of and id), None) if brief else None
        why_not = _DOCUMENT_STAYS
        belongs_to = name_in(session, *opens) if opens else ""
    elif line.detail is None:
        why_not = DETAIL_MISSING
    else:
        why_not = shift.why_not(needed(kind, _OF_ERROR))
    return Binned(
        kind=kind,
        id=row.id,
        what=f"{shift.worded(noun(kind).capitalize())}: {called}",
        belongs_to=belongs_to,
        act=act_words(line),
        officer=officer,
        at=line.at.astimezone(LONDON),
        why=row.reason or "",
        why_not=why_not,
        opens=opens,
    )


def unmark_in_error(shift: Shift, kind: str, id: UUID) -> str:
    """Let a record in error count again, and return the words for it.

    Raises NotFound, NotRestored where it is not in error, and Refused where its values conflict
    with present ones.
    """
    with shift.act("record.bring_back", needed(kind, _OF_ERROR)) as session:
        record: Any = find(session, kind, id)
        if record is None:
            raise NotFound(noun(kind))
        if record.in_error_on is None:
            raise NotRestored("It is there already.")
        give_back(shift, session, record, dict.fromkeys(_OF_ERROR))
        called = name_in(session, kind, id)
    return f"{shift.worded(noun(kind).capitalize())} {called} counts again"


def _lines_of_error(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, Line]:
    """Return the audit lines that last recorded these records in error, by record."""
    changes = lines(
        session,
        AUDIT.c.target_id.in_(ids),
        AUDIT.c.action == "change",
        newest_first=True,
    )
    found: dict[UUID, Line] = {}
    for line in changes:
        if line.target_id and (line.detail is None or "in_error_on" in line.detail):
            # Lines come newest first, so the first of each record is the one to show.
            found.setdefault(line.target_id, line)
    return found
