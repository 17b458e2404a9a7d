"""The calendar of the invented service, which runs all lives in the order of time.

A life is a generator of moments. It acts at each moment before it yields the next. So acts of all
lives interleave, and the audit looks like that of a real service.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.time.clock import LONDON, StoppedClock
from lado_desktop.domain.time.working_days import is_working_day

Life = Iterator[datetime]


class Diary:
    """Runs lives up to the moment on the service's clock."""

    def __init__(self, shift: Shift, random: Random) -> None:
        self._end = shift.clock.now()
        self._base = shift
        self._waiting: list[tuple[datetime, int, Life]] = []
        self._order = count()
        self.random = random
        self.shift = shift
        """The shift at the current moment."""

    @property
    def today(self) -> date:
        """Today's date in the calendar."""
        return self.shift.today

    def begin(self, life: Life) -> None:
        """Start a life at the moment that it yields first."""
        moment = next(life, None)
        if moment is not None and moment <= self._end:
            heapq.heappush(self._waiting, (moment, next(self._order), life))

    def run(self) -> None:
        """Run all lives. Moments after the end do not happen."""
        while self._waiting:
            moment, _, life = heapq.heappop(self._waiting)
            self.shift = replace(self._base, clock=StoppedClock(moment))
            self.begin(life)

    def at(self, day: date, hour: int | None = None) -> datetime:
        """Return a moment in a day's office hours, or in those of the next working day."""
        while not is_working_day(day):
            day += timedelta(days=1)
        chosen = time(hour if hour is not None else self.random.randint(9, 16))
        return datetime.combine(day, chosen, LONDON) + timedelta(minutes=self.random.randint(0, 50))

    def after(self, days: float, hour: int | None = None) -> datetime:
        """Return a moment some days from now; for 0 days, an hour later."""
        if days < 1:
            return self.shift.clock.now() + timedelta(minutes=self.random.randint(20, 70))
        return self.at(self.today + timedelta(days=round(days)), hour)
