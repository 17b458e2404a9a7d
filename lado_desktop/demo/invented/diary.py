"""The calendar of an invented service: every life in it goes on, day by day, in the order of time.

A life is a generator of moments: what it does between two of them it does at the first. So the acts
of all lives interleave as they would in a real service, and the audit reads like a real one.
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
    """Runs lives up to the moment that the service's clock shows."""

    def __init__(self, shift: Shift, random: Random) -> None:
        self._end = shift.clock.now()
        self._base = shift
        self._waiting: list[tuple[datetime, int, Life]] = []
        self._order = count()
        self.random = random
        self.shift = shift
        """The shift at the moment that has come."""

    @property
    def today(self) -> date:
        """The day that has come."""
        return self.shift.today

    def begin(self, life: Life) -> None:
        """Let a life begin; it says itself when."""
        moment = next(life, None)
        if moment is not None and moment <= self._end:
            heapq.heappush(self._waiting, (moment, next(self._order), life))

    def run(self) -> None:
        """Go through time. What would come after the end does not come."""
        while self._waiting:
            moment, _, life = heapq.heappop(self._waiting)
            self.shift = replace(self._base, clock=StoppedClock(moment))
            self.begin(life)

    def at(self, day: date, hour: int | None = None) -> datetime:
        """Return a moment of a day's office hours; of the next working day where it is none."""
        while not is_working_day(day):
            day += timedelta(days=1)
        chosen = time(hour if hour is not None else self.random.randint(9, 16))
        return datetime.combine(day, chosen, LONDON) + timedelta(minutes=self.random.randint(0, 50))

    def after(self, days: float, hour: int | None = None) -> datetime:
        """Return a moment so many days from now; of today it is an hour later."""
        if days < 1:
            return self.shift.clock.now() + timedelta(minutes=self.random.randint(20, 70))
        return self.at(self.today + timedelta(days=round(days)), hour)
