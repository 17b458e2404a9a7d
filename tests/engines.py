"""The engines under the tests of casework and figures. `--engine postgresql` asks for the second.

Tests ask for a store and hear nothing of the engine.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import pytest
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.pool import QueuePool

from db.postgresql import store as postgresql
from db.postgresql.engine import engine_of
from db.records.audit import ActDone
from db.sqlcipher import disk_reserve
from db.sqlcipher.opening import make_database, open_store
from db.sqlcipher.store import SqlCipherStore
from db.store import Store
from db.vault.custody import VaultCustody
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.practice.practice import practice_named
from lado_desktop.domain.record import Table
from lado_desktop.domain.records import RECORDS
from lado_desktop.domain.time.clock import StoppedClock
from tests.server import Server

KEY = bytes(range(32))
SERVER = "postgresql"
FIVE_PAST_NINE = StoppedClock(datetime(2026, 11, 23, 9, 5, tzinfo=UTC))
"""A Monday morning: the day on which every test's shift begins."""

Fill = Callable[[Shift], object]
Origin = Any
"""What a record is made from, as its engine has it."""


class EngineForTests(Protocol):
    """Makes records: with nothing in them but one officer, or copies of a prepared one."""

    empty: Origin

    def prepare(self, origin: Origin, fill: Fill) -> Origin:
        """Return what a record is made from that `fill` has worked in, after `origin`."""

    def store(self, folder: Path, origin: Origin | None = None, *, lasting: bool = False) -> Store:
        """Return a new store. A `lasting` one outlives the test, beside those of other tests."""

    def again(self, store: Store) -> Store:
        """Close a store and open it once more."""

    def plain(self) -> AbstractContextManager[Connection]:
        """A database with every record's table and nothing in them, which checks no reference."""

    def close(self) -> None:
        """Close what outlived every test."""


def first_shift(store: Store) -> Shift:
    """Return a shift of the one officer of a new record."""
    with store.reading() as session:
        officer = session.query(Officer).one()
    return Shift(store, officer, practice_named("bromley"), FIVE_PAST_NINE)


def add_first_officer(store: Store) -> None:
    with store.writing(ActDone("First officer", None, FIVE_PAST_NINE.now())) as session:
        session.add(Officer(name="Ottilie Marsh", role="lado"))


def _looked_after(store: SqlCipherStore) -> SqlCipherStore:
    store.custody = VaultCustody(store, None)
    return store


class Vaults:
    """Encrypted vaults: copies of one that was made once. An origin is its database."""

    def __init__(self, folders: pytest.TempPathFactory) -> None:
        self._folders = folders
        self.empty: Path = folders.mktemp("template") / "data-1.db"
        make_database(self.empty, KEY, {})
        store = open_store(self.empty, KEY)
        add_first_officer(store)
        store.close()
        self._tables = sqlite3.connect(":memory:")
        self._plain = _plain_engine(self._tables)

    def prepare(self, origin: Origin, fill: Fill) -> Origin:
        folder = self._folders.mktemp("prepared")
        store = self.store(folder, origin)
        fill(first_shift(store))
        store.close()
        return folder / "data-1.db"

    def store(self, folder: Path, origin: Origin | None = None, *, lasting: bool = False) -> Store:
        folder.mkdir(exist_ok=True)
        database = folder / "data-1.db"
        shutil.copyfile(origin or self.empty, database)
        # A megabyte that is only ever removed: the template's will do.
        (folder / disk_reserve.NAME).hardlink_to(self.empty.parent / disk_reserve.NAME)
        return _looked_after(open_store(database, KEY))

    def again(self, store: Store) -> Store:
        assert isinstance(store, SqlCipherStore)
        store.close()
        return _looked_after(open_store(store.folder / "data-1.db", KEY))

    @contextmanager
    def plain(self) -> Iterator[Connection]:
        with self._plain.connect() as connection:
            yield connection

    def close(self) -> None:
        self._plain.dispose()
        self._tables.close()


def _plain_engine(tables: sqlite3.Connection) -> Engine:
    """Return an engine each of whose connections begins with every table and nothing in them.

    With one engine, statements stay compiled. Copying the tables is far quicker than making them,
    and replaces everything that the test before wrote.
    """
    assert RECORDS
    engine = create_engine("sqlite://", poolclass=QueuePool)
    with create_engine("sqlite://", creator=lambda: tables).connect() as connection:
        Table.metadata.create_all(connection)
        connection.commit()

    @event.listens_for(engine, "checkout")
    def _empty_tables(plain: sqlite3.Connection, *_: object) -> None:
        tables.backup(plain)

    return engine


class Databases:
    """Databases of a server: one that each test empties, and one for each store that lasts.

    An origin is what is done in an empty record. Each test does it again, which is quicker than
    copying a database.
    """

    empty: tuple[Fill, ...] = ()

    def __init__(self, server: Server) -> None:
        self._server = server
        postgresql.make_database(server.make("template_lado"), {})
        self._one = server.make("one", "template_lado")
        self._plain = engine_of(server.make("plain", "template_lado"))
        self._lasting = 0
        self._urls: dict[Store, str] = {}

    def prepare(self, origin: Origin, fill: Fill) -> Origin:
        return (*origin, fill)

    def store(self, folder: Path, origin: Origin | None = None, *, lasting: bool = False) -> Store:
        url = self._one
        if lasting:
            self._lasting += 1
            url = self._server.make(f"lasting_{self._lasting}", "template_lado")
        store = postgresql.open_store(url)
        if not lasting:
            _empty(store._engine)
        add_first_officer(store)
        for fill in origin or ():
            fill(first_shift(store))
        self._urls[store] = url
        return store

    def again(self, store: Store) -> Store:
        store.close()
        return postgresql.open_store(self._urls[store])

    def beside(self, store: Store) -> postgresql.PostgresStore:
        """Open the record of another store once more, as a colleague's program does."""
        return postgresql.open_store(self._urls[store])

    @contextmanager
    def plain(self) -> Iterator[Connection]:
        with self._plain.connect() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            connection.execute(text("SET LOCAL lock_timeout = '10s'"))
            yield connection
            connection.rollback()

    def close(self) -> None:
        self._plain.dispose()


def _empty(engine: Engine) -> None:
    """Take all rows out, but for the audit's key and the row that is its lock. A millisecond."""
    query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    with engine.begin() as connection:
        tables = set(connection.scalars(text(query))) - {"meta", "audit_end"}
        gone = "; ".join(f'DELETE FROM "{table}"' for table in sorted(tables))
        connection.exec_driver_sql(
            f"SET LOCAL session_replication_role = replica; {gone}; "
            "DELETE FROM meta WHERE key <> 'audit_key'"
        )
