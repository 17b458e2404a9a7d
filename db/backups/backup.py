"""A backup: one file with a complete copy of the vault, encrypted like the vault.

It gets its final name only after it was proved, so each `.ladobak` in a folder was complete when it
was made. That day's passphrases and recovery sheet open it. Documents are in a folder beside it,
each copied once for all backups.
"""

from __future__ import annotations

import hmac
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlcipher3 import dbapi2

from db.backups import backup_file
from db.backups.backup_file import DATA, ENDING, Manifest, refused, sealed, unopened
from db.documents import document_files
from db.documents.document_files import Lacking, Needed
from db.documents.sealed_file import FOLDER as DOCUMENTS
from db.freshness import turns
from db.problem import BackupRefused, NotSaved, VaultDamaged, WrongPassphrase, WrongSheet
from db.records.hash_chain import ANCHOR_DIGITS
from db.schema.upgrade import BACKUPS as FOLDER
from db.secrets import sheet
from db.secrets.keys import DATABASE, sub_key, unwrap
from db.sqlcipher import copying
from db.sqlcipher.copying import Contents
from db.sqlcipher.engine import connect
from db.vault import vault, vault_file
from db.vault.in_place import move_into_place
from db.vault.vault import Unlocked
from db.vault.vault_file import VaultFile

_NAME = "%Y-%m-%dT%H%M%SZ"


@dataclass(frozen=True)
class Backup:
    """A backup that was proved."""

    path: Path
    manifest: Manifest
    documents: tuple[Needed, ...] = ()
    """Documents whose files are beside it."""
    lacking: tuple[Lacking, ...] = ()
    """Documents that were not copied, because their file in the vault is damaged."""

    @property
    def made_at(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.manifest.made_at)


def make(unlocked: Unlocked, at: datetime, reason: str) -> Backup:
    """Make a backup in the vault's own folder, while others continue to write.

    It is proved first: every page, every row, the audit's head and the number of rows, compared
    with the vault at that moment, and the file as read back from the disk. A damaged document is
    reported and stops nothing. Raises NotSaved where the disk is full, and VaultDamaged.
    """
    backups = folder_of(unlocked.folder)
    try:
        backups.mkdir(mode=0o700, exist_ok=True)
        with _workplace(backups) as workplace:
            data = workplace / DATA
            expected = copying.copy(unlocked.database, unlocked.key, data, unlocked.key)
            copying.check(data, unlocked.key, expected)
            documents = document_files.needed_in(data, unlocked.key)
            lacking = document_files.copy_over(
                unlocked.folder / DOCUMENTS, backups / DOCUMENTS, documents
            )
            text = vault.text_of(unlocked.folder)
            made = _manifest(unlocked, at, reason, data, expected, documents)
            fresh = workplace / "fresh"
            backup_file.write(fresh, data, text, made, unlocked.master_key)
            backup_file.read_back(fresh, unlocked.master_key)
            path = move_into_place(fresh, _free_name(backups, at))
    except (OSError, dbapi2.OperationalError) as error:
        raise NotSaved(
            "The backup was not made: the disk is full or did not take it. "
            "Free as much room as the vault takes. The record itself is safe."
        ) from error
    return Backup(path, made, tuple(documents), tuple(lacking))


def before_upgrade(unlocked: Unlocked, at: datetime) -> Callable[[], str]:
    """Return a function that makes the backup before an upgrade and returns its name.

    The backup of a failed upgrade is used again while the vault has not changed.
    """

    def name() -> str:
        return (_of_now(unlocked) or make(unlocked, at, "before an upgrade").path).name

    return name


def _of_now(unlocked: Unlocked) -> Path | None:
    """Return the newest backup, if it is whole and has the same rows and audit as the vault."""
    newest = next(iter(all_in(folder_of(unlocked.folder))), None)
    if newest is None:
        return None
    with closing(connect(unlocked.database, unlocked.key, reading=True)) as connection:
        now = sealed(copying.contents(connection), unlocked.master_key)
    try:
        # It was proved when it was made. The same hash means the same bytes.
        _, manifest = backup_file.read_back(newest, unlocked.master_key)
    except BackupRefused:
        return None
    return newest if hmac.compare_digest(manifest.contents, now) else None


def all_in(folder: Path) -> list[Path]:
    """Return the backups in a folder, newest first."""
    return sorted((path for path in folder.glob(f"*{ENDING}") if time_of(path)), reverse=True)


def time_of(path: Path) -> datetime | None:
    """Return when a backup was made, from its name; None for another name."""
    try:
        return datetime.strptime(path.stem, _NAME).replace(tzinfo=UTC)
    except ValueError:
        return None


def folder_of(vault_folder: Path) -> Path:
    """Return the folder of a vault's own backups."""
    return vault_folder / FOLDER


def unlock(path: Path, passphrase: str) -> bytes:
    """Return a backup's master key, from a passphrase of its day.

    Raises WrongPassphrase or BackupRefused.
    """
    return unlock_slot(path, passphrase)[0]


def unlock_slot(path: Path, passphrase: str) -> tuple[bytes, str]:
    """Do what `unlock` does, and return the id of the officer's slot too."""
    found = vault_file.parse(backup_file.text(path, vault_file.NAME))
    for slot in found.slots:
        # A slot that waits for its code has no passphrase yet.
        if slot.until is not None:
            continue
        try:
            return unwrap(slot, passphrase, found.bound_to), slot.id
        except WrongPassphrase:
            continue
    raise WrongPassphrase


def unlock_with_sheet(path: Path, typed: str) -> bytes:
    """Return a backup's master key, from the recovery sheet of its day.

    Raises SheetMistyped, WrongSheet or BackupRefused.
    """
    master_key = sheet.read(typed)
    try:
        vault_file.parse(backup_file.text(path, vault_file.NAME)).prove(master_key)
    except VaultDamaged:
        raise WrongSheet from None
    return master_key


def verify(path: Path, master_key: bytes) -> Manifest:
    """Prove a backup from its file alone. Raises BackupRefused with what is wrong."""
    with unpacked(path, master_key) as (_, _, manifest):
        return manifest


@contextmanager
def unpacked(
    path: Path, master_key: bytes, beside: Path | None = None
) -> Iterator[tuple[Path, VaultFile, Manifest]]:
    """Unpack a proved backup: its encrypted database, vault.json and manifest.

    They are in a temporary folder, inside `beside` if given, which is removed at the end. Raises
    BackupRefused.
    """
    try:
        workplace = tempfile.TemporaryDirectory(prefix="unpacked-", dir=beside)
    except OSError:
        raise unopened(path) from None
    with workplace as folder:
        data = Path(folder) / DATA
        try:
            found, manifest = backup_file.read_back(path, master_key, data)
            contents = copying.check(data, sub_key(master_key, DATABASE))
        except VaultDamaged:
            raise refused(path) from None
        except (OSError, dbapi2.OperationalError):
            raise unopened(path) from None
        if not hmac.compare_digest(manifest.contents, sealed(contents, master_key)):
            raise refused(path)
        yield data, found, manifest


@contextmanager
def _workplace(backups: Path) -> Iterator[Path]:
    # An interrupted backup leaves its workplace behind.
    for left_over in backups.glob("making-*"):
        shutil.rmtree(left_over, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="making-", dir=backups) as folder:
        yield Path(folder)


def _manifest(
    unlocked: Unlocked,
    at: datetime,
    reason: str,
    data: Path,
    contents: Contents,
    documents: list[Needed],
) -> Manifest:
    seq, chain = contents.head
    return Manifest(
        vault_id=unlocked.vault_id,
        made_at=at.astimezone(UTC).isoformat(timespec="seconds"),
        reason=reason,
        anchor=f"{seq}:{chain[:ANCHOR_DIGITS]}",
        size=data.stat().st_size,
        sha256=copying.digest(data),
        contents=sealed(contents, unlocked.master_key),
        documents=[each.id.hex for each in documents],
        turns=turns.ids(turns.turns_in(data, unlocked.key)),
    )


def _free_name(backups: Path, at: datetime) -> Path:
    moment = at.astimezone(UTC)
    while (path := backups / f"{moment.strftime(_NAME)}{ENDING}").exists():
        moment += timedelta(seconds=1)
    return path
