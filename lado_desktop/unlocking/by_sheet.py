"""Opening a vault with its recovery sheet: an officer gets a new passphrase.

Nobody works by the sheet itself: each act belongs to an officer. Its use is audited.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from db.backups import backup
from db.freshness import looking
from db.records import slot_officers
from db.records.audit import ActDone
from db.schema.upgrade import Progress
from db.vault import slots, vault
from db.vault.opening import open_vault
from lado_desktop.casework.settings.in_post import in_post
from lado_desktop.casework.settings.officers import words_in
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.time.clock import LONDON
from lado_desktop.unlocking.opening import NotReady, begin_shift

AFTERWARDS = (
    "The vault was opened by its recovery sheet, and your passphrase is a new one; the audit says "
    "both. Put the sheet back into a sealed envelope in the manager's safe. If anybody may have "
    "seen or copied it, give the vault new keys and a new sheet: the manual says how, under "
    "The recovery sheet."
)
"""The notice after opening with the sheet."""


@dataclass(frozen=True)
class Holder:
    """An officer in post with a key slot, whose passphrase can be replaced."""

    slot_id: str
    name: str


def holders(
    folder: Path,
    typed: str,
    progress: Progress = lambda _done, _of: None,
    accepted: str = "",
) -> list[Holder]:
    """Return the officers whose passphrase the sheet can replace, and audit its use.

    `progress` is called during the upgrade of an older vault. `accepted` is as in `open_vault`.
    Raises SheetMistyped, WrongSheet,
    NotReady where there is no such officer, and what `db.vault.opening.open_vault` raises.
    """
    unlocked = vault.unlock_with_sheet(folder, typed)
    at = datetime.now(UTC)
    with closing(open_vault(unlocked, at, progress, accepted=accepted).store) as store:
        found = []
        with store.reading() as session:
            here = set(session.scalars(in_post(at.astimezone(LONDON).date())))
            for slot in slots.slots(folder):
                officer_id = slot_officers.officer_of(session, slot.id)
                if officer_id in here:
                    officer = session.get_one(Officer, officer_id)
                    found.append(Holder(slot.id, officer.name))
    if not found:
        raise NotReady(
            "The recovery sheet opens this vault, but no officer has a place in it. Restore the "
            "newest backup."
        )
    return found


def open_by_sheet(folder: Path, typed: str, slot_id: str, passphrase: str) -> Shift:
    """Give an officer a new passphrase by the sheet, and begin that officer's shift.

    `holders` was called before, and its officers accepted. Raises what it raises, NoSuchSlot and
    WeakPassphrase. Nothing is changed then.
    """
    at = datetime.now(UTC)
    by_sheet = vault.unlock_with_sheet(folder, typed)
    before, first = backup.before_upgrade(by_sheet, at), looking.refusing(by_sheet)
    with closing(by_sheet.open(before, first=first)) as store:
        with store.reading() as session:
            officer_id = slot_officers.officer_of(session, slot_id)
            words = words_in(session, slot_id)
        act = ActDone("passphrase.replace", officer_id, at)
        unlocked = slots.replace_passphrase(store, by_sheet, slot_id, passphrase, act, words)
    shift = begin_shift(unlocked, at)
    return replace(shift, notices=(*shift.notices, AFTERWARDS))
