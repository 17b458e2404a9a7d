"""Dates that may be known in part: a year, a month, a day, or about one of these."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

# Not from the computer's locale, so that prints are the same everywhere.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_STORED = re.compile(r"(~?)(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date as far as it is known.

    Stored as `2021`, `2021-03` or `2021-03-14`, with `~` before it for "about". Raises ValueError
    with a sentence where the parts make no real date.
    """

    year: int
    month: int | None = None
    day: int | None = None
    about: bool = False

    def __post_init__(self) -> None:
        if not 1880 <= self.year <= 2200:
            raise ValueError("The year must lie between 1880 and 2200.")
        if self.month is None:
            if self.day is not None:
                raise ValueError("A day needs its month.")
        elif not 1 <= self.month <= 12:
            raise ValueError("The month must lie between 1 and 12.")
        elif self.day is not None and not 1 <= self.day <= monthrange(self.year, self.month)[1]:
            raise ValueError("This must be a real date.")

    @classmethod
    def of(cls, day: date, *, about: bool = False) -> PartialDate:
        """Return the partial date of a whole day."""
        return cls(day.year, day.month, day.day, about)

    @classmethod
    def parse(cls, stored: str) -> PartialDate:
        """Parse the stored form. Raises ValueError."""
        match = _STORED.fullmatch(stored)
        if match is None:
            raise ValueError("A partial date is written as 2021, 2021-03 or 2021-03-14.")
        about, year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None, bool(about))

    @property
    def first_day(self) -> date:
        """The earliest day that it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The latest day that it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        if self.month is not None:
            parts.append(f"{self.month:02}")
        if self.day is not None:
            parts.append(f"{self.day:02}")
        return ("~" if self.about else "") + "-".join(parts)

    @property
    def words(self) -> str:
        """The date in words: "about March 2021"."""
        if self.month is None:
            text = str(self.year)
        elif self.day is None:
            text = f"{MONTHS[self.month - 1]} {self.year}"
        else:
            text = f"{self.day} {MONTHS[self.month - 1]} {self.year}"
        return f"about {text}" if self.about else text
