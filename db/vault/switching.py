"""Copies the records into the vault's next data file, and switches to it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from db.problem import NotSaved
from db.records.audit import ActDone
from db.records.session import WritingSession
from db.records.tables import set_meta_value
from db.sqlcipher import copying
from db.sqlcipher.engine import connect, writing_engine
from db.sqlcipher.full_text import FullText
from db.vault import vault, vault_file
from db.vault.in_place import move_into_place
from db.vault.vault import MIRROR, Unlocked


def switch(
    source: Path,
    source_key: bytes,
    target: Unlocked,
    text: str,
    act: ActDone,
    edit: Callable[[Session], None],
) -> None:
    """Copy a database into a locked, closed vault, check it, and let vault.json name it.

    `text` is the new vault.json, which names `target.database`. `edit` changes the copy and writes
    the audit line. A crash at any moment leaves the old vault or the new one, whole. The old data
    file stays. Raises NotSaved, and VaultDamaged where the copy is damaged.
    """
    unfinished = vault.unfinished_in(target.folder)
    try:
        expected = copying.copy(source, source_key, unfinished, target.key)
        copying.check(unfinished, target.key, expected)
        _edit(unfinished, target.key, text, act, edit)
        # Synced before it gets its name: a name must never lead to a partial file.
        copying.sync(unfinished)
        move_into_place(unfinished, target.database)
        vault_file.write(target.folder, text)
    except (OSError, OperationalError, dbapi2.OperationalError, NotSaved) as error:
        raise NotSaved(
            "The disk is full or did not take the new data file. Nothing was changed: the vault "
            "opens as before. Free as much room as the vault takes, then try again."
        ) from error


def _edit(
    database: Path, key: bytes, text: str, act: ActDone, edit: Callable[[Session], None]
) -> None:
    engine = writing_engine(database, key)
    try:
        # The audit's key is in the database and was copied with it, so the chain continues.
        with WritingSession(engine, act, b"", FullText()) as session:
            set_meta_value(session, MIRROR, text)
            edit(session)
            session.commit()
    finally:
        engine.dispose()
    with closing(connect(database, key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
