"""Opening a vault with a one-time code: a new officer chooses a passphrase."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from db.freshness import looking
from db.records.audit import ActDone
from db.schema.upgrade import Progress
from db.vault.slots import claim
from lado_desktop.casework.settings.officers import words_in
from lado_desktop.casework.shift import Shift
from lado_desktop.unlocking.opening import begin_shift


def open_by_code(
    folder: Path,
    typed: str,
    passphrase: str,
    progress: Progress = lambda _done, _of: None,
) -> Shift:
    """Replace a code by a passphrase, and begin the shift of its officer.

    `progress` is called during the upgrade of an older vault. Raises what `db.vault.slots.claim`
    and `begin_shift` raise. After a refused passphrase the code is still valid. A vault that is not
    as it was last seen is for another officer to open first.
    """
    at = datetime.now(UTC)
    act = ActDone("officer.take_up_code", None, at)
    unlocked = claim(folder, typed, passphrase, act, words_in, progress, looking.refusing)
    return begin_shift(unlocked, at)
