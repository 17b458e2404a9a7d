"""The history of a record: its values after each act, by whom and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.records.audit import Line
from db.records.audit_query import count, lines, of_record
from db.records.tables import AUDIT
from db.records.visibility import hidden_among
from lado_desktop.casework.audit.field_words import (
    DETAIL_MISSING,
    act_words,
    label_of,
    noun,
    words_of_value,
)
from lado_desktop.casework.contacts.answered_checks import decide_answered
from lado_desktop.casework.saving import refuse_in_error
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing.restoring import (
    FIXED,
    NotRestored,
    current_values,
    find,
    give_back,
    guard,
    lost_among,
    needed,
)
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.problem import NotFound
from lado_desktop.domain.records import RECORDS
from lado_desktop.domain.time.clock import LONDON
from lado_desktop.domain.time.typed_day import day_words

_BY_OTHER_ACTS = frozenset(
    {
        *("criteria", "superseded_on", "concluded_on", "closed_on", "closing_note"),
        *("in_error_on", "in_error_reason", "in_error_by_id", "incident_id", "contacts"),
        *("approved_on", "approved_by_id", "actions_sent_on", "minutes_sent_on"),
    }
)
"""Fields that their own acts set and reverse, from deciding to recording in error."""


@dataclass(frozen=True)
class FieldChange:
    """One field, before and after, in words. Empty is None."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    """A record after one act."""

    seq: int
    """The number of the audit line that identifies this version."""
    at: datetime
    """London time."""
    officer: str
    act: str
    changes: tuple[FieldChange, ...]
    detail_missing: bool
    """The audit lacks this version's values."""


@dataclass(frozen=True)
class HistoryPage:
    """Some versions of a record, latest first, and how many there are."""

    versions: list[Version]
    total: int


def history(shift: Shift, kind: str, id: UUID, offset: int = 0, limit: int = 50) -> HistoryPage:
    """Return the versions of a record, latest first. Raises NotFound where it is restricted."""
    which = of_record(kind, id)
    with shift.reading() as session:
        if any(hidden_among(session, [(RECORDS[kind], id, {})])):
            raise NotFound(noun(kind))
        found = lines(session, *which, newest_first=True, offset=offset, limit=limit)
        names = {row.id: row.name for row in session.execute(select(Officer.id, Officer.name))}
        versions = [
            Version(
                line.seq,
                line.at.astimezone(LONDON),
                names.get(line.officer_id, ""),
                act_words(line),
                changes_in_words(shift, session, line),
                line.detail is None,
            )
            for line in found
        ]
        return HistoryPage(versions, count(session, *which))


def changes_in_words(shift: Shift, session: Session, line: Line) -> tuple[FieldChange, ...]:
    """Return the changes of an audit line, field by field."""
    record = RECORDS[str(line.target_kind)]

    def words(name: str, plain: Any) -> str:
        return words_of_value(shift, session, record, name, plain)

    changes = (
        FieldChange(label_of(record, name), words(name, before), words(name, after))
        for name, (before, after) in (line.detail or {}).items()
    )
    return tuple(each for each in changes if each.before != each.after)


def restore(shift: Shift, kind: str, id: UUID, seq: int) -> str:
    """Restore a record's values after line `seq` by a new change; return the words for it.

    Fields of other acts (deciding, concluding, closing, recording in error, approving, sending)
    stay. Raises NotAllowed, NotFound, NotRestored, MinutesApproved, and Refused where values
    conflict with present ones.
    """
    if kind in FIXED:
        raise NotRestored("This record is not restored to an earlier version.")
    with shift.act("record.restore_version", needed(kind)) as session:
        record = find(session, kind, id)
        when = _line(session, kind, id, seq)
        if record is None or when is None:
            raise NotFound(noun(kind))
        refuse_in_error(record)
        values = _held_then(session, kind, id, seq)
        now = current_values(session, record)
        wanted = {name: value for name, value in values.items() if now.get(name) != value}
        if not wanted:
            raise NotRestored("The record holds already what it held then.")
        guard(session, kind, id, now, wanted)
        answered_on = record.check_answered_on if isinstance(record, Contact) else None
        give_back(shift, session, record, wanted)
        if isinstance(record, Contact):
            decide_answered(shift, session, record, answered_on)
    at = when.at.astimezone(LONDON)
    return f"Version of {day_words(at.date())} at {at:%H:%M} restored"


def _line(session: Session, kind: str, id: UUID, seq: int) -> Line | None:
    return next(iter(lines(session, *of_record(kind, id), AUDIT.c.seq == seq)), None)


def _held_then(session: Session, kind: str, id: UUID, seq: int) -> Mapping[str, Any]:
    """Return the earlier value of each field that changed later."""
    held: dict[str, Any] = {}
    for line in lines(session, *of_record(kind, id), AUDIT.c.seq > seq):
        if line.detail is None:
            raise NotRestored(DETAIL_MISSING)
        lost = lost_among(RECORDS[kind], line.detail)
        for name, (before, _) in line.detail.items():
            if name not in _BY_OTHER_ACTS and name not in lost:
                held.setdefault(name, before)
    return held
