"""Periods: reporting years and months, cut at the as-at day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lado_desktop.domain.practice.practice import Practice
from lado_desktop.domain.reference import year_label
from lado_desktop.domain.time.partial_date import MONTHS
from lado_desktop.domain.time.typed_day import day_words
from lado_desktop.domain.time.working_days import add_months
from lado_desktop.figures.layout.layout import Columns, Months, Quarters, Years
from lado_desktop.figures.problem import NoSuchFigures


@dataclass(frozen=True)
class Period:
    """The days of one column, both included."""

    name: str
    first: date
    last: date
    cut: bool = False
    """The as-at day is in it, before its last day."""

    @property
    def head(self) -> str:
        """The printed heading of the column."""
        return f"{self.name} to {day_words(self.last)}" if self.cut else self.name

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.last - self.first).days + 1


def year_named(practice: Practice, name: str) -> Period:
    """Return a whole reporting year by its name. Raises NoSuchFigures."""
    digits = name[:4]
    if digits.isdecimal() and 1900 <= int(digits) <= 2200:
        period = _year(practice, int(digits))
        if period.name == name:
            return period
    example = year_label(date(2022, 1, 19), practice.year_start)
    raise NoSuchFigures(f"“{name}” is not a reporting year. Write it as {example}.")


def usual_as_at(practice: Practice, year: Period, today: date) -> date:
    """Return the as-at day where none is given.

    The year's last day, or today while the year runs. For the year of the report that the
    practice's tables come from, the last day of that report.
    """
    if practice.period is not None and practice.period[0] == year.first:
        return practice.period[1]
    return min(year.last, today) if year.first <= today else year.last


def periods_of(columns: Columns, practice: Practice, year: Period, as_at: date) -> list[Period]:
    """Return a table's periods, without those that begin after the as-at day.

    A table whose columns are another's rows has only the reporting year.
    """
    if isinstance(columns, Months):
        whole = list(_months(year))
    elif isinstance(columns, Quarters):
        whole = list(_quarters(year))
    else:
        number = columns.number if isinstance(columns, Years) else 1
        whole = [_year(practice, year.first.year - back) for back in reversed(range(number))]
    return [_cut(period, as_at) for period in whole if period.first <= as_at]


def _year(practice: Practice, year: int) -> Period:
    month, day = practice.year_start
    first = date(year, month, day)
    name = year_label(first, practice.year_start)
    return Period(name, first, date(year + 1, month, day) - timedelta(days=1))


def _months(year: Period) -> Iterator[Period]:
    for number in range(12):
        first = add_months(year.first, number)
        last = add_months(year.first, number + 1) - timedelta(days=1)
        yield Period(f"{MONTHS[first.month - 1]} {first.year}", first, last)


def _quarters(year: Period) -> Iterator[Period]:
    for number in range(0, 12, 3):
        first = add_months(year.first, number)
        last = add_months(year.first, number + 3) - timedelta(days=1)
        name = f"{MONTHS[first.month - 1]} to {MONTHS[last.month - 1]} {last.year}"
        yield Period(name, first, last)


def _cut(period: Period, as_at: date) -> Period:
    if as_at >= period.last:
        return period
    return Period(period.name, period.first, as_at, cut=True)
