"""Phonetic keys of names, in a table that every transaction updates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select, union_all
from sqlalchemy.orm import Session

from db.records.tables import NAME_KEY
from db.search.phonetic import keys_of, keys_of_words, letters_key
from lado_desktop.domain.record import Record
from lado_desktop.domain.records import RECORDS

_AT_ONCE = 1_000
_SHORTEST = 2
_LAST = "\u007f"
"""Sorts after every letter of a folded word."""


def named_like(session: Session, words: Sequence[str], kind: str, limit: int) -> list[UUID]:
    """Return records with a word that begins with or sounds like one of the folded words.

    Those with most in common come first, then the newest.
    """
    keys = keys_of_words(words)
    parts = [NAME_KEY.c.key.in_(sorted(keys))] if keys else []
    parts += [
        NAME_KEY.c.key.between(letters_key(word), letters_key(word) + _LAST)
        for word in words
        if len(word) >= _SHORTEST
    ]
    if not parts:
        return []
    found = union_all(
        *(select(NAME_KEY.c.record_id).where(NAME_KEY.c.kind == kind, part) for part in parts)
    ).subquery()
    query = (
        select(found.c.record_id)
        .group_by(found.c.record_id)
        .order_by(func.count().desc(), found.c.record_id.desc())
        .limit(limit)
    )
    return list(session.connection().scalars(query))


def update(session: Session, changed: Mapping[tuple[str, UUID], Record | None]) -> None:
    """Update the keys for records whose words changed, or that are gone (None)."""
    concerned = [(key, record) for key, record in changed.items() if RECORDS[key[0]].name_fields]
    ids = [id for (_, id), _ in concerned]
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        # Removed and added again, since a name has several keys.
        session.connection().execute(delete(NAME_KEY).where(NAME_KEY.c.record_id.in_(part)))
    _add(session, [record for _, record in concerned if record is not None])


def _add(session: Session, records: Sequence[Record]) -> None:
    rows = [row for record in records for row in _rows(record)]
    if rows:
        session.connection().execute(insert(NAME_KEY), rows)


def keys_of_record(record: Record) -> frozenset[str]:
    """Return the keys by which a record is found."""
    texts = (getattr(record, name) for name in record.name_fields)
    return frozenset(keys_of(" \n".join(text for text in texts if text)))


def _rows(record: Record) -> list[dict[str, Any]]:
    keys = sorted(keys_of_record(record))
    return [{"key": key, "kind": record.kind(), "record_id": record.id} for key in keys]
