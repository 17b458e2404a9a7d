"""Working days and calendar months: what deadlines are counted in.

The working days of the service leave out weekends, the bank holidays of England and Wales and the
days on which the service is closed. Days for freedom of information requests are counted otherwise:
the bank holidays of every part of the United Kingdom are left out (section 10(6) of the Freedom of
Information Act 2000), and a council's own closure days are not.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Container
from datetime import date, timedelta

from holidays import country_holidays

NO_DAYS: frozenset[date] = frozenset()
_ENGLAND = country_holidays("GB", subdiv="ENG")
_ELSEWHERE = tuple(country_holidays("GB", subdiv=part) for part in ("SCT", "NIR", "WLS"))


def is_working_day(day: date, closures: Container[date] = NO_DAYS) -> bool:
    """Tell whether the service works on this day."""
    return day.weekday() < 5 and day not in _ENGLAND and day not in closures


def is_foi_working_day(day: date) -> bool:
    """Tell whether this is a working day anywhere in the United Kingdom."""
    return day.weekday() < 5 and not any(day in part for part in (_ENGLAND, *_ELSEWHERE))


def add_working_days(start: date, count: int, closures: Container[date] = NO_DAYS) -> date:
    """Return the day that is `count` working days after `start`.

    Day 0 is the day something came; working day 1 is the next working day. What came on a day that
    is not worked counts as having come on the next working day.
    """
    return _count(start, count, lambda day: is_working_day(day, closures))


def add_foi_days(received: date, count: int = 20) -> date:
    """Return the day by which a freedom of information request is to be answered.

    The days are counted from the day after receipt, on any day of the week.
    """
    day = received
    for _ in range(count):
        day = _worked(day + timedelta(days=1), is_foi_working_day)
    return day


def next_working_day(day: date, closures: Container[date] = NO_DAYS) -> date:
    """Return this day where it is worked, else the next one that is."""
    return _worked(day, lambda each: is_working_day(each, closures))


def add_months(start: date, count: int) -> date:
    """Return the same day `count` calendar months on (or back), else the last day of that month.

    Raises ValueError where no calendar reaches so far.
    """
    months = start.year * 12 + start.month - 1 + count
    year, month = months // 12, months % 12 + 1
    if not 1 <= year <= 9999:
        raise ValueError("No calendar reaches so far.")
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _count(start: date, count: int, worked: Callable[[date], bool]) -> date:
    day = _worked(start, worked)
    for _ in range(count):
        day = _worked(day + timedelta(days=1), worked)
    return day


def _worked(day: date, worked: Callable[[date], bool]) -> date:
    while not worked(day):
        day += timedelta(days=1)
    return day
