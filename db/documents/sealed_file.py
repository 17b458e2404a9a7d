"""One document in the vault's folder, sealed under its own key, never changed.

The file is a nonce of 12 bytes and the content under AES-256-GCM, named by an id. Its key is 32
random bytes in the database. So a new master key does not change the file, and without the row of
its key nobody can read it.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db.problem import DocumentLost, NotSaved
from db.vault.in_place import move_into_place

FOLDER = "documents"
ENDING = ".sealed"
UNCLAIMED = "unclaimed"
"""The folder, in that of the documents, of files that no record names."""
UNFINISHED = ".new"
"""The ending of a file that is not complete."""

ADDED = 12 + 16
"""Bytes that sealing adds to the content: nonce and tag."""

_NONCE = 12


@dataclass(frozen=True)
class Seal:
    """The key and hash of a sealed file. Its repr shows no key."""

    key: bytes = field(repr=False)
    sha256: str
    """Hash of the whole file."""


def path_of(folder: Path, id: UUID) -> Path:
    """Return the path of a document's file in a folder of documents."""
    return folder / f"{id.hex}{ENDING}"


def sealed(id: UUID, content: bytes) -> tuple[Seal, bytes]:
    """Seal a document's bytes, and return them with the key that opens them."""
    key, nonce = AESGCM.generate_key(256), os.urandom(_NONCE)
    whole = nonce + AESGCM(key).encrypt(nonce, content, id.bytes)
    return Seal(key, hashlib.sha256(whole).hexdigest()), whole


def opened(id: UUID, key: bytes, whole: bytes) -> bytes:
    """Open sealed bytes. Raises DocumentLost where they are damaged."""
    try:
        return AESGCM(key).decrypt(whole[:_NONCE], whole[_NONCE:], id.bytes)
    except (InvalidTag, ValueError):
        raise DocumentLost("damaged") from None


def seal(folder: Path, id: UUID, content: bytes) -> Seal:
    """Write a document's file under its name, and return once it is safe on the disk.

    Raises NotSaved. What an interruption leaves is swept later.
    """
    made, whole = sealed(id, content)
    fresh = folder / f"{id.hex}{UNFINISHED}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        with os.fdopen(os.open(fresh, _NEW, 0o600), "wb") as file:
            file.write(whole)
            file.flush()
            os.fsync(file.fileno())
        move_into_place(fresh, path_of(folder, id))
    except OSError as error:
        raise NotSaved(
            "NOT KEPT: the disk is full or did not take the document. "
            "Free some room on it, then add it again."
        ) from error
    return made


_NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)


def unseal(folder: Path, id: UUID, key: bytes) -> bytes:
    """Return the content of a document's file. Raises DocumentLost."""
    try:
        whole = path_of(folder, id).read_bytes()
    except FileNotFoundError:
        raise DocumentLost("missing") from None
    except OSError:
        raise DocumentLost("unreadable") from None
    return opened(id, key, whole)


def remove(folder: Path, id: UUID) -> None:
    """Remove a document's file if it exists. Raises OSError."""
    path_of(folder, id).unlink(missing_ok=True)
