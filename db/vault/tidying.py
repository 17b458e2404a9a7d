"""Removes what a key change left behind, and replaced data files that were kept long enough."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from sqlalchemy import select

from db.freshness.turns import NEW_KEYS, RESTORE
from db.records.tables import AUDIT
from db.sqlcipher.store import SqlCipherStore
from db.vault import vault
from db.vault.days_of_use import DAYS_KEPT, days_since
from db.vault.replaced import KEPT, finish_keeping, keep_a_while, remove_database
from db.vault.vault import Unlocked


def tidy(store: SqlCipherStore, unlocked: Unlocked, today: date, *, calm: bool) -> list[str]:
    """Tidy the folder of an open vault, and return sentences for the officer.

    Kept files are removed only after 30 days of use and 30 days, and where the clock is `calm`.
    """
    notices = []
    number = _number(unlocked.database)
    finish_keeping(unlocked.folder)
    for database in vault.databases(unlocked.folder):
        if _number(database) < number:
            # What a restore replaced is kept, even if a crash came before its renaming.
            if _last_turn(store) in NEW_KEYS:
                remove_database(database)
            else:
                keep_a_while(database, today)
        elif _number(database) > number:
            notices.append(
                f"{database.name} in the vault's folder is newer than the data file in use. A "
                "change of key or a restore was broken off, or files were put back. Ask IT to "
                "keep it apart until the manager has looked."
            )
    vault.unfinished_in(unlocked.folder)
    for left_over in (*unlocked.folder.glob("unpacked-*"), *unlocked.folder.glob("*/unpacked-*")):
        shutil.rmtree(left_over, ignore_errors=True)
    if calm:
        _remove_kept(store, unlocked.folder, today)
    return notices


def _remove_kept(store: SqlCipherStore, folder: Path, today: date) -> None:
    over = [
        kept
        for kept in folder.glob(f"{KEPT}*.db")
        if kept.name[len(KEPT) : len(KEPT) + 10] < today.isoformat()
    ]
    # Since the last restore: with several, the earlier files are kept for longer.
    if over and days_since(store, _last_restore(store)) > DAYS_KEPT:
        for kept in over:
            remove_database(kept)


def _last_restore(store: SqlCipherStore) -> int:
    """Return the line of the last restore; 0 where there is none."""
    query = select(AUDIT.c.seq).where(AUDIT.c.action == RESTORE).order_by(AUDIT.c.seq.desc())
    with store.reading() as session:
        return session.connection().scalar(query.limit(1)) or 0


def _last_turn(store: SqlCipherStore) -> str:
    """Return the last of new keys and restores, which replaced the last data file."""
    query = select(AUDIT.c.action).where(AUDIT.c.action.in_((RESTORE, *NEW_KEYS)))
    with store.reading() as session:
        last = session.connection().scalar(query.order_by(AUDIT.c.seq.desc()).limit(1))
    return last or ""


def _number(database: Path) -> int:
    return int(database.stem.removeprefix("data-"))
