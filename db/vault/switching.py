"""Copies the records into the vault's next data file and switches to it in one replacement."""

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
    """Copy a database into a closed vault that is held, check it, and let vault.json name it.

    `text` is that of the new vault.json, which names `target.database`. `edit` is done to the copy
    and writes the line of the audit that tells of it. After a crash at any moment the vault is the
    old one or the new one, whole; the old data file is left. Raises NotSaved, and VaultDamaged
    where the copy is not whole.
    """
    unfinished = vault.unfinished_in(target.folder)
    try:
        expected = copying.copy(source, source_key, unfinished, target.key)
        copying.check(unfinished, target.key, expected)
        _edit(unfinished, target.key, text, act, edit)
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
        # The audit's own key is in the database and was copied with it: the chain continues.
        with WritingSession(engine, act, b"", FullText()) as session:
            set_meta_value(session, MIRROR, text)
            edit(session)
            session.commit()
    finally:
        engine.dispose()
    with closing(connect(database, key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
