"""Queries on the audit: the lines of an act, a record or an officer, in any order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, exists, func, select
from sqlalchemy.orm import Session

from db.records.audit import Line
from db.records.tables import AUDIT, AUDIT_DETAIL
from db.records.visibility import hidden_among, hidden_in
from db.schema.reshape import Reshape, reshapes
from lado_desktop.domain import acts as acts_of
from lado_desktop.domain.records import RECORDS
from lado_desktop.domain.time.clock import LONDON

CHANGES = ("create", "change", "delete")
"""Actions that change a record. All others are events."""

# `+ ""` keeps SQLite off the index of actions: half of all lines are changes.
ANY_CHANGE = (AUDIT.c.action + "").in_(CHANGES)
"""The condition for any change."""

UNDO = "undo"
"""The event that names an undone act as its target."""

READ_NOTICE = "read notice"
"""The event of an officer who has read the notices about restores."""

ACT = "act"

NO_WORK = (
    "unlock",
    "failed unlock",
    "view",
    "search",
    "lock",
    "close",
    "integrity",
    "clock jump",
    "backup",
    READ_NOTICE,
)
"""Events after which no new backup is needed."""


def lines(
    session: Session,
    *conditions: ColumnElement[bool],
    newest_first: bool = False,
    offset: int = 0,
    limit: int | None = None,
) -> list[Line]:
    """Return the lines that meet conditions on AUDIT, with their details.

    To page, give the last line's number as a condition, since an offset is slow far down. A line
    about a hidden record says only who did what when. Renamed and retyped fields have today's name
    and type.
    """
    in_order = AUDIT.c.seq.desc() if newest_first else AUDIT.c.seq
    # Line numbers first: sorting whole lines with their details is slow.
    wanted = select(AUDIT.c.seq).where(*conditions).order_by(in_order).offset(offset).limit(limit)
    query = (
        select(AUDIT, AUDIT_DETAIL.c.body)
        .outerjoin(AUDIT_DETAIL, AUDIT_DETAIL.c.seq == AUDIT.c.seq)
        .where(AUDIT.c.seq.in_(wanted))
        .order_by(in_order)
    )
    upgrades = reshapes(session)
    found = [
        Line(
            row.seq,
            datetime.fromisoformat(row.at),
            row.act_id,
            row.act,
            row.officer_id,
            row.action,
            row.target_kind,
            row.target_id,
            None if row.body is None else _as_now(upgrades, row, json.loads(row.body)),
        )
        for row in session.connection().execute(query)
    ]
    found = _with_took_back(session, found)
    if not hidden_in(session).contacts:
        return found
    told = [
        (RECORDS.get(each.target_kind or ""), each.target_id, each.detail or {}) for each in found
    ]
    left_out = hidden_among(session, told)
    return [
        replace(line, detail=None, hidden=True) if hidden else line
        for line, hidden in zip(found, left_out, strict=True)
    ]


def _with_took_back(session: Session, found: list[Line]) -> list[Line]:
    """Add to the lines of undo and redo acts what they reversed, from the event beside them."""
    acts = {line.act_id for line in found if line.act in (acts_of.UNDO, acts_of.REDO)}
    if not acts:
        return found
    query = (
        select(AUDIT.c.act_id, AUDIT_DETAIL.c.body)
        .join(AUDIT_DETAIL, AUDIT_DETAIL.c.seq == AUDIT.c.seq)
        .where(AUDIT.c.act_id.in_(acts), AUDIT.c.action == UNDO)
    )
    took = {row.act_id: json.loads(row.body) for row in session.connection().execute(query)}
    return [replace(line, took_back=took.get(line.act_id)) for line in found]


def _as_now(
    upgrades: Sequence[tuple[int, Reshape]], row: Row[Any], detail: dict[str, Any]
) -> dict[str, Any]:
    if row.action in CHANGES:
        for seq, upgrade in upgrades:
            if row.seq < seq:
                detail = upgrade.read(row.target_kind, detail)
    return detail


def given_since(session: Session, kind: str, line: int) -> dict[str, Any]:
    """Return the values that later upgrades gave to all records of a kind."""
    return {
        name.partition(".")[2]: value
        for seq, upgrade in reshapes(session)
        for name, value in upgrade.given.items()
        if seq > line and name.partition(".")[0] == kind
    }


def count(session: Session, *conditions: ColumnElement[bool]) -> int:
    """Return how many lines meet the conditions."""
    query = select(func.count()).select_from(AUDIT).where(*conditions)
    return session.connection().scalar(query) or 0


def begins(day: date) -> str:
    """Return when a day in London begins, in the audit's form."""
    begins = datetime.combine(day, time(), LONDON).astimezone(UTC)
    return begins.isoformat(timespec="microseconds")


def work_since(session: Session, line: int) -> bool:
    """Tell whether any work was done after a line, besides sign-ins, reading and backups."""
    query = select(AUDIT.c.seq).where(AUDIT.c.seq > line, AUDIT.c.action.not_in(NO_WORK))
    return session.connection().execute(query.limit(1)).first() is not None


def last_line(session: Session) -> int:
    """Return the number of the last line of the audit; 0 before the first."""
    return session.connection().scalar(select(func.max(AUDIT.c.seq))) or 0


def of_act(session: Session, act_id: UUID) -> list[Line]:
    """Return what an act did to records, in order."""
    return lines(session, AUDIT.c.act_id == act_id, AUDIT.c.action.in_(CHANGES))


def of_record(kind: str, record_id: UUID) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for changes to one record."""
    return (
        AUDIT.c.target_kind == kind,
        AUDIT.c.target_id == record_id,
        AUDIT.c.action.in_(CHANGES),
    )


def undone(session: Session, act_ids: Sequence[UUID]) -> set[UUID]:
    """Return which of these acts were undone and not redone."""
    redone = AUDIT.alias()
    again = exists().where(
        redone.c.target_kind == ACT,
        redone.c.target_id == AUDIT.c.act_id,
        redone.c.action == UNDO,
    )
    query = select(AUDIT.c.target_id).where(
        AUDIT.c.target_kind == ACT, AUDIT.c.target_id.in_(act_ids), AUDIT.c.action == UNDO, ~again
    )
    return set(session.connection().scalars(query))


def undone_by(session: Session, act_id: UUID) -> UUID | None:
    """Return the act that an undo reversed; None for another act."""
    query = select(AUDIT.c.target_id).where(AUDIT.c.act_id == act_id, AUDIT.c.action == UNDO)
    return session.connection().scalar(query)


def taken_out_references(session: Session, kind: str) -> set[str]:
    """Return the references of removed records of a kind, none of which is given again."""
    removed = lines(session, AUDIT.c.target_kind == kind, AUDIT.c.action == "delete")
    return {
        str(line.detail["reference"][0])
        for line in removed
        if line.detail is not None and "reference" in line.detail
    }
