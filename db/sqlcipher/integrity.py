"""Checks whether a vault's data file is whole: a quick check, and one of every page."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import text
from sqlcipher3 import dbapi2

from db.sqlcipher.store import SqlCipherStore

QUICK_CHECK_LIMIT = 200_000_000
"""Bytes. Larger files are checked only weekly and before a backup."""


def damage(store: SqlCipherStore, meanwhile: Callable[[], None] = lambda: None) -> list[str]:
    """Return what SQLite finds wrong with the file; nothing above 200 MB, which is too slow.

    `meanwhile` may read in parallel. Its error is raised only where the file is whole.
    """
    # SQLite releases Python's lock, so the check uses another processor core.
    with ThreadPoolExecutor(1) as beside:
        check = beside.submit(_quick_check, store)
        try:
            meanwhile()
        except BaseException:
            if not check.result():
                raise
        return check.result()


def _quick_check(store: SqlCipherStore) -> list[str]:
    if store.database.stat().st_size > QUICK_CHECK_LIMIT:
        return []
    with store.reading() as session:
        found = session.scalars(text("PRAGMA quick_check")).all()
    return [line for line in found if line != "ok"]


def damage_anywhere(store: SqlCipherStore) -> list[str]:
    """Return what is wrong with any page or index of the file. 0.3 s for 100 MB.

    Acts wait meanwhile.
    """
    with store.between_acts() as cursor:
        try:
            # The check of pages reads only the main file, not the write-ahead log.
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            found = cursor.execute("PRAGMA cipher_integrity_check").fetchall()
            found = found or cursor.execute("PRAGMA integrity_check").fetchall()
        except dbapi2.OperationalError:
            raise  # the disk, not the file
        except dbapi2.DatabaseError:
            found = [("The file cannot be read.",)]
    return [line for (line,) in found if line != "ok"]
