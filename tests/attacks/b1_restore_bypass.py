"""The weakest role goes back to a backup, after the vault was damaged or put away.

The evidence is to go with one change of the clock.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from db.vault import vault
from db.vault.opening import open_vault
from tests.attacks.vaults import (
    BROKEN,
    REFUSED,
    WAYS,
    Attacked,
    account,
    attacked,
    command,
    end,
    lado_is_told,
)
from tests.whole_vault import PASSPHRASE


def restored(way: str, who: str) -> str:
    """Try to go back to the backup by an account, after one way of damage."""
    with attacked("contact_officer") as ours:
        WAYS[way](ours)
        with account(ours.place, who):
            code, _ = command("restore", ours.backup, ours.folder)
        if code == 0:
            return lado_is_told(ours, "by Cora Clerk")
        return BROKEN if list(ours.folder.glob("kept-until-*")) else REFUSED


def set_on(days: int) -> str:
    """Set the clock on after a lawful restore: what it replaced is to stay."""
    with attacked("cover") as ours, account(ours.place, "lado"):
        command("restore", ours.backup, ours.folder)
        return _opened_at(ours, days)


def _opened_at(ours: Attacked, days: int) -> str:
    for late in (days, days, days + 1):
        unlocked = vault.unlock(ours.folder, PASSPHRASE)
        open_vault(unlocked, datetime.now(UTC) + timedelta(days=late)).store.close()
    return REFUSED if list(ours.folder.glob("kept-until-*.db")) else BROKEN


if __name__ == "__main__":
    found = {
        f"{way}, by {who} account": restored(way, who) for way in WAYS for who in ("lado", "second")
    }
    found |= {f"clock {days} days on": set_on(days) for days in (31, 365, 3_650)}
    end(found)
