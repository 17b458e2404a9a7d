"""The files of all documents in a database: checking, copying, sweeping."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from db.documents import sealed_file
from db.documents.sealed_file import (
    ADDED,
    ENDING,
    FOLDER,
    UNCLAIMED,
    UNFINISHED,
    path_of,
)
from db.sqlcipher import copying
from db.sqlcipher.engine import connect
from db.vault.in_place import move_into_place

Ask = Callable[[str], Iterable[Any]]
"""Runs a query on a database, whichever way it is open."""

_DOCUMENTS = """
SELECT d.id, d.size, d.sealed_sha256, d.number, coalesce(c.reference, m.reference)
FROM kept_document d LEFT JOIN document_key k ON k.document_id = d.id
LEFT JOIN contact c ON c.id = d.contact_id LEFT JOIN meeting m ON m.id = d.meeting_id
WHERE k.key IS {} NULL ORDER BY d.id
"""
_NAMED = 5
"""The most documents named in one sentence."""


@dataclass(frozen=True)
class Needed:
    """A document with a key in the database, and what proves its file."""

    id: UUID
    size: int
    """Bytes of the sealed file."""
    sha256: str
    """Of the sealed file."""
    reference: str
    """Its name in messages, e.g. "document 2 of 2627-0001"."""


@dataclass(frozen=True)
class Lacking:
    """A document whose file is missing or damaged."""

    document: Needed
    how: str
    """`missing`, `damaged` or `without its key`."""

    def __str__(self) -> str:
        return f"{self.document.reference} is {self.how}"


def needed(ask: Ask) -> list[Needed]:
    """Return the documents of a database; none in a vault older than documents."""
    there = "SELECT name FROM sqlite_master WHERE name = 'document_key'"
    return needed_by(ask) if list(ask(there)) else []


def needed_by(ask: Ask) -> list[Needed]:
    """Return the documents of a database of today's schema that have a key."""
    return _documents(ask(_DOCUMENTS.format("NOT")))


def keyless(ask: Ask) -> list[Needed]:
    """Return the documents whose key is missing."""
    return _documents(ask(_DOCUMENTS.format("")))


def _documents(rows: Iterable[Any]) -> list[Needed]:
    return [
        Needed(
            UUID(str(id)),
            size + ADDED,
            digest,
            f"document {number} of {reference}" if reference else "a file that waits",
        )
        for id, size, digest, number, reference in rows
    ]


def needed_in(database: Path, key: bytes) -> list[Needed]:
    """Return the documents of a closed database."""
    with closing(connect(database, key, reading=True)) as connection:
        return needed(connection.execute)


def lacking(folder: Path, documents: Iterable[Needed], *, wholly: bool) -> list[Lacking]:
    """Return the documents whose file is missing from a folder or damaged.

    `wholly` reads every byte, 1 s for 1 GB. Otherwise only the lengths are checked.
    """
    return [
        Lacking(each, how) for each in documents if (how := _wrong(folder, each, wholly=wholly))
    ]


def copy_over(
    source: Path, target: Path, documents: Sequence[Needed], *, wholly: bool = False
) -> list[Lacking]:
    """Copy the documents that a folder lacks from another, and return those that failed.

    A copy gets its name only once it is identical to the sealed file. With `wholly` the target's
    files are read, otherwise only their lengths. Raises OSError.
    """
    found: list[Lacking] = []
    if documents:
        target.mkdir(mode=0o700, exist_ok=True)
    for each in documents:
        if not _wrong(target, each, wholly=wholly):
            continue
        if how := _wrong(source, each, wholly=True):
            found.append(Lacking(each, how))
            continue
        fresh = target / f"{each.id.hex}{UNFINISHED}"
        shutil.copyfile(path_of(source, each.id), fresh)
        fresh.chmod(0o600)
        copying.sync(fresh)
        if copying.digest(fresh) != each.sha256:
            raise OSError("the copy came back otherwise")
        move_into_place(fresh, path_of(target, each.id))
    return found


def sweep(folder: Path, kept: Collection[str]) -> int:
    """Remove the files that nothing needs from a folder, and return how many.

    `kept` are the ids that are needed, as 32 hex digits.
    """
    gone = 0
    for path in (*folder.glob(f"*{ENDING}"), *folder.glob(f"*{UNFINISHED}")):
        if path.suffix == UNFINISHED or path.stem not in kept:
            with suppress(OSError):  # held by a scanner: it goes next time
                path.unlink()
                gone += 1
    return gone


def remove(folders: Iterable[Path], id: UUID) -> None:
    """Remove a document's file from the vault and from every place with its backups."""
    for folder in folders:
        with suppress(OSError):  # a second place that is away: unreadable there too, without a key
            sealed_file.remove(folder / FOLDER, id)
            for path in (folder / FOLDER / UNCLAIMED).glob(f"*-{id.hex}{ENDING}"):
                path.unlink()


def sentence(found: Sequence[Lacking]) -> str:
    """Return the message about missing documents, by reference."""
    more = len(found) - _NAMED
    named = "; ".join(str(each) for each in found[:_NAMED])
    return f"{named}; and {more} more" if more > 0 else named


def _wrong(folder: Path, document: Needed, *, wholly: bool) -> str:
    path = path_of(folder, document.id)
    try:
        size = path.stat().st_size
        whole = size == document.size and (not wholly or copying.digest(path) == document.sha256)
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "damaged"
    return "" if whole else "damaged"
