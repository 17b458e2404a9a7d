"""Compares the records with the audit, which finds rows changed by other means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.records.changes import plain, written_names
from db.records.owned import owned_rows
from db.records.rebuilding import Key, Rebuilt, rebuilt
from lado_desktop.domain.record import Record, Table
from lado_desktop.domain.records import RECORDS

_AT_ONCE = 500


@dataclass(frozen=True)
class Disagreement:
    """A record that differs from the audit. It has no values."""

    kind: str
    id: UUID
    field: str
    """"" where the whole record is missing, or is not in the audit."""
    comparable: bool = True
    """False where a line about the record has lost its detail."""

    def __str__(self) -> str:
        if not self.comparable:
            return (
                f"{self.kind} {self.id.hex[:8]}: it cannot be compared, because a line of the "
                "audit about it has no detail."
            )
        what = f"the field {self.field}" if self.field else "the whole record"
        return f"{self.kind} {self.id.hex[:8]}: {what} was changed past the program."


def disagreements(session: Session) -> list[Disagreement]:
    """Return where records differ from their latest values in the audit; normally none.

    A record whose audit has lost a detail cannot be compared, and counts as different.
    """
    told = rebuilt(session)
    found: list[Disagreement] = []
    there: set[Key] = set()
    for kind, record_id, values in _records(session):
        key = (kind, record_id)
        there.add(key)
        last = told.records.get(key)
        if last is None:
            found.append(Disagreement(kind, record_id, ""))
        elif key in told.unknown:
            found.append(Disagreement(kind, record_id, "", comparable=False))
        else:
            found += [
                Disagreement(kind, record_id, name)
                for name, value in values.items()
                if value != last.get(name)
            ]
    missing = told.records.keys() - there - told.unsure
    found += [Disagreement(kind, id, "") for kind, id in sorted(missing) if kind in RECORDS]
    return found + _codes(session, told, there)


def _records(session: Session) -> Iterator[tuple[str, UUID, dict[str, Any]]]:
    for kind, record in RECORDS.items():
        names = written_names(record)
        columns = [getattr(record, name) for name in names]
        query = select(record.id, *columns).execution_options(yield_per=_AT_ONCE)
        for record_id, *values in session.execute(query):
            plainly = (plain(value) for value in values)
            yield kind, record_id, dict(zip(names, plainly, strict=True))


def _codes(session: Session, told: Rebuilt, there: set[Key]) -> list[Disagreement]:
    found = []
    comparable = there & told.records.keys() - told.unknown
    for row in (mapper.class_ for mapper in Table.registry.mappers):
        kind: type[Table] = row
        rows = None if issubclass(kind, Record) else owned_rows(kind)
        if rows is None:
            continue
        ids = [record_id for of_kind, record_id in comparable if of_kind == rows.owner_kind]
        now = rows.now(session, ids)
        for record_id in ids:
            key = (rows.owner_kind, record_id)
            if sorted(now.get(record_id, ())) != told.records[key].get(rows.field, []):
                found.append(Disagreement(*key, rows.field))
    return found
