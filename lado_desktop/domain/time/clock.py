"""What time it is where the service works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Clock(Protocol):
    """Tells the time. Facts are local civil time; only the audit is in UTC."""

    def now(self) -> datetime:
        """The moment, aware, in London."""

    def today(self) -> date:
        """The day in London."""


@dataclass(frozen=True)
class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """The moment, aware, in London."""
        return datetime.now(UTC).astimezone(LONDON)

    def today(self) -> date:
        """The day in London."""
        return self.now().date()


@dataclass(frozen=True)
class StoppedClock:
    """A stopped clock: practice data and tests are the same on every day."""

    moment: datetime

    def now(self) -> datetime:
        """The moment it shows, in London."""
        return self.moment.astimezone(LONDON)

    def today(self) -> date:
        """The day it shows, in London."""
        return self.now().date()
