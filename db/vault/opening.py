"""Opens a vault with all checks, and audits them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from db.backups import backup, gone_back
from db.documents import document_check, unclaimed
from db.freshness import keeping_note, looking
from db.freshness.looking import Findings
from db.freshness.turns import ACCEPT
from db.problem import OldVaultFile, VaultDamaged, VaultMissing
from db.records.audit import ActDone, record_event
from db.records.hash_chain import Verdict, verify, verify_end
from db.records.slot_officers import officer_of
from db.records.tables import AUDIT, meta_value, set_meta_value
from db.schema.upgrade import Progress
from db.sqlcipher import integrity
from db.sqlcipher.engine import disk_said_no
from db.sqlcipher.store import SqlCipherStore
from db.vault import attempts, days_of_use, location, slots, tidying, vault, vault_file
from db.vault.custody import VaultCustody
from db.vault.vault import MIRROR, Unlocked
from db.vault.vault_file import VaultFile

LINES_AT_UNLOCK = 1_000
DAYS_BETWEEN_FULL_CHECKS = 7
CLOCK_MAY_DIFFER = timedelta(minutes=5)
"""A clock may be corrected backwards by this much without notice."""
LONGEST_SHUT = timedelta(days=366)
_CHECKED_ON = "audit_checked_on"

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
    gone_back: tuple[str, ...] = ()
    """Sentences about restores, shown until the officer has read them."""


def open_vault(
    unlocked: Unlocked,
    at: datetime,
    progress: Progress = lambda _done, _of: None,
    meanwhile: Callable[[SqlCipherStore], None] = lambda _: None,
    accepted: str = "",
) -> Opened:
    """Open an unlocked vault, in the ordinary way.

    It is compared with what was last seen of it, before anything is written. `accepted` is the
    anchor of a vault that the officer opens although it is not as it was last seen. An earlier copy
    of vault.json is corrected. Failed attempts and this unlock are audited. The audit's last 1,000
    lines are checked, and all lines once a week. The file is checked quickly, and every page once a
    week and after a crash. A backup is made before an upgrade, during which `progress` is called.

    `meanwhile` may read during the quick check, before anything is written. Use its result only if
    nothing is raised, since the file may be damaged.

    Raises NotAsSeen, OldVaultFile where the passphrase is no longer valid, VaultDamaged with the
    newest backup's day, NotSaved where a backup has no room, and what `open_store` raises.
    """
    crashed = _has_unwritten(unlocked.database)
    seen: list[Findings] = []

    def look(connection: Connection) -> None:
        seen[:] = _looked_at(unlocked, connection, accepted)

    store = _open(unlocked, at, progress, look)
    custody = store.custody = VaultCustody(store, unlocked)
    try:
        whole = _look_for_damage(store, at.date(), crashed, meanwhile)
        if not seen:
            raise VaultDamaged(_damaged(store.folder))
        calm = days_of_use.is_calm(store, at)
        notices = [*_clock_jump(store, at), *_put_right(store, unlocked, at)]
        notices += location.open_to_others(store.folder)
        told = gone_back.unread(store, unlocked)
        _write_acceptance(store, unlocked, at, seen[0])
        verdict = _write_unlock(store, unlocked, at, whole=whole)
        if not verdict.sound:
            notices.append(
                f"{verdict} Tell the manager, and compare with the last verified backup."
            )
        notices.extend(tidying.tidy(store, unlocked, at.date(), calm=calm))
        check = ActDone("documents.check", None, at)
        unclaimed.look_over(store, check, calm=calm)
        notices += document_check.check_documents(store, check, wholly=whole)
        keeping_note.forget_moved(unlocked)
        store.seen = keeping_note.KeptNote(lambda: custody.known)
        store.see()
    except BaseException:
        store.close()
        raise
    return Opened(store, tuple(notices), verdict, tuple(told))


def _open(
    unlocked: Unlocked, at: datetime, progress: Progress, first: Callable[[Connection], None]
) -> SqlCipherStore:
    try:
        return unlocked.open(backup.before_upgrade(unlocked, at), progress, first)
    except VaultMissing:
        if not vault.databases(unlocked.folder):
            raise
        raise VaultMissing(
            f"vault.json names {unlocked.database.name}, which is not here, but another data file "
            "is: this vault.json is an earlier copy. Open the vault by its newest recovery sheet, "
            "which puts vault.json right."
        ) from None


def _looked_at(unlocked: Unlocked, connection: Connection, accepted: str) -> list[Findings]:
    """Compare a vault with what was last seen; return nothing where the file is damaged."""
    try:
        found = looking.look(unlocked, connection.exec_driver_sql)
    except DBAPIError as error:
        if disk_said_no(error):
            raise
        return []
    found.refuse(accepted)
    return [found]


def _write_acceptance(
    store: SqlCipherStore, unlocked: Unlocked, at: datetime, seen: Findings
) -> None:
    """Audit that an officer opens a vault that is not as it was last seen."""
    if not seen.found:
        return
    with store.reading() as session:
        officer_id = officer_of(session, unlocked.slot_id) if unlocked.slot_id else None
    act = ActDone("vault.accept", officer_id, at)
    with store.writing(act) as session:
        record_event(session, act, ACCEPT, detail={**_by(unlocked), **seen.detail()})


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
        practice = meta_value(session, "practice")
        record_event(session, act, "unlock", detail={**_by(unlocked), "practice": practice})
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
