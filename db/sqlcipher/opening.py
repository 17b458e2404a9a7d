"""The ways into a vault's data file: to work, to look at it as it is, and to make one."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from db.documents.document_check import VaultDocuments
from db.records.hash_chain import AUDIT_KEY
from db.records.session import ReadingSession
from db.records.tables import META
from db.schema import upgrade
from db.schema.upgrade import Before, Progress
from db.sqlcipher import disk_reserve
from db.sqlcipher.engine import disk_said_no, in_words, make_file, reading_engine, writing_engine
from db.sqlcipher.store import SqlCipherStore
from db.sqlcipher.vault_files import VaultFiles
from db.vault.in_use import VaultLock


def open_store(
    database: Path,
    key: bytes,
    before_upgrade: Before | None = None,
    progress: Progress = lambda _done, _of: None,
) -> SqlCipherStore:
    """Open an existing database with its 32-byte key and lock the vault until `close`.

    `before_upgrade` is called before the tables get a new shape, which is left where it fails, and
    `progress` as that goes on. Raises InUse, VaultMissing, VaultDamaged, VaultNewer, UpgradeFailed
    or WrongLibrary, each with its sentence.
    """
    lock = VaultLock(database.parent)
    try:
        with in_words():
            try:
                store = SqlCipherStore(database, key, lock, before_upgrade, progress)
            except DBAPIError as error:
                # A full disk has no room for the file that readers share: the ballast makes some.
                if not (disk_said_no(error) and disk_reserve.free(database.parent)):
                    raise
                store = SqlCipherStore(database, key, lock, before_upgrade, progress)
            else:
                disk_reserve.keep(database.parent)
    except BaseException:
        lock.release()
        raise
    store.documents = VaultDocuments(store)
    store.custody = VaultFiles(store)
    return store


@contextmanager
def as_it_is(database: Path, key: bytes) -> Iterator[Session]:
    """Lend a session that reads a vault of any shape: nothing is upgraded or written.

    The vault is locked meanwhile. Its tables may lack columns that this program knows. Raises
    InUse, VaultMissing, VaultDamaged or WrongLibrary.
    """
    lock = VaultLock(database.parent)
    engine = reading_engine(database, key)
    try:
        with in_words(), ReadingSession(engine) as session:
            yield session
    finally:
        engine.dispose()
        lock.release()


def make_database(database: Path, key: bytes, facts: dict[str, str]) -> None:
    """Make a new database with every table, its own audit key, and `facts` as its meta rows.

    Raises FileExistsError where there is a file already.
    """
    make_file(database)
    upgrade.upgrade(database, key)
    engine = writing_engine(database, key)
    try:
        rows = {**facts, AUDIT_KEY: secrets.token_hex(32)}
        with engine.begin() as connection:
            connection.execute(insert(META), [{"key": k, "value": v} for k, v in rows.items()])
    finally:
        engine.dispose()
