"""A whole vault with its keys, as the program makes one, though opened by few steps of stretching.

Tests of records work on a copied database; only what is about keys, backups or opening needs this.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from db.secrets.keys import Stretching
from db.vault import vault
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.time.clock import StoppedClock
from lado_desktop.unlocking.opening import FirstOfficer, RecoverySheet, begin_shift, make_vault

PASSPHRASE = "otter lantern crocus seventeen"
QUICK = Stretching(memory_kib=64 * 1024, passes=1)
NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
"""A Monday morning."""


def made_vault(folder: Path) -> RecoverySheet:
    """Put a vault of Bromley's one officer into a folder that is not there yet.

    Each is a copy of the same vault: making one costs 0.3 s of processor time.
    """
    files, sheet = _made_once()
    folder.mkdir(mode=0o700)
    for name, content in files.items():
        path = folder / name
        path.touch(mode=0o600)
        path.write_bytes(content)
    return sheet


@cache
def _made_once() -> tuple[dict[str, bytes], RecoverySheet]:
    """Make the vault, and return what is in its files with its recovery sheet."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "vault"
        officer = FirstOfficer("Ottilie Marsh")
        sheet = make_vault(folder, PASSPHRASE, "bromley", officer, stretching=QUICK)
        return {path.name: path.read_bytes() for path in folder.iterdir()}, sheet


@contextmanager
def whole_vault(folder: Path) -> Iterator[Shift]:
    """Make a vault and open it, with the clock stopped at five past nine. Closes it at the end."""
    made_vault(folder)
    begun = begin_shift(vault.unlock(folder, PASSPHRASE), NOW)
    yield replace(begun, clock=StoppedClock(NOW))
    begun.store.close()
