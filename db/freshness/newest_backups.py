"""What the backups in a folder know of a vault: its newest lines and its newest keys."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from db.backups import backup, backup_file
from db.backups.backup_file import Manifest
from db.problem import VaultProblem
from db.vault import vault_file
from db.vault.vault_file import VaultFile

_NEWEST = 3
"""Somebody may have put an older backup under a newer name, so more than one is read."""
_PATIENCE = 3.0
"""Seconds that an opening waits for the second place: a share that is away may take a minute."""


@dataclass(frozen=True)
class KnownBackup:
    """A backup of the vault, by its two small parts."""

    path: Path
    vault: VaultFile
    manifest: Manifest | None
    """None where it has other keys, so that its signature cannot be checked."""


def known_in(folder: Path, vault_id: str, master_key: bytes) -> list[KnownBackup]:
    """Return the newest backups of a vault in a folder, by their names."""
    return list(islice(_known(backup.all_in(folder), vault_id, master_key), _NEWEST))


def known_in_second(folder: str, vault_id: str, master_key: bytes) -> list[KnownBackup]:
    """Do what `known_in` does in the second place; return none where it does not answer in time."""
    found: list[KnownBackup] = []

    def look() -> None:
        with suppress(OSError):
            found.extend(known_in(Path(folder), vault_id, master_key))

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    looking.join(_PATIENCE)
    return [] if looking.is_alive() else found


def later_keys(folders: Iterable[Path], found: VaultFile) -> Path | None:
    """Return a backup of the vault that was made under later keys than those of `found`."""
    for folder in folders:
        for path in backup.all_in(folder):
            with suppress(VaultProblem):
                other = _file_of(path)
                if other.vault_id == found.vault_id and other.key_gen > found.key_gen:
                    return path
    return None


def highest_line(folders: Iterable[Path], vault_id: str, master_key: bytes) -> int | None:
    """Return the highest audit line that a backup in the folders is proved to have."""
    lines = [
        line_of(each.manifest)
        for folder in folders
        for each in known_in(folder, vault_id, master_key)
        if each.manifest is not None
    ]
    return max(lines, default=None)


def line_of(manifest: Manifest) -> int:
    """Return the last audit line in a backup."""
    return int(manifest.anchor.partition(":")[0])


def _known(paths: Iterable[Path], vault_id: str, master_key: bytes) -> Iterator[KnownBackup]:
    for path in paths:
        with suppress(VaultProblem):
            found = _file_of(path)
            if found.vault_id == vault_id:
                yield KnownBackup(path, found, _manifest(path, master_key))


def _manifest(path: Path, master_key: bytes) -> Manifest | None:
    with suppress(VaultProblem):
        return backup_file.proved(path, master_key)[1]
    return None


def _file_of(path: Path) -> VaultFile:
    return vault_file.parse(backup_file.text(path, vault_file.NAME))
