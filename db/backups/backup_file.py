"""The file format of a backup: packing, signing and reading.

An uncompressed ZIP with `data.db`, `vault.json` and `manifest.json`. Documents are in a folder
beside the backups, each once.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from db.problem import BackupRefused, VaultDamaged
from db.records.hash_chain import canonical
from db.secrets.keys import sub_key
from db.sqlcipher import copying
from db.sqlcipher.copying import Contents
from db.vault import vault_file
from db.vault.vault_file import VaultFile

ENDING = ".ladobak"
DATA = "data.db"
MANIFEST = "manifest.json"
FORMAT = "lado-desktop backup 1"
_KEY_USE = "backup-manifest"
_PIECE = 1 << 20
_LARGEST_TEXT = 8_000_000


@dataclass(frozen=True)
class Manifest:
    """What a backup says about itself, without anything about cases."""

    vault_id: str
    made_at: str
    """UTC, ISO 8601."""
    reason: str
    anchor: str
    """The audit's anchor: line number, colon, 20 hex digits."""
    size: int
    sha256: str
    contents: str
    """A keyed hash of each table's number of rows and the head of the audit."""
    documents: Sequence[str] = ()
    """Ids of the documents that it needs, as 32 hex digits."""
    turns: Sequence[str] = ()
    """Ids of the turns of its audit (`db.freshness.turns`)."""
    format: str = FORMAT

    @property
    def order(self) -> tuple[str, int]:
        """The sort key of backups: time, and audit line within one second."""
        return self.made_at, int(self.anchor.partition(":")[0])


def write(path: Path, data: Path, vault_text: str, manifest: Manifest, master_key: bytes) -> None:
    """Pack a backup, and return once it is safe on the disk.

    `vault_text` is the text of vault.json.
    """
    body = asdict(manifest)
    signed = json.dumps({**body, "mac": _mac(body, master_key)}, indent=1)
    with zipfile.ZipFile(path, "x", zipfile.ZIP_STORED) as file:
        file.writestr(MANIFEST, signed)
        file.writestr(vault_file.NAME, vault_text)
        file.write(data, DATA)
    path.chmod(0o600)
    copying.sync(path)


def read_back(
    path: Path, master_key: bytes, target: Path | None = None
) -> tuple[VaultFile, Manifest]:
    """Prove a backup's parts, and unpack its database if wanted."""
    found, manifest = proved(path, master_key)
    if _digest(path, manifest.size, target) != manifest.sha256:
        raise refused(path)
    return found, manifest


def proved(path: Path, master_key: bytes) -> tuple[VaultFile, Manifest]:
    """Return vault.json and the manifest of a backup, once their signature is checked.

    The database is not checked. Raises BackupRefused.
    """
    try:
        data = json.loads(text(path, MANIFEST))
        mac = data.pop("mac")
        manifest = Manifest(**data)
        true = hmac.compare_digest(mac, _mac(data, master_key))
        found = vault_file.parse(text(path, vault_file.NAME))
        found.prove(master_key)
    except (ValueError, KeyError, TypeError, AttributeError, VaultDamaged):
        raise refused(path) from None
    if not true or manifest.format != FORMAT or found.vault_id != manifest.vault_id:
        raise refused(path)
    return found, manifest


def documents_of(path: Path) -> Sequence[str]:
    """Return the ids of the documents that a backup needs. Raises BackupRefused."""
    try:
        data = json.loads(text(path, MANIFEST))
        return [str(each) for each in data.get("documents", ())]
    except (ValueError, AttributeError, TypeError):
        raise refused(path) from None


def _digest(path: Path, size: int, target: Path | None) -> str:
    digest, left = hashlib.sha256(), size
    with _opened(path) as file, file.open(DATA) as data:
        out = target.open("xb") if target else None
        try:
            while piece := data.read(min(_PIECE, left + 1)):
                digest.update(piece)
                left -= len(piece)
                if left < 0:
                    raise refused(path)
                if out:
                    out.write(piece)
        finally:
            if out:
                out.close()
    return digest.hexdigest()


def text(path: Path, name: str) -> str:
    """Read a small text part of a backup. Raises BackupRefused."""
    with _opened(path) as file:
        if file.getinfo(name).file_size > _LARGEST_TEXT:
            raise refused(path)
        return file.read(name).decode("utf-8")


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as file:
            if any(one.compress_type != zipfile.ZIP_STORED for one in file.infolist()):
                raise refused(path)
            yield file
    # RuntimeError: a part is protected by a password.
    except (zipfile.BadZipFile, KeyError, EOFError, UnicodeDecodeError, RuntimeError):
        raise refused(path) from None
    except FileNotFoundError:
        raise BackupRefused(f"There is no backup {path.name} here.") from None
    except OSError:
        raise unopened(path) from None


def sealed(contents: Contents, master_key: bytes) -> str:
    """Return the keyed hash of a database's contents, which reveals nothing of them."""
    return _mac({"rows": dict(contents.rows), "head": list(contents.head)}, master_key)


def refused(path: Path) -> BackupRefused:
    """Return the message about a backup that cannot be trusted."""
    return BackupRefused(
        f"The backup {path.name} is damaged, incomplete, or not a backup of this program. "
        "Nothing was changed; take another one."
    )


def unopened(path: Path) -> BackupRefused:
    """Return the message about a backup that could not be read, damaged or not."""
    return BackupRefused(
        f"The backup {path.name} could not be opened: its file cannot be read just now, or the "
        "disk has no room to open it on. Nothing was changed. Look at both, then try again."
    )


def _mac(body: dict[str, Any], master_key: bytes) -> str:
    return hmac.digest(sub_key(master_key, _KEY_USE), canonical(body).encode(), "sha256").hex()
