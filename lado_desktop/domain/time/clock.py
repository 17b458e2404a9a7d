"""The current time where the service works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Clock(Protocol):
    """Tells the time in London. Only the audit uses UTC."""

    def now(self) -> datetime:
        """The current moment in London, with its time zone."""

    def today(self) -> date:
        """Today's date in London."""


@dataclass(frozen=True)
class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """The current moment in London, with its time zone."""
        return datetime.now(UTC).astimezone(LONDON)

    def today(self) -> date:
        """Today's date in London."""
        return self.now().date()


@dataclass(frozen=True)
class StoppedClock:
    """A clock that shows one moment, so that practice data and tests never change."""

    moment: datetime

    def now(self) -> datetime:
        """The moment, in London."""
        return self.moment.astimezone(LONDON)

    def today(self) -> date:
        """The day of that moment, in London."""
        return self.now().date()
