"""Writes the audit: who did what to which record when, in the act's own transaction."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from db.records.changes import Changes, changes_of, plain
from db.records.hash_chain import START, Verdict, audit_key, canonical, commit_to, link, verify
from db.records.owned import OwnedRows
from db.records.tables import AUDIT, AUDIT_DETAIL
from lado_desktop.domain.record import new_id

__all__ = ["ActDone", "Line", "Verdict", "head", "record_event", "verify", "write"]


@dataclass(frozen=True)
class ActDone:
    """One act of an officer. All its audit lines have its id and code."""

    code: str
    """A code declared in `domain.acts`."""
    officer_id: UUID | None
    at: datetime
    """With its time zone. Stored as UTC."""
    id: UUID = field(default_factory=new_id)

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("An act needs a time with its time zone.")


@dataclass(frozen=True)
class Line:
    """One line of the audit, with its detail if that exists."""

    seq: int
    at: datetime
    act_id: UUID
    act: str
    """The act's code, or its words in audits older than the codes."""
    officer_id: UUID | None
    action: str
    """create, change, delete, or an event: view, print, export, import and so on."""
    target_kind: str | None
    target_id: UUID | None
    detail: Mapping[str, Any] | None
    """Each changed field's value before and after; None where the detail is missing."""
    took_back: Mapping[str, Any] | None = None
    """For an undo or redo: the act it reversed, and the only field that act changed."""
    hidden: bool = False
    """The record is hidden from the officer, so the detail was left out."""


@dataclass(frozen=True)
class _Entry:
    act: ActDone
    action: str
    kind: str | None
    id: UUID | None
    detail: Mapping[str, Any]


def record_event(
    session: Session,
    act: ActDone,
    action: str,
    target_kind: str | None = None,
    target_id: UUID | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write a line for an event that changes no record: a view, print, export or import.

    The session is one of `Store.writing`. Values have the form of audited fields.
    """
    written = {name: _event_value(value) for name, value in (detail or {}).items()}
    changes_of(session).events.append(_Entry(act, action, target_kind, target_id, written))


def _event_value(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _event_value(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else plain(value)


def head(session: Session) -> tuple[int, str]:
    """Return the last line's number and hash; 0 and zeros for an empty audit."""
    query = select(AUDIT.c.seq, AUDIT.c.chain).order_by(AUDIT.c.seq.desc()).limit(1)
    row = session.connection().execute(query).first()
    return (row.seq, row.chain) if row else (0, START)


def write(session: Session, act: ActDone) -> None:
    """Write a line for each record changed in this transaction, then for each event."""
    changes = changes_of(session)
    entries = [*_changed(session, act, changes), *changes.events]
    if not entries:
        return
    key = session.info.get("audit_key") or audit_key(session)
    seq, chain = head(session)
    lines: list[dict[str, Any]] = []
    details: list[dict[str, Any]] = []
    for entry in entries:
        seq += 1
        # Salted, so that a short value cannot be guessed from its hash.
        salt, body = os.urandom(16), canonical(entry.detail)
        at = entry.act.at.astimezone(UTC).isoformat(timespec="microseconds")
        row = {
            "seq": seq,
            "at": at,
            "act_id": entry.act.id,
            "act": entry.act.code,
            "officer_id": entry.act.officer_id,
            "action": entry.action,
            "target_kind": entry.kind,
            "target_id": entry.id,
            "commit_hash": commit_to(salt, body),
        }
        chain = link(key, chain, tuple(row.values()))
        lines.append({**row, "chain": chain})
        details.append({"seq": seq, "salt": salt, "body": body})
    session.connection().execute(insert(AUDIT), lines)
    session.connection().execute(insert(AUDIT_DETAIL), details)


def _changed(session: Session, act: ActDone, changes: Changes) -> Iterator[_Entry]:
    now = _codes_now(session, changes)
    for change in changes.entries.values():
        fields: dict[str, Any] = dict(change.fields)
        for name, (rows, added, removed) in change.codes.items():
            after = now[rows].get(change.id, frozenset())
            before = (after - added) | removed
            if before != after:
                fields[name] = (sorted(before), sorted(after))
        if fields or change.action != "change":
            yield _Entry(act, change.action, change.kind, change.id, fields)


def _codes_now(session: Session, changes: Changes) -> dict[OwnedRows, dict[UUID, frozenset[str]]]:
    owners: dict[OwnedRows, list[UUID]] = {}
    for change in changes.entries.values():
        for rows, _, _ in change.codes.values():
            owners.setdefault(rows, []).append(change.id)
    return {rows: rows.now(session, ids) for rows, ids in owners.items()}
