"""Which backups may be removed: all of 2 days stay, then one a day, a week, a month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

ALL_WITHIN = timedelta(hours=48)
MOST_WITHIN = 24
DAYS = 14
WEEKS = 8
MONTHS = 3
ALWAYS = 10
"""The number of newest backups that always stay."""
MOST_AT_ONCE = 3
"""The most removed in one run, so that a wrong clock does little harm."""


def to_remove(made: Iterable[datetime], now: datetime) -> list[datetime]:
    """Return the backups that may be removed, oldest first; none while the clock is behind them."""
    newest_first = sorted(made, reverse=True)
    if not newest_first or now < newest_first[0]:
        return []
    kept = set(newest_first[:ALWAYS])
    kept.update([one for one in newest_first if now - one <= ALL_WITHIN][:MOST_WITHIN])
    for age, most in ((_days, DAYS), (_weeks, WEEKS), (_months, MONTHS)):
        newest_of: dict[int, datetime] = {}
        for one in newest_first:
            newest_of.setdefault(age(one, now), one)
        kept.update(one for ago, one in newest_of.items() if ago < most)
    return [one for one in reversed(newest_first) if one not in kept][:MOST_AT_ONCE]


def _days(then: datetime, now: datetime) -> int:
    return (now.date() - then.date()).days


def _weeks(then: datetime, now: datetime) -> int:
    mondays = [day.date() - timedelta(days=day.weekday()) for day in (then, now)]
    return (mondays[1] - mondays[0]).days // 7


def _months(then: datetime, now: datetime) -> int:
    return (now.year - then.year) * 12 + now.month - then.month
