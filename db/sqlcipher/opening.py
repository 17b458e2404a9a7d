"""Opens a vault's data file: to work, to read it in any shape, or to create it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from db.documents.document_check import VaultDocuments
from db.records.hash_chain import AUDIT_KEY
from db.records.session import ReadingSession
from db.records.tables import META
from db.schema import upgrade
from db.schema.upgrade import Before, Progress
from db.sqlcipher import disk_reserve
from db.sqlcipher.engine import disk_said_no, in_words, reading_engine, writing_engine
from db.sqlcipher.store import SqlCipherStore
from db.sqlcipher.vault_files import VaultFiles
from db.vault.in_place import make_file
from db.vault.in_use import VaultLock


def open_store(
    database: Path,
    key: bytes,
    before_upgrade: Before | None = None,
    progress: Progress = lambda _done, _of: None,
    first: Callable[[Connection], None] = lambda _: None,
) -> SqlCipherStore:
    """Open an existing database with its 32-byte key, and lock the vault until `close`.

    `before_upgrade` is called before an upgrade, which does not start if it fails. `progress` is
    called during the upgrade. `first` reads the locked vault before anything is written, and may
    refuse it. Raises InUse, VaultMissing, VaultDamaged, VaultNewer, UpgradeFailed
    or WrongLibrary, each with a sentence.
    """
    lock = VaultLock(database.parent)
    try:
        with in_words():
            try:
                store = SqlCipherStore(database, key, lock, before_upgrade, progress, first)
            except DBAPIError as error:
                # A full disk has no room for the readers' shared file. Removing the disk reserve
                # makes some.
                if not (disk_said_no(error) and disk_reserve.free(database.parent)):
                    raise
                store = SqlCipherStore(database, key, lock, before_upgrade, progress, first)
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
    """Yield a session that reads a vault of any shape, without upgrading or writing.

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
    """Create a database with all tables, an audit key, and `facts` as meta rows.

    Raises FileExistsError.
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
