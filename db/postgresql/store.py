"""A record on a PostgreSQL server. Acts run in parallel, and queue at the audit's end."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import Engine, Row, Select, func, insert, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from db.postgresql.custody import ServerCustody
from db.postgresql.documents import ServerDocuments
from db.postgresql.engine import engine_of, in_words, reading
from db.postgresql.search import WordVectors
from db.postgresql.tables import AUDIT_END, COUNTER, make_tables
from db.problem import Disconnected, VaultClosed
from db.records import audit
from db.records.audit import ActDone
from db.records.hash_chain import ANCHOR_DIGITS, AUDIT_KEY, audit_key
from db.records.session import ReadingSession, WritingSession
from db.records.tables import META
from db.records.visibility import Hidden, hidden_from
from db.store import OnePerThread, in_turn
from lado_desktop.domain.record import Record

_CHANNEL = "lado"


class RowCounters:
    """Counters that several officers can use at once. `db.store.Counters`.

    The second waits for the first's commit. A number is returned if its act fails.
    """

    def next(self, session: Session, name: str) -> int:
        query = postgresql.insert(COUNTER).values(name=name, number=1)
        query = query.on_conflict_do_update(
            index_elements=[COUNTER.c.name], set_={"number": COUNTER.c.number + 1}
        )
        found: int = session.connection().execute(query.returning(COUNTER.c.number)).scalar_one()
        return found

    def follow(self, session: Session, name: str, number: int) -> None:
        query = postgresql.insert(COUNTER).values(name=name, number=number)
        higher = func.greatest(COUNTER.c.number, query.excluded.number)
        session.connection().execute(
            query.on_conflict_do_update(index_elements=[COUNTER.c.name], set_={"number": higher})
        )


class AskedEachTime:
    """What each officer cannot see, asked each time. `db.store.Visibility`.

    A colleague may restrict a case at any moment, so nothing is cached.
    """

    def of(self, session: Session, officer_id: UUID) -> Hidden:
        return hidden_from(session, officer_id)


class Notices:
    """News by the server's NOTIFY. `db.store.News`.

    A notice is only a hint: the audit has what was saved.
    """

    def __init__(self, engine: Engine, own: str) -> None:
        self._engine, self._own = engine, own
        self._connection: Any = None

    def wait(self, seconds: float) -> bool:
        if self._connection is None:
            with in_words():
                connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
                connection.exec_driver_sql(f"LISTEN {_CHANNEL}")
            # Saves before LISTEN were not heard, so the answer is yes.
            self._connection = connection
            return True
        driver = self._connection.connection.driver_connection
        try:
            # All at once: a query on this connection inside the loop would hang.
            heard = list(driver.notifies(timeout=seconds, stop_after=1))
        except psycopg.OperationalError as error:
            self.close()
            raise Disconnected from error
        # The server announces this program's own saves too.
        return any(each.payload != self._own for each in heard)

    def close(self) -> None:
        """Stop listening."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None


class PostgresStore:
    """An open record on a server. `db.store.Store` says what its methods promise."""

    search = WordVectors()
    counters = RowCounters()
    hidden = AskedEachTime()

    def __init__(self, engine: Engine) -> None:
        """Use an engine of `db.postgresql.engine`; `close` disposes of it."""
        self._engine, self._own = engine, secrets.token_hex(8)
        self._reader = reading(engine)
        self._act = OnePerThread("One act is still being written in this thread.")
        self._look = OnePerThread("The record is still being read in this thread.")
        self.news = Notices(engine, self._own)
        self.documents = ServerDocuments(engine)
        with in_words(), Session(engine) as session:
            self._audit_key = audit_key(session)
            self.custody = ServerCustody(engine)
        self._open = True

    @contextmanager
    def writing(self, act: ActDone) -> Iterator[Session]:
        with self._act.entered():
            self._refuse_if_closed()
            session = WritingSession(
                self._engine, act, self._audit_key, self.search, self._before_audit
            )
            with in_words(), session:
                yield session
                session.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with self._look.entered():
            self._refuse_if_closed()
            with in_words(), ReadingSession(self._reader) as session:
                yield session

    def lock(self, session: Session, records: Iterable[tuple[type[Record], UUID]]) -> None:
        """Lock the rows in a fixed order, so that two acts cannot deadlock."""
        wanted = sorted(records, key=lambda each: (each[0].kind(), each[1]))
        for kind, of_kind in groupby(wanted, key=lambda each: each[0]):
            ids = kind.id.in_([id for _, id in of_kind])
            table = kind.__table__
            query = select(table.c.id).where(ids).order_by(table.c.id).with_for_update()
            session.connection().execute(query)

    def together(self, session: Session, *selects: Select[Any]) -> list[Sequence[Row[Any]]]:
        return in_turn(session, selects)

    def head(self) -> tuple[int, str]:
        with self.reading() as session:
            seq, chain = audit.head(session)
        return seq, chain[:ANCHOR_DIGITS]

    def close(self) -> None:
        self._open = False
        self.news.close()
        self._engine.dispose()

    def _before_audit(self, session: Session) -> None:
        """Lock the end of the audit, and notify the others at the commit."""
        connection = session.connection()
        connection.execute(select(AUDIT_END.c.id).with_for_update())
        connection.execute(select(func.pg_notify(_CHANNEL, self._own)))

    def _refuse_if_closed(self) -> None:
        if not self._open:
            raise VaultClosed("The record is closed. Nothing more was written.")


def open_store(url: str) -> PostgresStore:
    """Open the record in a database, `postgresql+psycopg://…`. Raises Disconnected."""
    return PostgresStore(engine_of(url))


def make_database(url: str, facts: dict[str, str]) -> None:
    """Create all tables in an empty database, an audit key, and `facts` as meta rows."""
    engine = engine_of(url)
    rows = {**facts, AUDIT_KEY: secrets.token_hex(32)}
    try:
        with in_words(), engine.begin() as connection:
            make_tables(connection)
            connection.execute(insert(META), [{"key": k, "value": v} for k, v in rows.items()])
    finally:
        engine.dispose()
