"""Records written anew into the vault's next data file, and one replacement that switches to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from db import copying, vault, vault_file
from db.audit import Act, record_event
from db.engine import connect, writing_engine
from db.problem import NotSaved
from db.session import WritingSession
from db.tables import set_meta_value
from db.vault import MIRROR, Unlocked


def switch(
    source: Path,
    source_key: bytes,
    target: Unlocked,
    text: str,
    act: Act,
    action: str,
    detail: Mapping[str, Any],
    edit: Callable[[Session], None] | None = None,
) -> None:
    """Copy a database into a closed vault that is held, check it, and let vault.json name it.

    `text` is that of the new vault.json, which names `target.database`. One line of the audit and
    `edit` go into the copy. After a crash at any moment the vault is the old one or the new one,
    whole; the old data file is left. Raises NotSaved, and VaultDamaged where the copy is not whole.
    """
    unfinished = vault.unfinished_in(target.folder)
    try:
        expected = copying.copy(source, source_key, unfinished, target.key)
        copying.check(unfinished, target.key, expected)
        _write_line(unfinished, target.key, text, act, action, detail, edit)
        copying.sync(unfinished)
        copying.put_in_place(unfinished, target.database)
        vault_file.write(target.folder, text)
    except (OSError, OperationalError, dbapi2.OperationalError) as error:
        raise NotSaved(
            "The disk is full or did not take the new data file. Nothing was changed: the vault "
            "opens as before. Free as much room as the vault takes, then try again."
        ) from error


def _write_line(
    database: Path,
    key: bytes,
    text: str,
    act: Act,
    action: str,
    detail: Mapping[str, Any],
    edit: Callable[[Session], None] | None,
) -> None:
    engine = writing_engine(database, key)
    try:
        # The audit's own key lies in the database and was copied with it: the chain goes on.
        with WritingSession(engine, act, b"") as session:
            set_meta_value(session, MIRROR, text)
            record_event(session, act, action, detail=detail)
            if edit is not None:
                edit(session)
            session.commit()
    finally:
        engine.dispose()
    with closing(connect(database, key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
