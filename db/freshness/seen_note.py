"""The account's note of a vault: how far its audit went when this account last had it open.

It is in the account's local folder, never in a roaming one, with a MAC under a key of the vault. It
is a floor: a vault that lacks its line is an earlier or another one. Anybody with the account can
delete it. It imports no SQLAlchemy, since the first run asks it before anything is loaded.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from db.secrets.keys import sub_key
from db.vault.in_place import make_folder, write_into_place
from db.vault.location import account_folder

_KEY_USE = "seen-note"
_ENDING = ".json"


@dataclass(frozen=True)
class SeenNote:
    """What an account last saw of the vault in one folder."""

    vault_id: str
    folder: str
    """Where the vault was, without links."""
    key_gen: int = 0
    seq: int = 0
    """The last line of its audit."""
    head: str = ""
    """The chain value of that line."""
    turns: tuple[str, ...] = ()
    """Ids of the turns (`db.freshness.turns`) that this account saw."""
    second: str = ""
    """The second place of its backups."""
    at: str = ""
    """When it was written: UTC, ISO 8601."""
    mac: str = ""

    def is_true(self, master_key: bytes) -> bool:
        """Tell whether this program wrote it under the vault's key."""
        return hmac.compare_digest(self.mac, _mac(self, master_key))


def folder_name(folder: Path) -> str:
    """Return a folder as notes have it."""
    return str(folder.expanduser().resolve())


def keep(note: SeenNote, master_key: bytes) -> None:
    """Write a note in place of the one of the same vault and folder.

    It is synced: half a note after a power cut would look like a forged one. Does nothing where the
    disk refuses it.
    """
    path = _path(note.vault_id, note.folder)
    text = json.dumps(asdict(replace(note, mac=_mac(note, master_key))))
    with suppress(OSError):
        make_folder(path.parent)
        write_into_place(path, text)


def drop(note: SeenNote) -> None:
    """Remove the note of a folder in which the vault is no longer."""
    with suppress(OSError):
        _path(note.vault_id, note.folder).unlink(missing_ok=True)


def note_of(vault_id: str, folder: Path) -> SeenNote | None:
    """Return the note of a vault in a folder. A damaged one is returned without a MAC."""
    name = folder_name(folder)
    path = _path(vault_id, name)
    try:
        return _read(path) or SeenNote(vault_id, name)
    except OSError:
        return None


def notes() -> Iterator[SeenNote]:
    """Yield every readable note of this account, of any vault and folder."""
    with suppress(OSError):
        for path in sorted(account_folder().glob(f"*{_ENDING}")):
            with suppress(OSError):
                if (found := _read(path)) is not None:
                    yield found


def was_in(folder: Path) -> list[SeenNote]:
    """Return the notes of the vaults that this account had open in a folder."""
    name = folder_name(folder)
    return [each for each in notes() if each.folder == name]


def _read(path: Path) -> SeenNote | None:
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        texts = {name: str(data[name]) for name in ("vault_id", "folder", "head", "second", "mac")}
        found = SeenNote(
            **texts,
            key_gen=int(data["key_gen"]),
            seq=int(data["seq"]),
            turns=tuple(str(each) for each in data["turns"]),
            at=str(data["at"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return found if path == _path(found.vault_id, found.folder) else None


def _path(vault_id: str, folder: str) -> Path:
    name = hashlib.sha256(f"{vault_id} {folder}".encode()).hexdigest()[:32]
    return account_folder() / f"{name}{_ENDING}"


def _mac(note: SeenNote, master_key: bytes) -> str:
    body = {name: value for name, value in asdict(note).items() if name != "mac"}
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hmac.digest(sub_key(master_key, _KEY_USE), text.encode(), "sha256").hex()
