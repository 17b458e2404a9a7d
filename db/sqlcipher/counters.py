"""Counters in the `meta` table. Only one act writes at a time, so there is no race."""

from __future__ import annotations

from sqlalchemy.orm import Session

from db.records.tables import meta_value, set_meta_value


class MetaCounters:
    """The counters of an SQLCipher vault. `db.store.Counters`."""

    def next(self, session: Session, name: str) -> int:
        number = int(meta_value(session, name) or 0) + 1
        set_meta_value(session, name, str(number))
        return number

    def follow(self, session: Session, name: str, number: int) -> None:
        if number > int(meta_value(session, name) or 0):
            set_meta_value(session, name, str(number))
