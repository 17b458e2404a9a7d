"""Explain why a figure changed: what was done to the records that it gained or lost."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.records.audit_query import lines
from db.records.tables import AUDIT
from lado_desktop.casework.audit.field_words import label_of
from lado_desktop.casework.lists.counted_lists import COUNTED_LISTS
from lado_desktop.casework.lists.listing import Query, page
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.record import Record
from lado_desktop.domain.records import RECORDS

LOGGED, IN_ERROR, TAKEN_OUT = "logged since", "recorded in error since", "taken out since"
CHANGED = "changed since"


@dataclass(frozen=True)
class Why:
    """One record that a figure now counts, or no longer counts."""

    id: UUID
    reference: str
    """Empty where this officer sees the record in no list."""
    gained: bool
    because: str


def changed_since(
    shift: Shift, kind: str, gained: Collection[UUID], lost: Collection[UUID], line: int
) -> list[Why]:
    """Return each record with what was done to it after an audit line, sorted by reference.

    `kind` is what the figure counts, under the name in its table's `counts`.
    """
    listing = COUNTED_LISTS[kind]
    every = {*gained, *lost}
    found = page(shift, listing, Query(among=every, limit=len(every) or 1)).rows
    names = {row.id: row.cells[0] for row in found}
    record = RECORDS[listing.noun]
    with shift.reading_all() as session:
        logged = _logged(session, listing.noun, line)
        done = _done(session, record, every - logged, line)
        told = [
            Why(
                id,
                names.get(id, ""),
                id in gained,
                LOGGED if id in logged else done[id],
            )
            for id in every
        ]
    return sorted(told, key=lambda why: (not why.gained, why.reference, str(why.id)))


def _logged(session: Session, noun: str, line: int) -> set[UUID]:
    made = select(AUDIT.c.target_id).where(
        AUDIT.c.target_kind == noun, AUDIT.c.action == "create", AUDIT.c.seq > line
    )
    return set(session.connection().scalars(made))


def _done(
    session: Session, record: type[Record], ids: Collection[UUID], line: int
) -> Mapping[UUID, str]:
    """Return in words what was done to each record after an audit line."""
    there = set(session.scalars(select(record.id).where(record.id.in_(ids))))
    fields: dict[UUID, set[str]] = {id: set() for id in ids}
    of_these = (AUDIT.c.target_kind == record.kind(), AUDIT.c.target_id.in_(ids))
    for each in lines(session, *of_these, AUDIT.c.seq > line):
        if each.target_id is not None:
            fields[each.target_id].update(each.detail or {})
    return {id: _words(record, fields[id]) if id in there else TAKEN_OUT for id in ids}


def _words(record: type[Record], fields: Collection[str]) -> str:
    if "in_error_on" in fields:
        return IN_ERROR
    labels = sorted({label_of(record, name) for name in fields})
    return f"{CHANGED}: {', '.join(labels)}" if labels else CHANGED
