"""A removed officer swaps the vault back under the old keys, to read what comes after."""

from __future__ import annotations

import shutil

from db.problem import NotAsSeen
from db.vault import vault
from db.vault.rotation import rotate
from lado_desktop.casework.custody import backups
from lado_desktop.casework.people import adults
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.unlocking.opening import begin_shift, open_shift
from tests.attacks.vaults import (
    ACT,
    BROKEN,
    REFUSED,
    THEIRS,
    TOLD,
    WAYS,
    Attacked,
    account,
    attacked,
    command,
    end,
)
from tests.whole_vault import NOW, PASSPHRASE


def _removed(ours: Attacked) -> None:
    """Remove the colleague: the vault gets new keys, and a backup under these."""
    with account(ours.place, "lado"):
        gone = vault.unlock(ours.folder, THEIRS).slot_id or ""
        renewed = rotate(vault.unlock(ours.folder, PASSPHRASE), PASSPHRASE, ACT, [gone])
        shift = begin_shift(renewed.unlocked, NOW)
        backups.back_up(shift, "after new keys")
        shift.store.close()


def _read_afterwards(ours: Attacked) -> str:
    """Let the LADO work as usual, and say whether the removed officer reads it."""
    with account(ours.place, "lado"):
        try:
            shift = open_shift(ours.folder, PASSPHRASE)
        except NotAsSeen:
            return TOLD
        except CaseworkError:
            return REFUSED
        adults.add(shift, {"family_name": "Secretafterwards"})
        shift.store.close()
    with account(ours.place, "second"):
        try:
            open_shift(ours.folder, THEIRS).store.close()
        except CaseworkError:
            return REFUSED
    return BROKEN


def came_back(way: str, who: str) -> str:
    """Restore the old backup by the old passphrase, after one way of damage."""
    with attacked("safeguarding_officer") as ours:
        _removed(ours)
        WAYS[way](ours)
        with account(ours.place, who):
            code, _ = command("restore", ours.backup, ours.folder)
        return REFUSED if code else _read_afterwards(ours)


def copied_back() -> str:
    """Copy the files of before over those of today, without a command."""
    with attacked("safeguarding_officer") as ours:
        for name in ("data-1.db", "vault.json"):
            shutil.copy(ours.folder / name, ours.place / "theirs")
        _removed(ours)
        ours.data.unlink()
        for name in ("data-1.db", "vault.json"):
            shutil.copy(ours.place / "theirs" / name, ours.folder / name)
        return _read_afterwards(ours)


if __name__ == "__main__":
    found = {
        f"{way}, by {who} account": came_back(way, who)
        for way in WAYS
        for who in ("lado", "second")
    }
    end({**found, "files copied back": copied_back()})
