"""Do the records say what the audit says they should? A row changed past the program is found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.records.audit_query import ANY_CHANGE
from db.records.changes import plain, written_names
from db.records.owned import owned_rows
from db.records.tables import AUDIT, AUDIT_DETAIL
from db.schema.reshape import Key, Told, reshapes
from lado_desktop.domain.record import Record, Table
from lado_desktop.domain.records import RECORDS

_AT_ONCE = 500


@dataclass(frozen=True)
class Disagreement:
    """A record that is not what the audit last said of it. It holds no value."""

    kind: str
    id: UUID
    field: str
    """"" where the whole record is missing, or is there without the audit knowing of it."""
    comparable: bool = True
    """False where a line of the audit about the record has lost its detail."""

    def __str__(self) -> str:
        if not self.comparable:
            return (
                f"{self.kind} {self.id.hex[:8]}: it cannot be compared, because a line of the "
                "audit about it has no detail."
            )
        what = f"the field {self.field}" if self.field else "the whole record"
        return f"{self.kind} {self.id.hex[:8]}: {what} was changed past the program."


def disagreements(session: Session) -> list[Disagreement]:
    """Return where the records differ from the latest values in the audit; none is the rule.

    A record of which the audit has lost a detail cannot be compared, and counts as a difference.
    """
    told, without_detail, unsure = _told(session)
    found: list[Disagreement] = []
    there: set[Key] = set()
    for kind, record_id, values in _records(session):
        key = (kind, record_id)
        there.add(key)
        last = told.get(key)
        if last is None:
            found.append(Disagreement(kind, record_id, ""))
        elif key in without_detail:
            found.append(Disagreement(kind, record_id, "", comparable=False))
        else:
            found += [
                Disagreement(kind, record_id, name)
                for name, value in values.items()
                if value != last.get(name)
            ]
    for (kind, record_id), last in told.items():
        key = (kind, record_id)
        if last is not None and kind in RECORDS and key not in there and key not in unsure:
            found.append(Disagreement(kind, record_id, ""))
    return found + _codes(session, told, without_detail, there)


def _told(session: Session) -> tuple[Told, set[Key], set[Key]]:
    """Return the latest values that the audit has of each record; None for one that is gone.

    With them the records of which a detail is missing, and those that may be there or not.
    """
    query = (
        select(
            *(AUDIT.c.seq, AUDIT.c.action, AUDIT.c.target_kind, AUDIT.c.target_id),
            AUDIT_DETAIL.c.body,
        )
        .outerjoin(AUDIT_DETAIL, AUDIT_DETAIL.c.seq == AUDIT.c.seq)
        .where(ANY_CHANGE)
        .order_by(AUDIT.c.seq)
    )
    told: Told = {}
    without_detail: set[Key] = set()
    unsure: set[Key] = set()
    upgrades = reshapes(session)[::-1]
    for seq, action, kind, record_id, body in session.connection().execute(query):
        while upgrades and upgrades[-1][0] < seq:
            upgrades.pop()[1].carry(told, without_detail, unsure)
        key = (kind, record_id)
        unsure.discard(key)
        if action == "delete":
            told[key] = None
            continue
        fields = told.get(key)
        if fields is None:
            fields = told[key] = {}
        if body is None:
            without_detail.add(key)
        else:
            fields.update({name: after for name, (_, after) in json.loads(body).items()})
    for _, reshape in reversed(upgrades):
        reshape.carry(told, without_detail, unsure)
    return told, without_detail, unsure


def _records(session: Session) -> Iterator[tuple[str, UUID, dict[str, Any]]]:
    for kind, record in RECORDS.items():
        names = written_names(record)
        columns = [getattr(record, name) for name in names]
        query = select(record.id, *columns).execution_options(yield_per=_AT_ONCE)
        for record_id, *values in session.execute(query):
            plainly = (plain(value) for value in values)
            yield kind, record_id, dict(zip(names, plainly, strict=True))


def _codes(
    session: Session,
    told: Told,
    without_detail: set[Key],
    there: set[Key],
) -> list[Disagreement]:
    found = []
    for row in (mapper.class_ for mapper in Table.registry.mappers):
        kind: type[Table] = row
        rows = None if issubclass(kind, Record) else owned_rows(kind)
        if rows is None:
            continue
        ids = [record_id for of_kind, record_id in there if of_kind == rows.owner_kind]
        now = rows.now(session, ids)
        for record_id in ids:
            key = (rows.owner_kind, record_id)
            last = told.get(key)
            if last is None or key in without_detail:
                continue
            if sorted(now.get(record_id, ())) != (last.get(rows.field) or []):
                found.append(Disagreement(*key, rows.field))
    return found
