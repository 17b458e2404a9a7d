"""Notices when the computer's clock is set back while the vault is open."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from lado_desktop.casework.audit.journal import note
from lado_desktop.casework.shift import Shift

MAY_DIFFER = timedelta(minutes=5)
"""A clock may be corrected backwards by this much without notice."""


class ClockWatch:
    """Compares the wall clock with the monotonic clock.

    Reports steps back only. The monotonic clock stops while a computer sleeps, so a step forward
    looks like a night's sleep. Steps made while the vault was closed are found when it is opened.
    """

    def __init__(
        self,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wall, self._steady = wall, steady
        self._last = (wall(), steady())

    def look(self, shift: Shift) -> str:
        """Return a sentence about a step back and write it into the audit; None without one."""
        before, then = self._last
        now, at = self._wall(), self._steady()
        self._last = (now, at)
        if now >= before + timedelta(seconds=at - then) - MAY_DIFFER:
            return ""
        moments = {"last": before.isoformat(timespec="seconds"), "now": now.isoformat()}
        note(shift, shift.doing("clock.watch"), "clock jump", detail=moments)
        return (
            "The computer's clock was set back while the vault was open. Check day and time before "
            "you record anything; the audit has both."
        )
