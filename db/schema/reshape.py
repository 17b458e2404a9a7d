"""What a migration did to records' values, stored as one event in the audit.

Audit lines have the names and values of their day. This module translates them to today's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from db.records import audit
from db.records.audit import ActDone
from db.records.changes import KEY, Changes
from db.records.hash_chain import AUDIT_KEY
from db.records.tables import AUDIT, AUDIT_DETAIL, meta_value
from db.search.reindex import reindex

RESHAPE = "reshape"
"""The action of the event, whose act is UPGRADE and has no officer."""

UPGRADE = "vault.upgrade"

_RETYPED: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "integer": int,
        "real": float,
        "boolean": lambda value: bool(int(value)),
        "text": lambda value: str(int(value)) if isinstance(value, bool) else str(value),
    }
)
"""Converts a value to a new type, as SQL's CAST does, by the new type's kind."""


@dataclass(frozen=True)
class Moved:
    """A column that became a table: each value is a record now."""

    into: str
    """The new kind of record."""
    value: str
    """The field with the value."""
    owner: str
    """The field that refers to the record that had the value."""
    copied: Mapping[str, str] = field(default_factory=dict)
    """Other fields of the new kind, and the field of the record that each was copied from."""
    fixed: Mapping[str, Any] = field(default_factory=dict)
    """Other fields of the new kind, with the same value in all records."""

    def id_of(self, owner: UUID, name: str) -> UUID:
        """Return the id of the record made from a value. It sorts like its owner's id."""
        made = hashlib.sha256(owner.bytes + f"{name} {self.into}".encode()).digest()
        number = int.from_bytes(owner.bytes[:6] + made[:10], "big")
        return UUID(int=number & ~(0xF << 76) & ~(3 << 62) | 7 << 76 | 2 << 62)


@dataclass
class Reshape:
    """What one migration did. Fields are named `kind.field`. Renames apply first."""

    revision: str = ""
    given: dict[str, Any] = field(default_factory=dict)
    """The value that every record got in a new field."""
    renamed: dict[str, str] = field(default_factory=dict)
    """The new name of a field, without its kind."""
    retyped: dict[str, str] = field(default_factory=dict)
    """The kind of a field's new type: a key of _RETYPED."""
    moved: dict[str, Moved] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, detail: Mapping[str, Any]) -> Reshape:
        """Parse the detail of an event."""
        moved = {name: Moved(**value) for name, value in detail.get("moved", {}).items()}
        return cls(**{**detail, "moved": moved})

    def kinds(self) -> set[str]:
        """Return the kinds of record whose searched words may have changed."""
        given = (name for name, value in self.given.items() if isinstance(value, str))
        names = (*given, *self.retyped, *self.moved, *self.dropped)
        into = {each.into for each in self.moved.values()}
        return {name.partition(".")[0] for name in names} | into

    def detail(self) -> dict[str, Any]:
        """Return the detail of the event, without empty parts."""
        return {name: value for name, value in asdict(self).items() if value}

    def read(self, kind: str, detail: Mapping[str, Any]) -> dict[str, Any]:
        """Translate an earlier detail of a record, {name: [before, after]}, to today's names."""
        found = {}
        # New names last: one may be the name of a field that was dropped before.
        for name in sorted(detail, key=lambda each: f"{kind}.{each}" in self.renamed):
            new = self.renamed.get(f"{kind}.{name}", name)
            sort = self.retyped.get(f"{kind}.{new}")
            found[new] = [_as(sort, value) for value in detail[name]] if sort else detail[name]
        return found


def _as(sort: str, value: Any) -> Any:
    return None if value is None else _RETYPED[sort](value)


def reshapes(session: Session) -> list[tuple[int, Reshape]]:
    """Return the events with their line numbers, earliest first. Read once in a session."""
    found: list[tuple[int, Reshape]] | None = session.info.get(RESHAPE)
    if found is None:
        query = (
            select(AUDIT.c.seq, AUDIT_DETAIL.c.body)
            .join(AUDIT_DETAIL, AUDIT_DETAIL.c.seq == AUDIT.c.seq)
            .where(AUDIT.c.action == RESHAPE)
        )
        # There are few, so SQLite need not build a temporary tree to sort them.
        rows = sorted((row.seq, row.body) for row in session.connection().execute(query))
        found = session.info[RESHAPE] = [(seq, Reshape.of(json.loads(body))) for seq, body in rows]
    return found


def write_down(connection: Connection, done: list[Reshape]) -> None:
    """Update the search index, and write an event for each migration that changed values.

    A new vault has no audit yet.
    """
    told = [each for each in done if len(each.detail()) > 1]
    with Session(connection) as session:
        reindex(session, sorted(set().union(*(each.kinds() for each in told))))
        if not told or meta_value(session, AUDIT_KEY) is None:
            return
        session.info[KEY] = Changes()
        act = ActDone(UPGRADE, None, datetime.now(UTC))
        for each in told:
            audit.record_event(session, act, RESHAPE, detail=each.detail())
        audit.write(session, act)
