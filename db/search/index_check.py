"""Compares the search index and the name keys with the records, and rebuilds both.

They are derived: what they lack is found by no search and by no *Known before*.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from db.records.changes import searched_names
from db.records.tables import NAME_KEY, SEARCH_ROW
from db.search import name_keys
from db.search.index import texts_of
from db.search.reindex import reindex
from db.sqlcipher.full_text import in_bulk
from lado_desktop.domain.record import Record
from lado_desktop.domain.records import RECORDS

_AT_ONCE = 1_000
_Key = tuple[str, str]
"""The kind and id of a record as an index has them: somebody may have written anything there."""
_NOTHING = ("", "")
"""The words of a record without any. It need not be in the index."""
_INDEXED = text(
    "SELECT r.kind, r.record_id, i.kind, i.record_id, i.reference, i.text"
    " FROM search_row r LEFT JOIN search_index i ON i.rowid = r.number"
)
_NAME_KEYS = text("SELECT kind, record_id, key FROM name_key")
_UNNUMBERED = text(
    "SELECT count(*) FROM search_index WHERE rowid NOT IN (SELECT number FROM search_row)"
)


@dataclass(frozen=True)
class Stale:
    """Records of one kind that an index has otherwise than they are. It has no values."""

    kind: str
    count: int

    def __str__(self) -> str:
        records = "1 record" if self.count == 1 else f"{self.count:,} records"
        return (
            f"{self.kind}: the search index does not have {records} as the record says, so that a "
            "search may miss it. Rebuild the index."
        )


def stale(session: Session) -> list[Stale]:
    """Return the kinds that an index of a vault has otherwise; normally none.

    Every word of every record is read and folded: 4.5 s for 20,000 contacts.
    """
    indexed, keys = _indexed(session), _keys(session)
    found = []
    for kind, record in RECORDS.items():
        wrong = 0
        for each in _records(session, record):
            key = (kind, each.id.hex)
            wrong += indexed.pop(key, _NOTHING) != _wanted(each)
            wrong += keys.pop(key, frozenset()) != name_keys.keys_of_record(each)
        if wrong:
            found.append(Stale(kind, wrong))
    left = len(indexed) + len(keys) + (session.connection().scalar(_UNNUMBERED) or 0)
    return [*found, *([Stale("gone", left)] if left else [])]


def rebuild(session: Session) -> None:
    """Rebuild the search index and the name keys of a vault from the records."""
    connection = session.connection()
    with in_bulk(session):
        connection.execute(text("DELETE FROM search_index"))
    for table in (SEARCH_ROW, NAME_KEY):
        connection.execute(delete(table))
    reindex(session, RECORDS)


def _wanted(record: Record) -> tuple[str, str]:
    texts = texts_of(record)
    return texts["reference"], texts["text"]


def _records(session: Session, record: type[Record]) -> Iterator[Record]:
    names = {*searched_names(record), *record.name_fields}
    if not names:
        return
    columns = [getattr(record, name) for name in ("id", *sorted(names))]
    query = select(*columns).execution_options(yield_per=_AT_ONCE)
    for row in session.connection().execute(query):
        yield record(**row._mapping)  # noqa: SLF001  (its public name)


def _indexed(session: Session) -> dict[_Key, Any]:
    """Return what the index has of each record; of a row that contradicts itself, nonsense."""
    found = {}
    for kind, id, told_kind, told_id, reference, words in session.connection().execute(_INDEXED):
        agrees = (kind, id) == (told_kind, told_id)
        found[kind, id] = (reference, words) if agrees else ("", None)
    return found


def _keys(session: Session) -> dict[_Key, frozenset[str]]:
    found: dict[_Key, set[str]] = {}
    for kind, id, key in session.connection().execute(_NAME_KEYS):
        found.setdefault((kind, id), set()).add(key)
    return {key: frozenset(each) for key, each in found.items()}
