"""The officers' slots in vault.json: add one with a code, claim it, change a passphrase.

vault.json is replaced last in the transaction that writes its copy in the database. After a crash
between the two the file is one step ahead, and `db.vault.opening` updates the copy. If the disk
accepts the file but not the transaction, the file is restored.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from db.backups import backup
from db.problem import (
    EnrolmentRefused,
    NoSuchSlot,
    VaultDamaged,
    VaultProblem,
    WrongPassphrase,
)
from db.records.audit import ActDone, record_event
from db.records.slot_officers import name_officer
from db.records.tables import meta_value, set_meta_value
from db.schema.upgrade import Progress
from db.secrets import enrolment
from db.secrets import passphrase as passphrases
from db.secrets.keys import Slot, Stretching, unwrap, wrap
from db.sqlcipher import disk_reserve
from db.sqlcipher.store import SqlCipherStore
from db.vault import location, vault, vault_file
from db.vault.vault import MIRROR, Unlocked
from db.vault.vault_file import VaultFile


def slots(folder: Path) -> tuple[Slot, ...]:
    """Return the slots of a vault, without a passphrase. Raises what `unlock` raises."""
    return vault_file.parse(vault.text_of(folder)).slots


def present(unlocked: Unlocked) -> VaultFile:
    """Return the checked content of vault.json. Raises VaultDamaged or VaultMissing."""
    found = vault_file.parse(vault.text_of(unlocked.folder))
    found.prove(unlocked.master_key)
    return found


def add_officer(
    store: SqlCipherStore,
    unlocked: Unlocked,
    officer_id: UUID,
    label: str,
    act: ActDone,
    stretching: Stretching | None = None,
    edit: Callable[[Session], None] = lambda _: None,
) -> str:
    """Add a slot for an officer, and return the one-time code that opens it.

    The code is stored nowhere and valid for 14 days. `edit` changes the records in the same step.
    Raises NotSaved; nothing is added then.
    """
    code = enrolment.new_code()
    slot = wrap(
        unlocked.master_key,
        code,
        label,
        present(unlocked).bound_to,
        stretching or Stretching(),
        slot_id=secrets.token_hex(8),
        until=last_day(act),
    )
    with _Change(store, unlocked, act, "add officer").writing(slot) as session:
        edit(session)
        name_officer(session, slot.id, officer_id)
    return code


def claim(
    folder: Path,
    typed: str,
    passphrase: str,
    act: ActDone,
    words_in: Callable[[Session, str], Iterable[str]] | None = None,
    progress: Progress = lambda _done, _of: None,
    first: Callable[[Unlocked], Callable[[Connection], None]] = lambda _: lambda _: None,
) -> Unlocked:
    """Claim a slot: the code opens the vault once and is replaced by the passphrase.

    `progress` is called during the upgrade of an older vault. `words_in` returns the words of the
    service and officer in the vault, which are unsuitable as a passphrase. `first` returns what
    looks at the vault before anything is written (`Unlocked.open`). Raises EnrolmentRefused
    where the code is wrong or expired, WeakPassphrase, InUse, and what `unlock` raises. After a
    refused passphrase the code is still valid.
    """
    location.check(folder)
    code = enrolment.read(typed)
    passphrases.check(passphrase)
    found = vault_file.parse(vault.text_of(folder))
    for slot in found.slots:
        if slot.until is None:
            continue
        try:
            master_key = unwrap(slot, code, found.bound_to)
        except WrongPassphrase:
            continue
        found.prove(master_key)
        _check_time(slot, act.at.date())
        unlocked = vault.unlocked(folder, found, master_key, slot.id)
        before = backup.before_upgrade(unlocked, act.at)
        store = unlocked.open(before, progress, first(unlocked))
        try:
            if words_in is not None:
                with store.reading() as session:
                    passphrases.check(passphrase, words_in(session, slot.id))
            _Change(store, unlocked, act, "take up enrolment").rewrap(slot, passphrase)
        finally:
            store.close()
        return unlocked
    raise EnrolmentRefused(
        "This code opens no enrolment: it was mistyped, taken up already, or replaced by a newer "
        "one. Compare it with what you were given, or ask for a new code."
    )


def change_passphrase(
    store: SqlCipherStore,
    unlocked: Unlocked,
    old: str,
    new: str,
    act: ActDone,
    known_words: Iterable[str] = (),
) -> None:
    """Change the passphrase of the officer who unlocked. The data file is not touched.

    Raises WrongPassphrase for the old one, WeakPassphrase for the new one.
    """
    found = present(unlocked)
    slot = slot_of(found, unlocked.slot_id)
    unwrap(slot, old, found.bound_to)
    passphrases.check(new, known_words)
    _Change(store, unlocked, act, "change passphrase").rewrap(slot, new)


def replace_passphrase(
    store: SqlCipherStore,
    unlocked: Unlocked,
    slot_id: str,
    new: str,
    act: ActDone,
    known_words: Iterable[str] = (),
) -> Unlocked:
    """Replace an officer's forgotten passphrase, after the recovery sheet opened the vault.

    Returns the vault as unlocked by that officer. Raises NoSuchSlot, WeakPassphrase, and
    PermissionError where a passphrase opened the vault: that officer may change only their own.
    """
    if unlocked.slot_id is not None:
        raise PermissionError("Only the recovery sheet lets a passphrase be replaced unseen.")
    slot = slot_of(present(unlocked), slot_id)
    passphrases.check(new, known_words)
    _Change(store, unlocked, act, "replace passphrase").rewrap(slot, new)
    return replace(unlocked, slot_id=slot_id)


def renew_code(store: SqlCipherStore, unlocked: Unlocked, slot_id: str, act: ActDone) -> str:
    """Give another officer a one-time code that replaces a passphrase or an older code.

    Raises NoSuchSlot, also for the officer's own slot, whose passphrase is changed instead.
    """
    slot = slot_of(present(unlocked), slot_id)
    if slot.id == unlocked.slot_id:
        raise NoSuchSlot("Your own passphrase is changed, not given by a code.")
    code = enrolment.new_code()
    _Change(store, unlocked, act, "new code").rewrap(slot, code, last_day(act))
    return code


def slot_of(found: VaultFile, slot_id: str | None) -> Slot:
    """Return a slot by its id. Raises NoSuchSlot."""
    for slot in found.slots:
        if slot.id == slot_id:
            return slot
    raise NoSuchSlot("This officer has no passphrase in the vault. Add the officer again.")


def last_day(act: ActDone) -> date:
    """Return the last day to claim a code made now."""
    return act.at.date() + timedelta(days=enrolment.DAYS)


def _check_time(slot: Slot, today: date) -> None:
    if slot.until is not None and today > slot.until:
        raise EnrolmentRefused(
            f"This code could be taken up until {slot.until.day} {slot.until:%B %Y}. "
            "Ask for a new code."
        )


@dataclass(frozen=True)
class _Change:
    """A change of the slots in vault.json and its copy, with an audit line."""

    store: SqlCipherStore
    unlocked: Unlocked
    act: ActDone
    action: str

    def rewrap(self, slot: Slot, passphrase: str, until: date | None = None) -> None:
        """Let another passphrase open a slot, or a code until a day."""
        fresh = wrap(
            self.unlocked.master_key,
            passphrase,
            slot.label,
            present(self.unlocked).bound_to,
            slot.stretching,
            slot_id=slot.id,
            until=until,
        )
        with self.writing(fresh):
            pass

    @contextmanager
    def writing(self, slot: Slot) -> Iterator[Session]:
        """Open the transaction that adds a slot, or replaces the one with the same id."""
        found = present(self.unlocked)
        with self.store.reading() as session:
            mirror = meta_value(session, MIRROR)
        if mirror is None:
            raise VaultDamaged("The vault lacks its copy of vault.json. Restore the newest backup.")
        seq = max(found.seq, vault_file.parse(mirror).seq) + 1
        changed = {one.id: one for one in found.slots} | {slot.id: slot}
        if len(changed) > vault_file.MOST_SLOTS:
            raise VaultProblem(
                f"A vault has keys for {vault_file.MOST_SLOTS} officers at most. Remove the key of "
                "somebody who has left, then add this one."
            )
        fresh = replace(found, seq=seq, slots=tuple(changed.values()))
        text = fresh.text(self.unlocked.master_key)
        try:
            with self.store.writing(self.act) as session:
                set_meta_value(session, MIRROR, text)
                detail = {"slot": slot.id, "label": slot.label}
                record_event(session, self.act, self.action, detail=detail)
                yield session
                vault_file.write(self.unlocked.folder, text)
        except BaseException:
            if vault.text_of(self.unlocked.folder) == text:
                self._put_back(replace(found, seq=seq + 1))
            raise

    def _put_back(self, former: VaultFile) -> None:
        """Restore the former vault.json on a disk that may be full.

        It gets the higher number, so that it does not look like an earlier copy.
        """
        disk_reserve.free(self.unlocked.folder)
        vault_file.write(self.unlocked.folder, former.text(self.unlocked.master_key))
