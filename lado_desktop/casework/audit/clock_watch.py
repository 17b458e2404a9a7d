"""A watch over the computer's clock while the vault is open: setting it back is noticed."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from lado_desktop.casework.audit.journal import note
from lado_desktop.casework.shift import Shift

MAY_DIFFER = timedelta(minutes=5)
"""A computer that sets its clock right may go back so far."""


class ClockWatch:
    """Compares the clock that can be set with one that cannot.

    Only a step back is one: the clock that cannot be set stops while a computer sleeps, so a step
    forward looks like a night. Steps over a closed vault are found when it is opened.
    """

    def __init__(
        self,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wall, self._steady = wall, steady
        self._last = (wall(), steady())

    def look(self, shift: Shift) -> str:
        """Return the sentence about a step back, which is in the audit then; nothing for none."""
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
