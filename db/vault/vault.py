"""A vault: a folder with vault.json and an encrypted database.

A passphrase or the recovery sheet opens it. The store is imported late, so that a passphrase is
stretched while SQLAlchemy loads.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlcipher3 import dbapi2

from db.freshness import new_place
from db.problem import (
    UnsuitablePlace,
    VaultDamaged,
    VaultMissing,
    WrongPassphrase,
    WrongSheet,
)
from db.secrets import passphrase as passphrases
from db.secrets import sheet
from db.secrets.keys import DATABASE, Stretching, new_master_key, sub_key, unwrap, wrap
from db.vault import location, vault_file
from db.vault import unfinished as remains
from db.vault.in_place import make_folder, move_into_place
from db.vault.in_use import VaultLock
from db.vault.vault_file import VaultFile

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from db.schema.upgrade import Before, Progress
    from db.sqlcipher.store import SqlCipherStore

FIRST_DATABASE = "data-1.db"
UNFINISHED = "unfinished.db"
"""A database's name until it is complete, so that a crash leaves no partial vault."""
MIRROR = "vault_file"
"""The meta key of the copy of vault.json in the database."""
_VAULT_ID = "vault_id"


@dataclass(frozen=True)
class Unlocked:
    """A vault with its key. Its repr shows no key."""

    folder: Path
    vault_id: str
    database: Path
    slot_id: str | None
    """The officer's slot; None where the recovery sheet opened it."""
    key: bytes = field(repr=False)
    """The key of the database."""
    master_key: bytes = field(repr=False)
    """The recovery sheet is made from it."""

    def open(
        self,
        before_upgrade: Before | None = None,
        progress: Progress = lambda _done, _of: None,
        first: Callable[[Connection], None] = lambda _: None,
    ) -> SqlCipherStore:
        """Open the database, as `open_store` does with the same arguments and errors."""
        from db.sqlcipher.opening import open_store  # noqa: PLC0415  (as above)

        return open_store(self.database, self.key, before_upgrade, progress, first)


def traces(folder: Path) -> bool:
    """Tell whether the files of a vault are or were in the folder."""
    names = (vault_file.NAME, "data-*.db", "kept-until-*.db", "backups", "documents")
    return any(next(folder.glob(name), None) is not None for name in names)


def create(
    folder: Path,
    passphrase: str,
    *,
    label: str = "Officer 1",
    known_words: Iterable[str] = (),
    stretching: Stretching | None = None,
    first: Callable[[Unlocked], None] = lambda _: None,
) -> Unlocked:
    """Create a vault with one officer's slot, and return it unlocked.

    `label` identifies the slot on the unlock page and is readable without a passphrase. `first` is
    called to complete the vault, whose data file gets its name only after that. Remains of an
    interrupted creation are removed. Raises UnsuitablePlace, VaultExists or WeakPassphrase; the
    folder is unchanged then.
    """
    new_place.check(folder)
    passphrases.check(passphrase, known_words)
    _make_folder(folder)
    lock = VaultLock(folder)  # nobody else makes one there meanwhile
    try:
        # Under the lock, since somebody else may have created a vault meanwhile.
        remains.clear_away(folder)
        new_place.refuse_vault(folder)
        remains.begin(folder)
        made, text = _made(folder, passphrase, label, stretching or Stretching())
    finally:
        lock.release()
    first(made)
    # The data file last: where one is, somebody's records are.
    vault_file.write(folder, text)
    move_into_place(made.database, folder / FIRST_DATABASE)
    remains.end(folder)
    return replace(made, database=folder / FIRST_DATABASE)


def _made(
    folder: Path, passphrase: str, label: str, stretching: Stretching
) -> tuple[Unlocked, str]:
    """Make an unfinished vault, and return it with the text of its vault.json."""
    from db.sqlcipher.opening import make_database  # noqa: PLC0415  (as above)

    vault_id, master_key = uuid4().hex, new_master_key()
    bound_to = vault_file.bound_to(vault_id, 1)
    slot = wrap(master_key, passphrase, label, bound_to, stretching)
    text = VaultFile(vault_id, 1, 1, FIRST_DATABASE, (slot,)).text(master_key)
    unfinished, key = unfinished_in(folder), sub_key(master_key, DATABASE)
    make_database(unfinished, key, {_VAULT_ID: vault_id, MIRROR: text})
    return Unlocked(folder, vault_id, unfinished, slot.id, key, master_key), text


def unlock(folder: Path, passphrase: str, slot_id: str | None = None) -> Unlocked:
    """Unlock a vault by an officer's passphrase. Without a slot's id each slot is tried.

    Slots with a code are left out: only `db.vault.slots.claim` opens these.

    Raises WrongPassphrase, and VaultMissing, VaultDamaged, VaultNewer or UnsuitablePlace, where no
    passphrase helps. The database is not touched.
    """
    location.check(folder)
    found = vault_file.parse(text_of(folder))
    for slot in found.slots:
        if slot.until is None and slot_id in (None, slot.id):
            try:
                master_key = unwrap(slot, passphrase, found.bound_to)
            except WrongPassphrase:
                continue
            found.prove(master_key)
            return unlocked(folder, found, master_key, slot.id)
    raise WrongPassphrase


def unlock_with_sheet(folder: Path, typed: str) -> Unlocked:
    """Unlock a vault with the typed recovery sheet.

    The sheet needs only the database. A missing or altered vault.json is restored from its copy
    there, so the passphrases work again. Raises SheetMistyped, WrongSheet, VaultMissing,
    VaultDamaged or UnsuitablePlace.
    """
    location.check(folder)
    master_key = sheet.read(typed)
    try:
        found = vault_file.parse(text_of(folder))
        found.prove(master_key)
    except (VaultMissing, VaultDamaged):
        found = _put_back(folder, master_key)
    return unlocked(folder, found, master_key, None)


def next_database(folder: Path) -> str:
    """Return the name of the vault's next data file, which no file ever had."""
    numbers = [int(path.stem[5:]) for path in databases(folder)]
    return f"data-{max(numbers, default=0) + 1}.db"


def unfinished_in(folder: Path) -> Path:
    """Return where to create a database, after removing remains of an interrupted creation."""
    for left_over in folder.glob(f"{UNFINISHED}*"):
        left_over.unlink()
    return folder / UNFINISHED


def _make_folder(folder: Path) -> None:
    try:
        make_folder(folder)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        raise UnsuitablePlace("This account may not write in this folder. Choose another folder.")


def text_of(folder: Path) -> str:
    """Return the text of vault.json. Raises VaultMissing or UnsuitablePlace."""
    try:
        return (folder / vault_file.NAME).read_text(encoding="utf-8")
    except FileNotFoundError:
        if databases(folder):
            raise VaultMissing(
                "vault.json is missing, but the records are here. "
                "Open the vault by the recovery sheet: it puts vault.json back."
            ) from None
        raise VaultMissing("There is no vault in this folder.") from None
    except UnicodeDecodeError:
        return ""  # which is no vault file, and told as damage
    except OSError:
        raise UnsuitablePlace(
            "This account may not read the vault in this folder, or it is no folder."
        ) from None


def databases(folder: Path) -> list[Path]:
    """Return the data files, highest number first."""
    found = [path for path in folder.glob("data-*.db") if path.stem[5:].isdigit()]
    return sorted(found, key=lambda path: int(path.stem[5:]), reverse=True)


def _put_back(folder: Path, master_key: bytes) -> VaultFile:
    from db.sqlcipher.engine import connect  # noqa: PLC0415  (as above)

    key = sub_key(master_key, DATABASE)
    there = databases(folder)
    if not there:
        raise VaultMissing("There is no vault in this folder.")
    lock = VaultLock(folder)
    try:
        query = "SELECT value FROM meta WHERE key = ?"
        # All of them: somebody may have put one there that an earlier key opens.
        for database in there[::-1]:
            with closing(connect(database, key, reading=True)) as connection:
                (text,) = connection.execute(query, (MIRROR,)).fetchone() or ("",)
    except (VaultDamaged, dbapi2.DatabaseError):
        raise WrongSheet from None
    else:
        found = vault_file.parse(text)
        found.prove(master_key)
        vault_file.write(folder, text)
        return found
    finally:
        lock.release()


def unlocked(folder: Path, found: VaultFile, master_key: bytes, slot_id: str | None) -> Unlocked:
    """Return the vault that a checked vault.json describes."""
    key = sub_key(master_key, DATABASE)
    return Unlocked(folder, found.vault_id, folder / found.database, slot_id, key, master_key)
