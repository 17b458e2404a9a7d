"""The officers' slots in vault.json: adding one by a code, taking it up, changing a passphrase.

vault.json is replaced first and its copy in the database follows. After a crash between the two
the file is one ahead, and `db.opening` brings the copy up.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from db import enrolment, place, vault, vault_file
from db import passphrase as passphrases
from db.audit import Act, record_event
from db.keys import Slot, Stretching, unwrap, wrap
from db.problem import EnrolmentRefused, NoSuchSlot, VaultDamaged, WrongPassphrase
from db.store import Store
from db.tables import META, meta_value, set_meta_value
from db.vault import MIRROR, Unlocked
from db.vault_file import VaultFile


def slots(folder: Path) -> tuple[Slot, ...]:
    """Return the slots of a vault; nobody's passphrase is needed. Raises what `unlock` raises."""
    return vault_file.parse(vault.text_of(folder)).slots


def present(unlocked: Unlocked) -> VaultFile:
    """Return what vault.json says now, proved. Raises VaultDamaged or VaultMissing."""
    found = vault_file.parse(vault.text_of(unlocked.folder))
    found.prove(unlocked.master_key)
    return found


def officer_of(session: Session, slot_id: str) -> UUID | None:
    """Return whose slot it is."""
    found = meta_value(session, _officer_key(slot_id))
    return None if found is None else UUID(found)


def name_officer(session: Session, slot_id: str, officer_id: UUID) -> None:
    """Let a slot be this officer's."""
    set_meta_value(session, _officer_key(slot_id), officer_id.hex)


def forget_officer(session: Session, slot_id: str) -> None:
    """Let a slot be nobody's."""
    session.connection().execute(delete(META).where(META.c.key == _officer_key(slot_id)))


def add_officer(
    store: Store,
    unlocked: Unlocked,
    officer_id: UUID,
    label: str,
    act: Act,
    stretching: Stretching | None = None,
) -> str:
    """Make a slot that waits for an officer and return the one-time code that opens it.

    The code is said to the officer and kept nowhere. It can be taken up for 14 days.
    """
    found = present(unlocked)
    code = enrolment.new_code()
    slot = wrap(
        unlocked.master_key,
        code,
        label,
        found.bound_to,
        stretching or Stretching(),
        slot_id=secrets.token_hex(8),
        until=last_day(act),
    )
    fresh = replace(found, slots=(*found.slots, slot))
    with _writing(store, unlocked, fresh, act, "add officer", slot) as session:
        name_officer(session, slot.id, officer_id)
    return code


def take_up(
    folder: Path,
    typed: str,
    passphrase: str,
    act: Act,
    words_in: Callable[[Session, str], Iterable[str]] | None = None,
) -> Unlocked:
    """Take up an enrolment: the code opens the vault once and gives way to the passphrase.

    `words_in` returns the words of the service and of a slot's officer, which lie in the vault and
    make no passphrase. Raises EnrolmentRefused where the code is wrong or its time is over,
    WeakPassphrase, InUse, and what `unlock` raises. A refused passphrase leaves the code as it was.
    """
    place.check(folder)
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
        store = unlocked.open()
        try:
            if words_in is not None:
                with store.reading() as session:
                    passphrases.check(passphrase, words_in(session, slot.id))
            _rewrap(store, unlocked, slot, passphrase, act, "take up enrolment")
        finally:
            store.close()
        return unlocked
    raise EnrolmentRefused(
        "This code opens no enrolment: it was mistyped, taken up already, or replaced by a newer "
        "one. Compare it with what you were given, or ask for a new code."
    )


def change_passphrase(
    store: Store,
    unlocked: Unlocked,
    old: str,
    new: str,
    act: Act,
    known_words: Iterable[str] = (),
) -> None:
    """Change the passphrase of the officer who unlocked. The data file is not touched.

    Raises WrongPassphrase for the old one, WeakPassphrase for the new one.
    """
    found = present(unlocked)
    slot = slot_of(found, unlocked.slot_id)
    unwrap(slot, old, found.bound_to)
    passphrases.check(new, known_words)
    _rewrap(store, unlocked, slot, new, act, "change passphrase")


def replace_passphrase(
    store: Store,
    unlocked: Unlocked,
    slot_id: str,
    new: str,
    act: Act,
    known_words: Iterable[str] = (),
) -> Unlocked:
    """Give an officer who forgot the passphrase a new one; the recovery sheet opened the vault.

    Returns the vault as unlocked by that officer. Raises NoSuchSlot, WeakPassphrase, and
    PermissionError where a passphrase opened the vault: then only one's own may be changed.
    """
    if unlocked.slot_id is not None:
        raise PermissionError("Only the recovery sheet lets a passphrase be replaced unseen.")
    slot = slot_of(present(unlocked), slot_id)
    passphrases.check(new, known_words)
    _rewrap(store, unlocked, slot, new, act, "replace passphrase")
    return replace(unlocked, slot_id=slot_id)


def renew_code(store: Store, unlocked: Unlocked, slot_id: str, act: Act) -> str:
    """Give another officer a new one-time code in place of a passphrase, or of an earlier code.

    For a passphrase that was forgotten and a code that ran out. Raises NoSuchSlot, also for one's
    own slot: one's own passphrase is changed.
    """
    slot = slot_of(present(unlocked), slot_id)
    if slot.id == unlocked.slot_id:
        raise NoSuchSlot("Your own passphrase is changed, not given by a code.")
    code = enrolment.new_code()
    _rewrap(store, unlocked, slot, code, act, "new code", last_day(act))
    return code


def slot_of(found: VaultFile, slot_id: str | None) -> Slot:
    """Return a slot by its id. Raises NoSuchSlot."""
    for slot in found.slots:
        if slot.id == slot_id:
            return slot
    raise NoSuchSlot("This officer has no passphrase in the vault. Add the officer again.")


def last_day(act: Act) -> date:
    """Return the last day on which an enrolment made now can be taken up."""
    return act.at.date() + timedelta(days=enrolment.DAYS)


def _check_time(slot: Slot, today: date) -> None:
    if slot.until is not None and today > slot.until:
        raise EnrolmentRefused(
            f"This code could be taken up until {slot.until.day} {slot.until:%B %Y}. "
            "Ask for a new code."
        )


def _rewrap(
    store: Store,
    unlocked: Unlocked,
    slot: Slot,
    passphrase: str,
    act: Act,
    action: str,
    until: date | None = None,
) -> None:
    found = present(unlocked)
    fresh = wrap(
        unlocked.master_key,
        passphrase,
        slot.label,
        found.bound_to,
        slot.stretching,
        slot_id=slot.id,
        until=until,
    )
    changed = replace(
        found, slots=tuple(fresh if one.id == slot.id else one for one in found.slots)
    )
    with _writing(store, unlocked, changed, act, action, fresh):
        pass


@contextmanager
def _writing(
    store: Store, unlocked: Unlocked, fresh: VaultFile, act: Act, action: str, slot: Slot
) -> Iterator[Session]:
    """Replace vault.json, then its copy in the database with a line in the audit."""
    with store.reading() as session:
        mirror = meta_value(session, MIRROR)
    if mirror is None:
        raise VaultDamaged("The vault lacks its copy of vault.json. Restore the newest backup.")
    seq = max(fresh.seq, vault_file.parse(mirror).seq) + 1
    text = replace(fresh, seq=seq).text(unlocked.master_key)
    vault_file.write(unlocked.folder, text)
    with store.writing(act) as session:
        set_meta_value(session, MIRROR, text)
        record_event(session, act, action, detail={"slot": slot.id, "label": slot.label})
        yield session


def _officer_key(slot_id: str) -> str:
    return f"officer of slot {slot_id}"
