"""Rebuilds records from the audit, as they were after any act.

A record is its fields in the audit's form: days as text, bytes as length and SHA-256, many-valued
fields as sorted lists. A missing field was empty.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from db.records.audit_query import ANY_CHANGE, last_line
from db.records.tables import AUDIT, AUDIT_DETAIL
from db.schema.reshape import Moved, Reshape, reshapes

Key = tuple[str, UUID]
Values = dict[str, Any]


@dataclass
class Rebuilt:
    """The records at one moment."""

    records: dict[Key, Values] = field(default_factory=dict)
    """The records that existed. For `unknown` ones, only what the remaining lines say."""
    unknown: set[Key] = field(default_factory=set)
    """Records with an audit line whose detail is missing."""
    unsure: set[Key] = field(default_factory=set)
    """Those of them that may not have existed."""


def rebuilt(session: Session, up_to: int | None = None) -> Rebuilt:
    """Return the records after the act of an audit line; with None, as they are now.

    Fields have today's names and types. What an upgrade added, moved or dropped counts from that
    upgrade on. A field dropped since has its last name.
    """
    return _folded(session, up_to)


def rebuilt_one(session: Session, kind: str, id: UUID, up_to: int | None = None) -> Rebuilt:
    """Return the result of `rebuilt` for one record; empty where it did not exist."""
    owners = [kind]
    for _, reshape in reversed(reshapes(session)):
        owners += [
            name.partition(".")[0] for name, moved in reshape.moved.items() if moved.into in owners
        ]
    # No audit line is about a record made by a split. Its owners' lines give it.
    one = AUDIT.c.target_id == id if len(owners) == 1 else AUDIT.c.target_kind.in_(owners)
    found, key = _folded(session, up_to, AUDIT.c.target_kind.in_(owners), one), (kind, id)
    return Rebuilt(
        {key: found.records[key]} if key in found.records else {},
        found.unknown & {key},
        found.unsure & {key},
    )


def end_of_act(session: Session, line: int) -> int:
    """Return the last line of the act that a line belongs to. There is no state in between."""
    act = select(AUDIT.c.act_id).where(AUDIT.c.seq == line).scalar_subquery()
    another = AUDIT.c.act_id.is_distinct_from(act)
    query = select(func.min(AUDIT.c.seq)).where(AUDIT.c.seq > line, another)
    following: int | None = session.connection().scalar(query)
    return last_line(session) if following is None else following - 1


def _folded(session: Session, up_to: int | None, *which: ColumnElement[bool]) -> Rebuilt:
    last = None if up_to is None else end_of_act(session, up_to)
    query = (
        select(
            *(AUDIT.c.seq, AUDIT.c.action, AUDIT.c.target_kind, AUDIT.c.target_id),
            AUDIT_DETAIL.c.body,
        )
        .outerjoin(AUDIT_DETAIL, AUDIT_DETAIL.c.seq == AUDIT.c.seq)
        .where(ANY_CHANGE, *which, *(() if last is None else (AUDIT.c.seq <= last,)))
        .order_by(AUDIT.c.seq)
    )
    found = Rebuilt()
    upgrades = reshapes(session)[::-1]
    for seq, action, kind, id, body in session.connection().execute(query):
        while upgrades and upgrades[-1][0] < seq:
            _carry(found, upgrades.pop()[1])
        _take(found, action, (kind, id), body)
    for seq, reshape in reversed(upgrades):
        if last is None or seq <= last:
            _carry(found, reshape)
        else:
            _name_anew(found, reshape)
    return found


def _take(found: Rebuilt, action: str, key: Key, body: str | None) -> None:
    """Apply one line."""
    found.unsure.discard(key)
    if action == "delete":
        found.records.pop(key, None)
        found.unknown.discard(key)
        return
    values = found.records.setdefault(key, {})
    if body is None:
        found.unknown.add(key)
        return
    for name, (_, after) in json.loads(body).items():
        _set(values, name, after)


def _set(values: Values, name: str, value: Any) -> None:
    if value is None or value == []:
        values.pop(name, None)
    else:
        values[name] = value


def _carry(found: Rebuilt, reshape: Reshape) -> None:
    """Apply an upgrade to the records."""
    _name_anew(found, reshape)
    for name, moved in reshape.moved.items():
        _move(found, name, moved)
    for name in (*reshape.moved, *reshape.dropped):
        for _, values, of_kind in _of_kind(found, name):
            values.pop(of_kind, None)
    for name, value in reshape.given.items():
        for _, values, of_kind in _of_kind(found, name):
            _set(values, of_kind, value)


def _name_anew(found: Rebuilt, reshape: Reshape) -> None:
    """Give fields the names and types of an upgrade."""
    kinds = {name.partition(".")[0] for name in (*reshape.renamed, *reshape.retyped)}
    for (kind, id), values in found.records.items():
        if kind in kinds:
            anew = reshape.read(kind, {name: (value,) for name, value in values.items()})
            found.records[kind, id] = {name: value for name, (value,) in anew.items()}


def _of_kind(found: Rebuilt, name: str) -> Iterable[tuple[Key, Values, str]]:
    """Return the records of a field's kind, with the field's name."""
    kind, of_kind = name.split(".")
    return [(key, values, of_kind) for key, values in found.records.items() if key[0] == kind]


def _move(found: Rebuilt, name: str, moved: Moved) -> None:
    for key, values, of_kind in _of_kind(found, name):
        made = (moved.into, moved.id_of(key[1], name))
        if key in found.unknown:
            # Whether it had a value is no longer known.
            found.unknown.add(made)
            found.unsure.add(made)
            found.records[made] = {}
        elif of_kind in values:
            copied = {new: values.get(old) for new, old in moved.copied.items()}
            owner = {moved.owner: str(key[1]), moved.value: values[of_kind]}
            of_made = {**moved.fixed, **copied, **owner}
            found.records[made] = {n: value for n, value in of_made.items() if value is not None}
