"""Connections to the encrypted database, and SQLAlchemy engines for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache
from sqlcipher3 import dbapi2

from db.problem import NotSaved, VaultDamaged, VaultMissing, WrongLibrary
from db.search import ordering
from lado_desktop.domain.problem import PickedIsGone

OLDEST_SQLITE = (3, 51, 3)
"""The first safe version: 3.7.0 to 3.51.2 can damage a file on a WAL reset (sqlite.org/wal.html).
"""

READERS = 2
_DISK = ("database or disk is full", "disk I/O error")
_DAMAGED = ("malformed", "file is not a database")

_SETTINGS: tuple[str, ...] = (
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
)


_URL = "sqlite://"
_COMPILED: LRUCache[Any, Any] = LRUCache(1000)
"""Cached compiled statements. Compiling most of them costs several times as much as running."""


def connect(database: Path, key: bytes, *, reading: bool = False) -> Any:
    """Open one connection to an existing database with its 32-byte key.

    Raises VaultMissing, WrongLibrary, or VaultDamaged where the key does not open the file.
    """
    if not database.is_file():
        raise VaultMissing(f"The data file {database.name} is missing from the vault's folder.")
    connection = dbapi2.connect(str(database), isolation_level=None, check_same_thread=False)
    try:
        _check_library(connection)
        # A raw key, since Argon2id has already stretched the passphrase.
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute("PRAGMA locking_mode=NORMAL")
        _prove(connection)
        connection.execute("PRAGMA journal_mode=WAL")
        for setting in _SETTINGS:
            connection.execute(setting)
        ordering.register(connection)
        if reading:
            connection.execute("PRAGMA query_only=ON")
    except BaseException:
        connection.close()
        raise
    return connection


def disk_said_no(error: Exception) -> bool:
    """Tell whether an error means that the disk is full or refused a change."""
    return any(words in str(error) for words in _DISK)


@contextmanager
def in_words() -> Iterator[None]:
    """Turn an error of the disk or of a damaged file into one with a sentence for the officer."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error, IntegrityError) and "FOREIGN KEY" in str(error.orig):
            raise PickedIsGone from None
        if disk_said_no(error):
            raise NotSaved from error
        if any(words in str(error.orig) for words in _DAMAGED):
            raise VaultDamaged(
                "The data file is damaged. Restore the newest backup before working on."
            ) from error
        raise


def _check_library(connection: Any) -> None:
    cipher = connection.execute("PRAGMA cipher_version").fetchone()
    if not cipher or dbapi2.sqlite_version_info < OLDEST_SQLITE:
        raise WrongLibrary(
            "This installation lacks the encrypted database it needs (sqlcipher3 0.6.4). "
            "Nothing was opened; install the program again."
        )


def _prove(connection: Any) -> None:
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.OperationalError:
        # It is the disk, not the file: the caller may free the reserve and try again.
        raise
    except dbapi2.DatabaseError as error:
        raise VaultDamaged(
            "The key is right, but the data file does not open with it: the file is damaged, "
            "or it is not the one that belongs here. Restore the newest backup."
        ) from error


def writing_engine(database: Path, key: bytes) -> Engine:
    """Return an engine with the one writing connection. Transactions lock at once."""
    return _engine(lambda: connect(database, key), 1, "BEGIN IMMEDIATE")


def upgrading_engine(database: Path, key: bytes) -> Engine:
    """Return an engine for upgrades, with foreign keys off, since tables are rewritten.

    The pragma has no effect inside a transaction, so the connection sets it.
    """

    def connected() -> Any:
        connection = connect(database, key)
        connection.execute("PRAGMA foreign_keys=OFF")
        # A table is rewritten at once. With the default cache of 2 MB its pages would go to the
        # disk twice.
        connection.execute("PRAGMA cache_size=-64000")
        return connection

    return _engine(connected, 1, "BEGIN IMMEDIATE")


def reading_engine(database: Path, key: bytes) -> Engine:
    """Return an engine with two connections that cannot write."""
    return _engine(lambda: connect(database, key, reading=True), READERS, "BEGIN")


def _engine(creator: Callable[[], Any], size: int, begin: str) -> Engine:
    dialect = _dialect()
    engine = Engine(
        QueuePool(creator, pool_size=size, max_overflow=0, dialect=dialect),
        dialect,
        make_url(_URL),
        # Otherwise the text of every exception has names and addresses in it.
        hide_parameters=True,
        execution_options={"compiled_cache": _COMPILED},
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


@cache
def _dialect() -> Dialect:
    """Return the process's one dialect, so that writer and readers share compiled statements."""
    engine = create_engine(_URL, module=dbapi2)
    with engine.connect():
        pass  # it asks the library what it can do
    engine.dispose()
    return engine.dialect
