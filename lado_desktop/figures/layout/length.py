"""Lengths of time in a layout: `3 months`, `4 weeks`."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal, Self

from lado_desktop.domain.time.working_days import add_months

_WRITTEN = re.compile(r"(\d{1,4}) (day|week|month|year)s?")


@dataclass(frozen=True)
class Length:
    """A number of calendar months from a day, or a number of days."""

    unit: Literal["months", "days"]
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parse `3 months`, `1 year`, `4 weeks` or `28 days`. Raises ValueError with a sentence."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise ValueError(f"“{text}” is not a length of time such as “3 months”.")
        number, unit = int(found[1]), found[2]
        if unit in ("month", "year"):
            return cls("months", number * (12 if unit == "year" else 1))
        return cls("days", number * (7 if unit == "week" else 1))

    def limits(self, days: Iterable[str]) -> list[str]:
        """Return the last day within this length from each day, all in ISO 8601.

        Where the year is out of range, the last day of all.
        """
        if self.unit == "days":
            return [self._after(date.fromisoformat(day)).isoformat() for day in days]
        months: dict[str, tuple[str, str]] = {}
        found = []
        for day in days:
            if (month := day[:7]) not in months:
                there = self._after(date.fromisoformat(f"{month}-01"))
                days_there = monthrange(there.year, there.month)[1]
                months[month] = there.isoformat()[:8], f"{days_there:02}"
            start, last = months[month]
            found.append(start + min(day[8:], last))
        return found

    def _after(self, day: date) -> date:
        try:
            if self.unit == "months":
                return add_months(day, self.number)
            return day + timedelta(days=self.number)
        except (ValueError, OverflowError):
            return date.max

    @property
    def fewest_days(self) -> int:
        """The least number of days that this length can be."""
        return self.number if self.unit == "days" else _days_of_months(self.number)[0]

    @property
    def most_days(self) -> int:
        """The greatest number of days that this length can be."""
        return self.number if self.unit == "days" else _days_of_months(self.number)[1]


@cache
def _days_of_months(number: int) -> tuple[int, int]:
    """Return the fewest and the most days in so many months, over 8 years with leap days."""
    starts = [date(2020, 1, 1) + timedelta(days=each) for each in range(8 * 365 + 2)]
    lengths = {(add_months(day, number) - day).days for day in starts}
    return min(lengths), max(lengths)
