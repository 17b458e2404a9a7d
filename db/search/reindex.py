"""Rebuilds the search index of whole kinds of record after an upgrade."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, inspect, select
from sqlalchemy.orm import Session

from db.records.changes import searched_names
from db.records.tables import NAME_KEY, SEARCH_ROW
from db.search import name_keys
from db.sqlcipher.full_text import FullText, in_bulk
from lado_desktop.domain.records import RECORDS

_AT_ONCE = 1_000


def reindex(session: Session, kinds: Iterable[str]) -> None:
    """Replace the index's words of these kinds by today's.

    Kinds without a searched field, or no longer recorded, get none. Only existing columns are read,
    since later migrations may add others.
    """
    # Without kinds there may be no index: a vault can be taken back to before its first shape.
    if wanted := list(kinds):
        with in_bulk(session):
            _reindex(session, wanted)


def _reindex(session: Session, kinds: Iterable[str]) -> None:
    connection = session.connection()
    for kind in kinds:
        record = RECORDS.get(kind)
        if record is None or not searched_names(record):
            _forget(session, kind)
            continue
        there = {column["name"] for column in inspect(connection).get_columns(kind)}
        wanted = {*searched_names(record), *record.name_fields} & there
        columns = [getattr(record, name) for name in ("id", *sorted(wanted))]
        for part in connection.execute(select(*columns)).partitions(_AT_ONCE):
            now = [record(**row._mapping) for row in part]  # noqa: SLF001  (its public name)
            found = {(kind, each.id): each for each in now}
            FullText().update(session, found)
            name_keys.update(session, found)


def _forget(session: Session, kind: str) -> None:
    numbered = session.connection().execute(
        select(SEARCH_ROW.c.record_id).where(SEARCH_ROW.c.kind == kind)
    )
    FullText().update(session, {(kind, id): None for (id,) in numbered})
    session.connection().execute(delete(NAME_KEY).where(NAME_KEY.c.kind == kind))
