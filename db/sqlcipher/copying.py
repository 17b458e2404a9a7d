"""Copies a whole database in one step, and proves that the copy is whole."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from db.problem import VaultDamaged
from db.records.hash_chain import START
from db.sqlcipher.engine import connect
from db.vault.in_place import make_file


@dataclass(frozen=True)
class Contents:
    """What two copies are compared by: rows of each table, audit head, dangling rows.

    A vault may have dangling rows. It must be possible to back it up all the same.
    """

    rows: Mapping[str, int]
    head: tuple[int, str]
    dangling: int = 0
    """How many rows refer to a missing row."""


def contents(connection: Any) -> Contents:
    """Count the contents of a database."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    ).fetchall()
    rows = {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for (name,) in names
    }
    last = None
    if "audit" in rows:
        query = "SELECT seq, chain FROM audit ORDER BY seq DESC LIMIT 1"
        last = connection.execute(query).fetchone()
    dangling = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    return Contents(rows, (last[0], last[1]) if last else (0, START), dangling)


def copy(database: Path, key: bytes, target: Path, target_key: bytes) -> Contents:
    """Copy a database while others write, and return the contents that the copy must have.

    Both keys may be the same. `target` is a new file and not yet synced. Raises FileExistsError,
    VaultDamaged, and what `connect` raises.
    """
    make_file(target)
    with (
        closing(connect(database, key, reading=True)) as source,
        closing(dbapi2.connect(str(target), isolation_level=None)) as copied,
    ):
        copied.execute(f"PRAGMA key=\"x'{target_key.hex()}'\"")
        copied.execute("PRAGMA cipher_log_level=NONE")
        copied.execute("PRAGMA synchronous=OFF")  # the caller syncs it if it must last
        try:
            # One transaction, so that counts and copy are of the same moment.
            source.execute("BEGIN")
            found = contents(source)
            source.backup(copied)
            source.execute("COMMIT")
        except dbapi2.OperationalError:
            raise  # the disk, not the file
        except dbapi2.DatabaseError as error:
            raise VaultDamaged(
                "The data file is damaged. Restore the newest backup before working on."
            ) from error
    return found


def check(database: Path, key: bytes, expected: Contents | None = None) -> Contents:
    """Check every page and row of a closed database, and return its contents.

    Raises VaultDamaged with what is wrong.
    """
    with closing(connect(database, key)) as connection:
        # The check of pages reads only the main file, not the write-ahead log.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        try:
            damaged = connection.execute(
                "PRAGMA cipher_integrity_check"
            ).fetchall() or connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
            found = None if damaged else contents(connection)
        except dbapi2.DatabaseError:
            found = None
    if found is None:
        raise VaultDamaged("The data file is damaged.")
    if expected is not None and found != expected:
        raise VaultDamaged("The copy does not hold what the vault held when it was made.")
    return found


def digest(path: Path) -> str:
    """Return a file's SHA-256 as hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Sync a closed file, and return once it is safe on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
