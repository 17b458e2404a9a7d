"""When backups are due, the second place, retention, drills, and their state."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from db.backups import backup, backup_file
from db.backups.backup import Backup
from db.backups.retention import to_remove
from db.custody import BackupState
from db.documents import document_files
from db.documents.sealed_file import FOLDER as DOCUMENTS
from db.freshness.turns import BACKUP_ROUND
from db.problem import BackupRefused, VaultProblem
from db.records.audit import ActDone, record_event, verify
from db.records.audit_query import work_since
from db.records.hash_chain import ANCHOR_DIGITS
from db.records.tables import AUDIT, meta_value, set_meta_value
from db.sqlcipher import copying
from db.sqlcipher.store import SqlCipherStore
from db.vault.in_place import make_file, move_into_place
from db.vault.vault import Unlocked

EVERY = timedelta(minutes=30)
DAYS_BETWEEN_DRILLS = 30
LONGEST_PAUSE = timedelta(days=31)
_KEY = BACKUP_ROUND


def backup_state(store: SqlCipherStore) -> BackupState:
    """Return the stored state of the backups."""
    with store.reading() as session:
        stored = meta_value(session, _KEY)
    return BackupState(**json.loads(stored)) if stored else BackupState()


def is_changed(store: SqlCipherStore) -> bool:
    """Tell whether any work was done since the last backup. Reading is not work."""
    last = backup_state(store).last_line
    with store.reading() as session:
        return work_since(session, last)


def is_due(store: SqlCipherStore, now: datetime) -> bool:
    """Tell whether there were changes for 30 minutes without a backup."""
    last = backup_state(store).verified_at
    # A clock that was set back must not stop backups.
    return is_changed(store) and (last is None or abs(now - last) >= EVERY)


def drill_is_due(store: SqlCipherStore, now: datetime) -> bool:
    """Tell whether the monthly drill is to be done."""
    last = backup_state(store).drilled_at
    return last is None or abs((now - last).days) >= DAYS_BETWEEN_DRILLS


def set_second_place(store: SqlCipherStore, folder: Path | None, act: ActDone) -> None:
    """Choose the folder to which each backup is copied from now on, or none.

    Raises BackupRefused where it cannot be written.
    """
    if folder is not None:
        probe = folder / "lado-desktop-may-write-here"
        try:
            probe.touch()
            probe.unlink()
        except OSError:
            raise BackupRefused(
                "This account may not write in that folder, or it is not there now. Choose a "
                "folder on the council's share, or on an encrypted stick that is plugged in."
            ) from None
    _save(
        store,
        act,
        replace(
            backup_state(store),
            second_place="" if folder is None else str(folder),
            second_verified="",
            second_trouble="",
        ),
        "set second place",
    )


def back_up(store: SqlCipherStore, unlocked: Unlocked, act: ActDone, reason: str) -> Backup:
    """Make a proved backup, copy it to the second place, thin both, and audit it.

    An unreachable second place is not an error: `backup_state` reports it. Call it in a background
    thread. Raises what `backup.make` raises.
    """
    # The copy is made by the file's name: before and after, it is that of the file that is open.
    store.refuse_replaced()
    made = backup.make(unlocked, act.at, reason)
    store.refuse_replaced()
    lacking = {each.document.id: str(each) for each in made.lacking}
    state = replace(backup_state(store), last_verified=made.manifest.made_at)
    places = [(backup.folder_of(unlocked.folder), made.path)]
    if state.second_place:
        second = Path(state.second_place)
        try:
            lost = document_files.copy_over(
                made.path.parent / DOCUMENTS, second / DOCUMENTS, made.documents
            )
            lacking.update({each.document.id: str(each) for each in lost})
            places.append((second, _copied(made, second)))
            state = replace(state, second_verified=made.manifest.made_at, second_trouble="")
        except OSError:
            state = replace(
                state,
                second_trouble="The last backup did not reach the second place: the folder is "
                "away, full or not to be written.",
            )
    state = replace(state, lacking=sorted(lacking.values()))
    detail = {"file": made.path.name, "reason": reason, "anchor": made.manifest.anchor}
    # The last line in the backup, not the newest: later saves are in the next backup.
    state = replace(state, last_line=int(made.manifest.anchor.partition(":")[0]))
    try:
        with store.writing(act) as session:
            told = {"second": state.second_verified, "lacking": state.lacking}
            record_event(session, act, "backup", detail={**detail, **told})
            set_meta_value(session, _KEY, json.dumps(asdict(state)))
        store.see()
    finally:
        # Also where the disk had no room for the audit line: this frees some.
        for folder, newest in places:
            with suppress(OSError):  # a place that is away by now: it is thinned next time
                thin(folder, newest, act.at)
    return made


def drill(store: SqlCipherStore, unlocked: Unlocked, act: ActDone) -> Path:
    """Open the newest backup in a temporary folder, compare it with the record, and audit it.

    Checks every page, every row and the whole audit. Its last line must be a line of the present
    record. Returns which backup it was. Raises BackupRefused, which is audited too.
    """
    there = backup.all_in(backup.folder_of(unlocked.folder))
    if not there:
        raise BackupRefused("There is no backup yet. Make one first.")
    try:
        _compare(store, unlocked, there[0])
    except VaultProblem:
        with store.writing(act) as session:
            record_event(session, act, "drill failed", detail={"file": there[0].name})
        raise
    state = replace(backup_state(store), last_drill=act.at.isoformat(timespec="seconds"))
    _save(store, act, state, "drill", there[0].name)
    return there[0]


def thin(folder: Path, newest: Path, now: datetime) -> list[Path]:
    """Remove the backups that may be removed, but never the newest, and return them."""
    times = {time: path for path in backup.all_in(folder) if (time := backup.time_of(path))}
    newest_first = sorted(times, reverse=True)
    # The clock may have been set on: the first backup after a long pause removes none.
    if len(newest_first) > 1 and newest_first[0] - newest_first[1] > LONGEST_PAUSE:
        return []
    gone = [times[time] for time in to_remove(times, now) if times[time] != newest]
    for path in gone:
        with suppress(OSError):  # held by a scanner: it goes next time
            path.unlink()
    if gone:
        _sweep(folder)
    return gone


def _sweep(folder: Path) -> None:
    """Remove the documents that no backup in a folder needs."""
    needed: set[str] = set()
    for path in backup.all_in(folder):
        try:
            needed.update(backup_file.documents_of(path))
        except BackupRefused:
            return  # nobody knows what it needs
    document_files.sweep(folder / DOCUMENTS, needed)


def _copied(made: Backup, second: Path) -> Path:
    """Copy a backup and read it back. It gets its name only once it is identical.

    Remains of an interrupted copy are removed. Raises OSError.
    """
    for left_over in second.glob("*.new"):
        if backup.time_of(left_over):
            with suppress(OSError):  # held by a scanner: it goes next time
                left_over.unlink()
    target = second / made.path.name
    fresh = target.with_suffix(".new")
    try:
        fresh.unlink(missing_ok=True)
        make_file(fresh)
        shutil.copyfile(made.path, fresh)
        copying.sync(fresh)
        if copying.digest(fresh) != copying.digest(made.path):
            raise OSError("the copy came back otherwise")
        return move_into_place(fresh, target)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _compare(store: SqlCipherStore, unlocked: Unlocked, path: Path) -> None:
    beside = backup.folder_of(unlocked.folder)
    with backup.unpacked(path, unlocked.master_key, beside) as (data, found, manifest):
        if found.vault_id != unlocked.vault_id:
            raise BackupRefused(f"The backup {path.name} is that of another vault.")
        opened = replace(unlocked, folder=data.parent, database=data).open()
        try:
            with opened.reading() as session:
                verdict = verify(session)
        finally:
            opened.close()
        seq = int(manifest.anchor.partition(":")[0])
        needed = document_files.needed_in(data, unlocked.key)
        with store.reading() as session:
            ask = session.connection().exec_driver_sql
            now = {each.id for each in document_files.needed(ask)}
            query = select(AUDIT.c.chain).where(AUDIT.c.seq == seq)
            here = session.connection().scalar(query)
    # Documents erased since are in no folder, as they should be.
    kept = [each for each in needed if each.id in now]
    if lost := document_files.lacking(beside / DOCUMENTS, kept, wholly=True):
        own = unlocked.folder / DOCUMENTS
        with suppress(OSError):
            document_files.copy_over(own, beside / DOCUMENTS, kept, wholly=True)
        raise BackupRefused(
            f"The backup {path.name} is whole, but documents beside it were not: "
            f"{document_files.sentence(lost)}. They were copied anew from the vault where it has "
            "them and the disk has room. Try the backup again, and let IT look at the disk."
        )
    anchor = f"{seq}:{(here or '0' * ANCHOR_DIGITS)[:ANCHOR_DIGITS]}"
    if not verdict.sound or anchor != manifest.anchor:
        raise BackupRefused(
            f"The backup {path.name} is whole, but its audit is not that of this vault. "
            "Tell the manager, and compare with a print that bears an anchor."
        )


def _save(
    store: SqlCipherStore, act: ActDone, state: BackupState, action: str, file: str = ""
) -> None:
    with store.writing(act) as session:
        record_event(session, act, action, detail={"file": file} if file else None)
        set_meta_value(session, _KEY, json.dumps(asdict(state)))
