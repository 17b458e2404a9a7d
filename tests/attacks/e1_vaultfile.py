"""vault.json is altered with its plain check put right: nothing crashes, opens or takes long."""

from __future__ import annotations

import time

from db.problem import VaultDamaged
from lado_desktop.unlocking.opening import open_shift
from tests.attacks.vaults import BROKEN, REFUSED, account, attacked, end
from tests.db.test_vault_file import CHANGES, Change, changed
from tests.whole_vault import PASSPHRASE

_LONGEST = 10.0
"""Seconds until the answer."""


def altered(change: Change) -> str:
    """Alter the file, and open the vault by the right passphrase."""
    with attacked("manager") as ours, account(ours.place, "lado"):
        changed(ours.folder, change)
        begun = time.monotonic()
        try:
            open_shift(ours.folder, PASSPHRASE).store.close()
        except VaultDamaged:
            return REFUSED if time.monotonic() - begun < _LONGEST else BROKEN
        return BROKEN


if __name__ == "__main__":
    end({name: altered(change) for name, change in CHANGES.items()})
