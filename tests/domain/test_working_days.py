"""Working days, bank holidays and calendar months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lado_desktop.domain.time.working_days import (
    add_foi_days,
    add_months,
    add_working_days,
    is_foi_working_day,
    is_working_day,
    next_working_day,
)

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    "year, days",
    [
        # As published by the government, substitute days included.
        (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
    ],
)
def test_the_bank_holidays_of_a_year_are_those_that_were_published(year: int, days: str) -> None:
    first = date(year, 1, 1)
    each = (first + timedelta(days=number) for number in range(365 + (year % 4 == 0)))
    off = [day for day in each if day.weekday() < 5 and not is_working_day(day)]
    assert [f"{day:%m-%d}" for day in off] == days.split()


@pytest.mark.parametrize(
    "start, count, due",
    [
        ("2026-11-16", 0, "2026-11-16"),  # a Monday is day 0
        ("2026-11-16", 1, "2026-11-17"),
        ("2026-11-20", 1, "2026-11-23"),  # over a weekend
        ("2026-11-21", 0, "2026-11-23"),  # what comes on a Saturday came on Monday
        ("2026-11-21", 1, "2026-11-24"),
        ("2026-11-22", 1, "2026-11-24"),
        ("2026-04-02", 1, "2026-04-07"),  # over Easter
        ("2026-04-03", 1, "2026-04-08"),  # on Good Friday
        ("2026-12-24", 1, "2026-12-29"),  # Boxing Day 2026 is a Saturday
        ("2027-12-24", 1, "2027-12-29"),  # Christmas Day 2027 is a Saturday
        ("2027-12-31", 1, "2028-01-04"),  # New Year's Day 2028 is a Saturday
        ("2026-12-24", 5, "2027-01-05"),
        ("2026-11-02", 20, "2026-11-30"),
        ("2026-05-01", 20, "2026-06-02"),  # two bank holidays in May
    ],
)
def test_working_days_are_counted_from_the_day_after(start: str, count: int, due: str) -> None:
    assert add_working_days(date.fromisoformat(start), count) == date.fromisoformat(due)


def test_a_day_on_which_the_service_is_closed_is_not_counted() -> None:
    closed = frozenset({date(2026, 12, 29), date(2026, 12, 30), date(2026, 12, 31)})
    assert add_working_days(date(2026, 12, 24), 1, closed) == date(2027, 1, 4)
    assert add_working_days(date(2026, 12, 30), 1, closed) == date(2027, 1, 5)
    assert next_working_day(date(2026, 12, 29), closed) == date(2027, 1, 4)
    assert next_working_day(date(2026, 12, 24), closed) == date(2026, 12, 24)


@given(DAYS, st.integers(0, 40))
def test_one_more_working_day_ends_later_and_always_on_a_working_day(
    start: date, count: int
) -> None:
    due = add_working_days(start, count)
    assert is_working_day(due)
    assert add_working_days(start, count + 1) > due >= start


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 2),  # Scotland
        date(2026, 3, 17),  # Northern Ireland
        date(2026, 7, 13),  # Northern Ireland, in place of Sunday 12 July
        date(2026, 8, 3),  # Scotland
        date(2026, 8, 31),  # England, Wales and Northern Ireland
        date(2026, 11, 30),  # Scotland
    ],
)
def test_a_bank_holiday_of_any_part_of_the_kingdom_is_no_day_for_information_requests(
    day: date,
) -> None:
    assert not is_foi_working_day(day)


def test_an_information_request_has_twenty_days_that_are_worked_everywhere() -> None:
    assert add_foi_days(date(2026, 11, 2)) == date(2026, 12, 1)  # St Andrew's Day drops out
    assert add_foi_days(date(2026, 10, 1)) == date(2026, 10, 29)
    assert add_foi_days(date(2026, 11, 18)) == date(2026, 12, 17)
    assert add_foi_days(date(2026, 11, 24)) == date(2026, 12, 23)
    assert add_foi_days(date(2026, 12, 10)) == date(2027, 1, 13)
    # Received on a Saturday: the first day counted is Monday.
    assert add_foi_days(date(2026, 10, 3), 1) == date(2026, 10, 5)


@pytest.mark.parametrize(
    "start, count, end",
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-01-28", 1, "2026-02-28"),
        ("2026-05-31", 1, "2026-06-30"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-02-28", 12, "2027-02-28"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-01-15", 0, "2026-01-15"),
    ],
)
def test_a_month_on_is_the_same_day_or_the_last_of_the_month(
    start: str, count: int, end: str
) -> None:
    assert add_months(date.fromisoformat(start), count) == date.fromisoformat(end)


def test_months_beyond_the_calendar_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^No calendar reaches so far\.$"):
        add_months(date(2026, 1, 1), 12 * 8000)
