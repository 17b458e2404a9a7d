"""Working days and calendar months, in which deadlines are counted.

The service's working days exclude weekends, the bank holidays of England and Wales, and the
service's closure days. Freedom of information requests count differently: the bank holidays of
every part of the United Kingdom are excluded (Freedom of Information Act 2000, section 10(6)), and
closure days are not.
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
    """Tell whether this is a working day everywhere in the United Kingdom."""
    return day.weekday() < 5 and not any(day in part for part in (_ENGLAND, *_ELSEWHERE))


def add_working_days(start: date, count: int, closures: Container[date] = NO_DAYS) -> date:
    """Return the day that is `count` working days after `start`.

    Day 0 is the day that something arrived. If that is not a working day, day 0 is the next one.
    """
    return _count(start, count, lambda day: is_working_day(day, closures))


def add_foi_days(received: date, count: int = 20) -> date:
    """Return the day by which a freedom of information request must be answered.

    Days are counted from the day after receipt, which may be any day of the week.
    """
    day = received
    for _ in range(count):
        day = _worked(day + timedelta(days=1), is_foi_working_day)
    return day


def next_working_day(day: date, closures: Container[date] = NO_DAYS) -> date:
    """Return this day if it is a working day, else the next one."""
    return _worked(day, lambda each: is_working_day(each, closures))


def add_months(start: date, count: int) -> date:
    """Return the same day `count` calendar months later, or the last day of that month.

    A negative count goes back. Raises ValueError where the year is out of range.
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
