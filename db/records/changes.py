"""The changes of a transaction, collected at each flush and written before the commit.

Several flushes of a record in one act are one change. The rows of a many-valued field (classes with
an `owner_field`) count as a change of their owner.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, event, inspect, select
from sqlalchemy.orm import Mapper, Session, object_session

from db.records.owned import OwnedRows, owned_rows
from lado_desktop.domain.record import Record, Table

Pair = tuple[Any, Any]
"""A field's value before and after, in the audit's form."""

KEY = "changes"

_Saved = tuple[
    "dict[tuple[str, UUID], Change]", "list[Any]", "dict[tuple[str, UUID], Record | None]"
]


@dataclass(frozen=True)
class Change:
    """What an act did to one record."""

    action: str
    kind: str
    id: UUID
    fields: Mapping[str, Pair] = field(default_factory=dict)
    codes: Mapping[str, tuple[OwnedRows, frozenset[str], frozenset[str]]] = field(
        default_factory=dict
    )
    """Codes added to and removed from each many-valued field."""

    def with_fields(self, action: str, fields: Mapping[str, Pair]) -> Change:
        """Return this change merged with a later one of the same record."""
        merged = dict(self.fields)
        for name, (before, after) in fields.items():
            merged[name] = (merged[name][0] if name in merged else before, after)
        # A value that was changed back within the act is no change.
        kept = {name: pair for name, pair in merged.items() if pair[0] != pair[1]}
        return replace(self, action=self.action if action == "change" else action, fields=kept)

    def with_code(self, rows: OwnedRows, code: str, *, gone: bool) -> Change:
        """Return this change with one more code added or removed."""
        _, added, removed = self.codes.get(rows.field, (rows, frozenset(), frozenset()))
        one = frozenset({code})
        if gone:
            # A code both added and removed in one act cancels out.
            added, removed = added - one, removed | (one - added)
        else:
            added, removed = added | (one - removed), removed - one
        return replace(self, codes={**self.codes, rows.field: (rows, added, removed)})


class Changes:
    """All changes and events of one transaction, in the order of their first occurrence."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, UUID], Change] = {}
        self.events: list[Any] = []
        self.searched: dict[tuple[str, UUID], Record | None] = {}
        """Records whose searched text changed; None where the record is gone."""
        self._saved: list[_Saved] = []
        self._ended: _Saved | None = None

    def record(self, target: Record, action: str, fields: Mapping[str, Pair]) -> None:
        """Note that a record was created, changed or deleted."""
        key = (target.kind(), target.id)
        earlier = self.entries.get(key)
        if earlier is None:
            if fields or action != "change":
                self.entries[key] = Change(action, *key, fields)
        # Created and deleted in one act: nobody ever saw it.
        elif action == "delete" and earlier.action == "create":
            del self.entries[key]
        else:
            self.entries[key] = earlier.with_fields(action, fields)

    def is_new(self, kind: str, record_id: UUID) -> bool:
        """Tell whether this transaction created the record."""
        earlier = self.entries.get((kind, record_id))
        return earlier is not None and earlier.action == "create"

    def code(self, rows: OwnedRows, target: Table, *, gone: bool) -> None:
        """Note that a row of a many-valued field was added or removed."""
        owner_id = rows.owner_id(target)
        if owner_id is None:
            raise RuntimeError("A row of a many-valued field has no owner.")
        key = (rows.owner_kind, owner_id)
        earlier = self.entries.get(key) or Change("change", *key)
        self.entries[key] = earlier.with_code(rows, rows.code(target), gone=gone)

    def keep(self) -> None:
        """Remember the present state for a savepoint."""
        self._saved.append((dict(self.entries), list(self.events), dict(self.searched)))

    def end(self) -> None:
        """End the newest savepoint, which is committed or about to be restored."""
        self._ended = self._saved.pop()

    def restore(self) -> None:
        """Go back to the state at the savepoint that ended last."""
        if self._ended is not None:
            self.entries, self.events, self.searched = self._ended
            self._ended = None


def changes_of(session: Session) -> Changes:
    """Return what the session's transaction has changed so far."""
    found: Changes = session.info[KEY]
    return found


def plain(value: Any) -> Any:
    """Convert a value to the audit's form: JSON types, ISO 8601 days, bytes as a hash."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, bytes):
        return {"bytes": len(value), "sha256": hashlib.sha256(value).hexdigest()}
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


@cache
def written_names(record: type[Table]) -> tuple[str, ...]:
    """Return the names of a record's columns, without id and version."""
    mapper: Mapper[Any] = inspect(record)
    return tuple(a.key for a in mapper.column_attrs if a.key not in ("id", "version"))


@cache
def searched_names(record: type[Record]) -> tuple[str, ...]:
    """Return the names of the fields that are searched, including the reference."""
    found = [
        a.key
        for a in inspect(record).column_attrs
        if "field" in a.columns[0].info and a.columns[0].info["field"].searched
    ]
    reference = record.__table__.c.get("reference")
    if reference is not None and reference.unique:
        found.append("reference")
    return tuple(found)


def _of(target: Table) -> Changes:
    session = object_session(target)
    if session is None or KEY not in session.info:
        raise RuntimeError(
            "Records are changed only inside Store.writing, so that the audit sees it."
        )
    return changes_of(session)


@event.listens_for(Table, "after_insert", propagate=True)
def _inserted(_mapper: Mapper[Any], _connection: Connection, target: Table) -> None:
    if isinstance(target, Record):
        values = {name: getattr(target, name) for name in written_names(type(target))}
        fields = {n: (None, plain(v)) for n, v in values.items() if v is not None}
        _of(target).record(target, "create", fields)
        _note_search(target, fields)
    elif rows := owned_rows(type(target)):
        _of(target).code(rows, target, gone=False)


@event.listens_for(Table, "before_update", propagate=True)
def _updating(mapper: Mapper[Any], connection: Connection, target: Table) -> None:
    fields = _changed(mapper, connection, target)
    if isinstance(target, Record):
        _of(target).record(target, "change", fields)
        _note_search(target, fields)
    elif fields and owned_rows(type(target)):
        raise RuntimeError("Rows of a many-valued field are added and removed, never changed.")


@event.listens_for(Table, "before_delete", propagate=True)
def _deleting(_mapper: Mapper[Any], _connection: Connection, target: Table) -> None:
    if isinstance(target, Record):
        loaded = inspect(target).dict
        values = {name: loaded.get(name) for name in written_names(type(target))}
        fields = {n: (plain(v), None) for n, v in values.items() if v is not None}
        changes = _of(target)
        changes.record(target, "delete", fields)
        if searched_names(type(target)):
            changes.searched[target.kind(), target.id] = None
    elif rows := owned_rows(type(target)):
        _of(target).code(rows, target, gone=True)


def _changed(mapper: Mapper[Any], connection: Connection, target: Table) -> dict[str, Pair]:
    fields: dict[str, Pair] = {}
    unknown: list[str] = []
    attributes = inspect(target).attrs
    for name in written_names(type(target)):
        history = attributes[name].history
        if history.added:
            before = history.deleted[0] if history.deleted else None
            fields[name] = (plain(before), plain(history.added[0]))
            if not history.deleted:
                unknown.append(name)
    if unknown:
        # A deferred column's old value was never loaded, so the table is asked.
        same = [column == getattr(target, str(column.key)) for column in mapper.primary_key]
        row = connection.execute(select(*(mapper.columns[n] for n in unknown)).where(*same)).one()
        for name, before in zip(unknown, row, strict=True):
            fields[name] = (plain(before), fields[name][1])
    return {name: pair for name, pair in fields.items() if pair[0] != pair[1]}


def _note_search(target: Record, fields: Mapping[str, Pair]) -> None:
    if any(name in fields for name in searched_names(type(target))):
        _of(target).searched[target.kind(), target.id] = target
