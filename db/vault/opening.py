"""Opens a vault with all checks, and audits them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.backups import backup, gone_back
from db.documents import document_check
from db.problem import OldVaultFile, VaultDamaged, VaultMissing
from db.records.audit import ActDone, record_event
from db.records.hash_chain import Verdict, verify, verify_end
from db.records.slot_officers import officer_of
from db.records.tables import AUDIT, meta_value, set_meta_value
from db.schema.upgrade import Progress
from db.sqlcipher import integrity
from db.sqlcipher.store import SqlCipherStore
from db.vault import attempts, slots, vault, vault_file
from db.vault.custody import VaultCustody
from db.vault.replaced import KEPT, finish_keeping, keep_a_while, remove_database
from db.vault.vault import MIRROR, Unlocked
from db.vault.vault_file import VaultFile

LINES_AT_UNLOCK = 1_000
DAYS_BETWEEN_FULL_CHECKS = 7
CLOCK_MAY_DIFFER = timedelta(minutes=5)
"""A clock may be corrected backwards by this much without notice."""
LONGEST_SHUT = timedelta(days=366)
_CHECKED_ON = "audit_checked_on"
_NEW_KEYS = ("renew keys", "remove officer")

_PUT_RIGHT = (
    "vault.json was an earlier copy of itself: somebody put it back, or restored this folder. "
    "It has been put right, and the audit says so."
)


@dataclass(frozen=True)
class Opened:
    """An open vault, and the findings of the checks."""

    store: SqlCipherStore
    notices: tuple[str, ...]
    """Sentences for the officer."""
    audit: Verdict


def open_vault(
    unlocked: Unlocked,
    at: datetime,
    progress: Progress = lambda _done, _of: None,
    meanwhile: Callable[[SqlCipherStore], None] = lambda _: None,
) -> Opened:
    """Open an unlocked vault, in the ordinary way.

    An earlier copy of vault.json is corrected. Failed attempts and this unlock are audited. The
    audit's last 1,000 lines are checked, and all lines once a week. The file is checked quickly,
    and every page once a week and after a crash. A backup is made before an upgrade, during which
    `progress` is called.

    `meanwhile` may read during the quick check, before anything is written. Use its result only if
    nothing is raised, since the file may be damaged.

    Raises OldVaultFile where the passphrase is no longer valid, VaultDamaged with the newest
    backup's day, NotSaved where a backup has no room, and what `open_store` raises.
    """
    crashed = _has_unwritten(unlocked.database)
    store = _open(unlocked, at, progress)
    store.custody = VaultCustody(store, unlocked)
    try:
        whole = _look_for_damage(store, at.date(), crashed, meanwhile)
        notices = [*_clock_jump(store, at), *_put_right(store, unlocked, at)]
        notices += gone_back.notices(store, unlocked)
        verdict = _write_unlock(store, unlocked, at, whole=whole)
        if not verdict.sound:
            notices.append(
                f"{verdict} Tell the manager, and compare with the last verified backup."
            )
        notices.extend(_tidy(store, unlocked, at.date()))
        replaced = any(unlocked.folder.glob(f"{KEPT}*.db"))
        check = ActDone("documents.check", None, at)
        # What a restore replaced is kept for a while, with its documents.
        notices += document_check.check_documents(store, check, wholly=whole, sweep=not replaced)
    except BaseException:
        store.close()
        raise
    return Opened(store, tuple(notices), verdict)


def _open(unlocked: Unlocked, at: datetime, progress: Progress) -> SqlCipherStore:
    try:
        return unlocked.open(backup.before_upgrade(unlocked, at), progress)
    except VaultMissing:
        if not vault.databases(unlocked.folder):
            raise
        raise VaultMissing(
            f"vault.json names {unlocked.database.name}, which is not here, but another data file "
            "is: this vault.json is an earlier copy. Open the vault by its newest recovery sheet, "
            "which puts vault.json right."
        ) from None


def _look_for_damage(
    store: SqlCipherStore,
    today: date,
    crashed: bool,
    meanwhile: Callable[[SqlCipherStore], None],
) -> bool:
    """Raise VaultDamaged where the file is damaged; return whether the weekly check is due."""
    try:
        with store.reading() as session:
            checked = meta_value(session, _CHECKED_ON)
        whole = checked is None or _days_since(checked, today) >= DAYS_BETWEEN_FULL_CHECKS
        if whole or crashed:
            damaged = integrity.damage_anywhere(store)
            if not damaged:
                meanwhile(store)
        else:
            damaged = integrity.damage(store, lambda: meanwhile(store))
    except VaultDamaged:
        damaged = ["The file cannot be read."]
    if damaged:
        raise VaultDamaged(_damaged(store.folder))
    return whole


def _has_unwritten(database: Path) -> bool:
    """Tell whether the last program that had the vault open did not close it."""
    wal = database.with_name(f"{database.name}-wal")
    return wal.exists() and wal.stat().st_size > 0


def _damaged(folder: Path) -> str:
    there = backup.all_in(backup.folder_of(folder))
    made = backup.time_of(there[0]) if there else None
    advice = (
        "There is no backup in the vault's folder; look in the second place."
        if made is None
        else f"Restore the newest backup, of {made.day} {made:%B %Y, %H:%M} UTC."
    )
    return f"The data file is damaged; this is not a matter of the passphrase. {advice}"


def _clock_jump(store: SqlCipherStore, at: datetime) -> list[str]:
    """Audit an impossible clock, and return the notice.

    It is compared with the last unlock, which always has the computer's own time.
    """
    query = select(func.max(AUDIT.c.at)).where(AUDIT.c.action == "unlock")
    with store.reading() as session:
        stored = session.connection().scalar(query)
    last = datetime.fromisoformat(stored) if stored else at
    if last - CLOCK_MAY_DIFFER <= at <= last + LONGEST_SHUT:
        return []
    act = ActDone("vault.unlock", None, at)
    with store.writing(act) as session:
        moments = {"last": last.isoformat(timespec="seconds"), "now": at.isoformat()}
        record_event(session, act, "clock jump", detail=moments)
    was = last.astimezone()
    sentence = (
        f"The computer's clock says {at.astimezone():%d/%m/%Y %H:%M}, but this vault was last "
        f"opened on {was:%d/%m/%Y at %H:%M}. Check day and time before you record anything; the "
        "audit has both."
    )
    return [sentence]


def _put_right(store: SqlCipherStore, unlocked: Unlocked, at: datetime) -> list[str]:
    found = slots.present(unlocked)
    with store.reading() as session:
        text = meta_value(session, MIRROR) or ""
    mirror = vault_file.parse(text)
    mirror.prove(unlocked.master_key)
    if mirror.vault_id != found.vault_id:
        raise VaultDamaged("The data file belongs to another vault. Restore the newest backup.")
    if mirror.seq == found.seq:
        return []
    act = ActDone("vault_file.repair", None, at)
    detail = {"file": found.seq, "vault": mirror.seq}
    if found.seq > mirror.seq:
        # A crash came between the file and its copy. The file is right.
        with store.writing(act) as session:
            set_meta_value(session, MIRROR, found.text(unlocked.master_key))
            record_event(session, act, "finish key change", detail=detail)
        return []
    vault_file.write(unlocked.folder, text)
    with store.writing(act) as session:
        record_event(session, act, "repair vault.json", detail=detail)
    if not _still_holds(unlocked.slot_id, found, mirror):
        raise OldVaultFile
    return [_PUT_RIGHT]


def _still_holds(slot_id: str | None, found: VaultFile, mirror: VaultFile) -> bool:
    if slot_id is None:
        return True
    return slots.slot_of(found, slot_id) in mirror.slots


def _write_unlock(
    store: SqlCipherStore, unlocked: Unlocked, at: datetime, *, whole: bool
) -> Verdict:
    failed = attempts.logged(unlocked.folder)
    with store.reading() as session:
        verdict = verify(session) if whole else verify_end(session, LINES_AT_UNLOCK)
        officer_id = officer_of(session, unlocked.slot_id) if unlocked.slot_id else None
    act = ActDone("vault.unlock", officer_id, at)
    with store.writing(act) as session:
        for attempt in failed:
            record_event(session, act, "failed unlock", detail=attempt)
        record_event(session, act, "unlock", detail=_by(unlocked))
        _write_verdict(session, act, verdict, whole)
    # After the commit: a crash may audit an attempt twice, but never loses one.
    attempts.forget(unlocked.folder)
    return verdict


def _by(unlocked: Unlocked) -> dict[str, str | None]:
    if unlocked.slot_id is None:
        return {"by": "recovery sheet", "slot": None}
    return {"by": "passphrase", "slot": unlocked.slot_id}


def _write_verdict(session: Session, act: ActDone, verdict: Verdict, whole: bool) -> None:
    if not verdict.sound:
        record_event(session, act, "audit broken", detail={"line": verdict.broken_at})
    elif whole:
        set_meta_value(session, _CHECKED_ON, act.at.date().isoformat())
        record_event(session, act, "integrity", detail={"sound": True, "lines": verdict.lines})


def _days_since(day: str, today: date) -> int:
    # A clock that was set back must not reduce checks.
    return abs((today - date.fromisoformat(day)).days)


def _tidy(store: SqlCipherStore, unlocked: Unlocked, today: date) -> list[str]:
    """Remove what a key change left behind, and what was kept long enough."""
    notices = []
    number = _number(unlocked.database)
    finish_keeping(unlocked.folder)
    for database in vault.databases(unlocked.folder):
        if _number(database) < number:
            # What a restore replaced is kept, even if a crash came before its renaming.
            if _renewed_last(store):
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
    for kept in unlocked.folder.glob(f"{KEPT}*.db"):
        if kept.name[len(KEPT) : len(KEPT) + 10] < today.isoformat():
            remove_database(kept)
    return notices


def _renewed_last(store: SqlCipherStore) -> bool:
    """Tell whether new keys, not a restore, replaced the last data file."""
    query = select(AUDIT.c.action).where(AUDIT.c.action.in_(("restore", *_NEW_KEYS)))
    with store.reading() as session:
        last = session.connection().scalar(query.order_by(AUDIT.c.seq.desc()).limit(1))
    return last in _NEW_KEYS


def _number(database: Path) -> int:
    return int(database.stem.removeprefix("data-"))
