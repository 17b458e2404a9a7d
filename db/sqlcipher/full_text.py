"""SQLite's full-text index (FTS5), updated in every transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, func, insert, select, text
from sqlalchemy.orm import Session

from db.records.tables import SEARCH_ROW
from db.search.index import LEAST_BEGINNING, Hit, asked_words, texts_of
from lado_desktop.domain.record import Record

_AT_ONCE = 1_000

_ADD = text(
    "INSERT INTO search_index(rowid, kind, record_id, reference, text)"
    " VALUES (:number, :kind, :record_id, :reference, :text)"
)
_CHANGE = text("UPDATE search_index SET reference = :reference, text = :text WHERE rowid = :number")
_ERASING = text("INSERT INTO search_index(search_index, rank) VALUES ('secure-delete', :at_once)")
_REMOVE = text("DELETE FROM search_index WHERE rowid = :number")
_NEWEST = (
    "SELECT kind, record_id FROM search_index WHERE search_index MATCH :words AND kind IN :kinds"
    " ORDER BY rowid DESC LIMIT :most"
)
_REFERRED = (
    "SELECT kind, record_id FROM search_index WHERE search_index MATCH :words"
    " ORDER BY rowid DESC LIMIT :most"
)
# A word in the reference counts as much as ten words in the text. Equal ones: newest first.
_FIND = (
    "SELECT kind, record_id FROM search_index WHERE search_index MATCH :words {kinds}"
    " ORDER BY bm25(search_index, 0, 0, 10, 1), rowid DESC LIMIT :most"
)


class FullText:
    """The index of an SQLCipher vault. A `SearchIndex`."""

    def find(
        self, session: Session, words: str, kinds: Sequence[str] | None = None, limit: int = 50
    ) -> list[Hit]:
        typed = asked_words(words)
        if not typed or (kinds is not None and not kinds):
            return []
        each = " AND ".join(f'"{word}"*' for word in typed)
        # "mac donald" also finds MacDonald, "smith-jones" also Smithjones.
        wanted = each if len(typed) == 1 else f'({each}) OR "{"".join(typed)}"*'
        values: dict[str, Any] = {"words": wanted, "most": limit}
        query = text(_FIND.format(kinds="" if kinds is None else "AND kind IN :kinds"))
        if kinds is not None:
            query = query.bindparams(bindparam("kinds", expanding=True))
            values["kinds"] = list(kinds)
        rows = session.connection().execute(query, values)
        return [Hit(kind, UUID(hex=record_id)) for kind, record_id in rows]

    def newest(
        self, session: Session, words: Sequence[str], kinds: Sequence[str], limit: int
    ) -> list[Hit]:
        if not words:
            return []
        wanted = " AND ".join(f'"{word}"' for word in words)
        if len(words[-1]) >= LEAST_BEGINNING:
            wanted += "*"
        values = {"words": wanted, "most": limit}
        query = text(_NEWEST).bindparams(bindparam("kinds", expanding=True))
        rows = session.connection().execute(query, {**values, "kinds": list(kinds)})
        return [Hit(kind, UUID(hex=record_id)) for kind, record_id in rows]

    def by_reference(self, session: Session, typed: str, limit: int) -> list[Hit]:
        typed_words = asked_words(typed)
        if not typed_words:
            return []
        parts = " AND ".join(f'"{word}"*' for word in typed_words)
        wanted = f'reference : (({parts}) OR "{"".join(typed_words)}"*)'
        rows = session.connection().execute(text(_REFERRED), {"words": wanted, "most": limit})
        return [Hit(kind, UUID(hex=record_id)) for kind, record_id in rows]

    def update(self, session: Session, changed: Mapping[tuple[str, UUID], Record | None]) -> None:
        if not changed:
            return
        connection = session.connection()
        numbers = _numbers(session, [key for _, key in changed])
        gone = [
            numbers[key]
            for (_, key), record in changed.items()
            if record is None and key in numbers
        ]
        kept = [record for record in changed.values() if record is not None]
        known = [r for r in kept if r.id in numbers]
        if gone:
            connection.execute(_REMOVE, [{"number": number} for number in gone])
            connection.execute(delete(SEARCH_ROW).where(SEARCH_ROW.c.number.in_(gone)))
        if known:
            connection.execute(_CHANGE, [{"number": numbers[r.id], **texts_of(r)} for r in known])
        _add(session, [r for r in kept if r.id not in numbers])


@contextmanager
def in_bulk(session: Session) -> Iterator[None]:
    """Let many rows of the index change at once: one by one each takes some 10 ms.

    The index erases a deleted word at once. In here it does so at the end, for all of them.
    """
    connection = session.connection()
    connection.execute(_ERASING, {"at_once": 0})
    yield
    connection.execute(text("INSERT INTO search_index(search_index) VALUES ('optimize')"))
    connection.execute(_ERASING, {"at_once": 1})


def _add(session: Session, records: Sequence[Record]) -> None:
    if not records:
        return
    connection = session.connection()
    last = connection.scalar(select(func.max(SEARCH_ROW.c.number))) or 0
    numbered = list(enumerate(records, start=last + 1))
    connection.execute(
        insert(SEARCH_ROW),
        [{"number": n, "kind": r.kind(), "record_id": r.id} for n, r in numbered],
    )
    connection.execute(
        _ADD,
        [
            {"number": n, "kind": r.kind(), "record_id": r.id.hex, **texts_of(r)}
            for n, r in numbered
        ],
    )


def _numbers(session: Session, ids: Sequence[UUID]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for start in range(0, len(ids), _AT_ONCE):
        query = select(SEARCH_ROW.c.record_id, SEARCH_ROW.c.number).where(
            SEARCH_ROW.c.record_id.in_(ids[start : start + _AT_ONCE])
        )
        found.update(tuple(row) for row in session.connection().execute(query))
    return found
