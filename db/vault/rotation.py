"""Changes the master key, when an officer leaves or the recovery sheet is renewed.

The records are copied under the new key and checked. Then one replacement of vault.json switches,
so that a crash leaves the old vault or the new one, whole.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from db.problem import NoSuchSlot
from db.records import slot_officers
from db.records.audit import ActDone, record_event
from db.secrets import enrolment
from db.secrets.keys import new_master_key, unwrap, wrap
from db.vault import slots, vault, vault_file
from db.vault.in_use import VaultLock
from db.vault.replaced import remove_database
from db.vault.switching import switch
from db.vault.vault import Unlocked
from db.vault.vault_file import VaultFile


@dataclass(frozen=True)
class Rotated:
    """The vault under its new key. Its `master_key` makes the sheet."""

    unlocked: Unlocked
    codes: Mapping[str, str] = field(repr=False)
    """The one-time code of each other officer's slot."""


def rotate(
    unlocked: Unlocked,
    passphrase: str,
    act: ActDone,
    removed: Collection[str] = (),
    held: VaultLock | None = None,
    edit: Callable[[Session], None] = lambda _: None,
) -> Rotated:
    """Give a closed vault a new master key, without the removed slots.

    The passphrase of the officer who unlocked stays. Every other officer chooses a new one by a
    code. The old recovery sheet opens only older backups. The audit and its key are copied. 1 s for
    100 MB. `held` is the lock of the caller that closed the data file
    (`SqlCipherStore.replace_database`). `edit` changes the records in the same step. Raises
    WrongPassphrase, InUse, NoSuchSlot (unknown or the officer's own), NotSaved; the vault is
    unchanged then.
    """
    lock = held or VaultLock(unlocked.folder)
    try:
        found = slots.present(unlocked)
        own = slots.slot_of(found, unlocked.slot_id)
        for slot_id in removed:
            if slots.slot_of(found, slot_id).id == own.id:
                raise NoSuchSlot("Nobody removes themselves: another officer has to do it.")
        unwrap(own, passphrase, found.bound_to)
        master_key = new_master_key()
        kept = [slot for slot in found.slots if slot.id not in removed]
        codes = {slot.id: enrolment.new_code() for slot in kept if slot.id != own.id}
        fresh = VaultFile(
            found.vault_id,
            found.seq + 1,
            found.key_gen + 1,
            vault.next_database(unlocked.folder),
            tuple(
                wrap(
                    master_key,
                    codes.get(slot.id, passphrase),
                    slot.label,
                    vault_file.bound_to(found.vault_id, found.key_gen + 1),
                    slot.stretching,
                    slot_id=slot.id,
                    until=slots.last_day(act) if slot.id in codes else None,
                )
                for slot in kept
            ),
        )
        renewed = vault.unlocked(unlocked.folder, fresh, master_key, own.id)

        def tell_and_edit(session: Session) -> None:
            detail = {"removed": sorted(removed), "codes": sorted(codes)}
            action = "remove officer" if removed else "renew keys"
            record_event(session, act, action, detail=detail)
            for slot_id in removed:
                slot_officers.forget_officer(session, slot_id)
            edit(session)

        text = fresh.text(master_key)
        switch(unlocked.database, unlocked.key, renewed, text, act, tell_and_edit)
        with suppress(OSError):  # held by a scanner: it goes at the next opening
            remove_database(unlocked.database)
    finally:
        if held is None:
            lock.release()
    return Rotated(renewed, codes)
