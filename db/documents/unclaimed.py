"""Documents that no record names: put aside, put back when named again, removed much later.

A crash leaves such a file before its row is written. An older data file that somebody put back
leaves many, and the newer one needs them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from db.backups import backup, backup_file
from db.documents.document_check import documents_of
from db.documents.sealed_file import ENDING, FOLDER, UNCLAIMED, UNFINISHED
from db.problem import BackupRefused
from db.records.audit import ActDone, head, record_event
from db.sqlcipher.store import SqlCipherStore
from db.vault.days_of_use import DAYS_KEPT, days_since


def look_over(store: SqlCipherStore, act: ActDone, *, calm: bool) -> None:
    """Move the files that no record names to `unclaimed`, and back those that one names again.

    An unclaimed file is removed after 30 days of use, where the clock is `calm` and no backup names
    it. What was done is audited by numbers.
    """
    folder = store.folder / FOLDER
    needed = {each.id.hex for each in documents_of(store)}
    with store.reading() as session:
        line, _ = head(session)
    done = {
        "put_back": sum(_moved(path, to) for path, to in _named_again(folder, needed)),
        "put_aside": sum(_moved(path, to) for path, to in _named_no_more(folder, needed, line)),
        "removed": _remove(store, folder) if calm else 0,
    }
    if any(done.values()):
        with store.writing(act) as session:
            record_event(session, act, "documents unclaimed", detail=done)


def _named_again(folder: Path, needed: Iterable[str]) -> Iterator[tuple[Path, Path]]:
    for path in _files(folder / UNCLAIMED):
        target = folder / path.name.partition("-")[2]
        if target.stem in needed and not target.exists():
            yield path, target


def _named_no_more(folder: Path, needed: Iterable[str], line: int) -> Iterator[tuple[Path, Path]]:
    for left_over in folder.glob(f"*{UNFINISHED}"):
        with suppress(OSError):  # held by a scanner: it goes next time
            left_over.unlink()
    for path in _files(folder):
        if path.stem not in needed:
            # Its name says since which line, so that no file has to be kept about it.
            yield path, folder / UNCLAIMED / f"{line}-{path.name}"


def _moved(path: Path, target: Path) -> bool:
    try:
        target.parent.mkdir(mode=0o700, exist_ok=True)
        path.replace(target)
    except OSError:  # held by a scanner: it is moved next time
        return False
    return True


def _remove(store: SqlCipherStore, folder: Path) -> int:
    over = [
        path
        for path in _files(folder / UNCLAIMED)
        if (line := path.name.partition("-")[0]).isdecimal()
        and days_since(store, int(line)) > DAYS_KEPT
    ]
    named = _named_by_backups(store) if over else set()
    gone = 0
    for path in over if named is not None else ():
        if path.stem.partition("-")[2] not in (named or ()):
            with suppress(OSError):
                path.unlink()
                gone += 1
    return gone


def _named_by_backups(store: SqlCipherStore) -> set[str] | None:
    """Return the documents that the backups need; None where one of them cannot be asked."""
    places = [backup.folder_of(store.folder)]
    if store.custody.backups is not None and (second := store.custody.backups.state().second_place):
        places.append(Path(second))
    named: set[str] = set()
    for place in places:
        if not place.is_dir():
            return None
        for path in backup.all_in(place):
            try:
                named.update(backup_file.documents_of(path))
            except BackupRefused:
                return None
    return named


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*{ENDING}"))
