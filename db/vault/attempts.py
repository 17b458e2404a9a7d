"""Wrong passphrases: each makes the next one wait longer, also after a restart.

The log has no case data: only time, account and slot. The next unlock moves it into the audit. The
wait uses a clock that cannot be set.
"""

from __future__ import annotations

import getpass
import json
import math
import os
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from db.problem import TooSoon, WrongPassphrase
from db.vault import vault
from db.vault.vault import Unlocked

LOG = "unlock-log.jsonl"
LONGEST_WAIT = 60
MOST_IN_A_ROW = 100
"""After this many in a row each waits 15 minutes (NIST SP 800-63B)."""
WAIT_AFTER_MOST = 15 * 60


def seconds_to_wait(wrong: int) -> int:
    """Return the wait after a number of wrong passphrases: 0, 0, 0, 2, 4, 8 … 60 seconds."""
    if wrong >= MOST_IN_A_ROW:
        return WAIT_AFTER_MOST
    return 0 if wrong < 4 else min(LONGEST_WAIT, 2 ** min(wrong - 3, 6))


class Attempts:
    """The attempts to unlock one vault in this run of the program.

    A new run waits in full again, so neither a restart nor setting the clock helps.
    """

    def __init__(self, folder: Path, seconds: Callable[[], float] = time.monotonic) -> None:
        self._folder = folder
        self._seconds = seconds
        self.wrong = len(_lines(folder))
        # In full again: otherwise a restart would skip the wait.
        self._next = seconds() + seconds_to_wait(self.wrong)

    def wait(self) -> int:
        """Return the seconds until the next passphrase is accepted."""
        return max(0, math.ceil(self._next - self._seconds()))

    def unlock(self, passphrase: str, at: datetime, slot_id: str | None = None) -> Unlocked:
        """Unlock the vault. Raises TooSoon without trying, and what `vault.unlock` raises."""
        if seconds := self.wait():
            raise TooSoon(seconds, self.wrong)
        try:
            return vault.unlock(self._folder, passphrase, slot_id)
        except WrongPassphrase:
            self._note(at, slot_id)
            raise

    def _note(self, at: datetime, slot_id: str | None) -> None:
        line = {"at": at.isoformat(timespec="seconds"), "account": getpass.getuser()}
        with suppress(OSError):  # a full disk: the wait is enforced in this run at least
            # A link planted there is not followed. Windows has no such flag, and hardly such links.
            flags = os.O_CREAT | os.O_APPEND | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
            descriptor = os.open(self._folder / LOG, flags, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(json.dumps({**line, "slot": slot_id}) + "\n")
        # On a full disk no line was written, so this run counts by itself.
        self.wrong = max(self.wrong + 1, len(_lines(self._folder)))
        self._next = self._seconds() + seconds_to_wait(self.wrong)


def logged(folder: Path) -> list[dict[str, Any]]:
    """Return the failures not yet in the audit. A malformed line is reported as unreadable."""
    found = []
    for line in _lines(folder):
        try:
            data = json.loads(line)
            found.append({name: str(data[name]) for name in ("at", "account", "slot")})
        except (ValueError, KeyError, TypeError):
            found.append({"at": "", "account": "", "slot": "a line that cannot be read"})
    return found


def forget(folder: Path) -> None:
    """Empty the log, once its lines are in the audit."""
    with suppress(OSError):
        (folder / LOG).unlink(missing_ok=True)


def _lines(folder: Path) -> list[str]:
    try:
        return (folder / LOG).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
