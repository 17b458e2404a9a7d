"""Days and times as officers type them."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lado_desktop.domain.time.partial_date import MONTHS, PartialDate
from lado_desktop.domain.time.typed_day import (
    day_words,
    echo_day,
    typed_day,
    typed_partial_date,
    typed_time,
)

TODAY = date(2026, 11, 19)  # a Thursday
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "3/4/26",
        "3/4/2026",
        "03/04/2026",
        "3.4.26",
        "3-4-26",
        "3 4 26",
        "3 – 4 – 26",
        "030426",
        "03042026",
        "2026-04-03",
        "2026/4/3",
        "3/4",
        "3 apr",
        "3apr",
        "3 Apr. 2026",
        "3-apr-26",
        "3 apr '26",
        "3 April 2026",
        "3rd april 26",
        "the 3rd of April",
        "on 3 April 2026.",
        "apr 3",
        "apr 3 2026",
        "April 3rd, 2026",
        "Friday 3 April 2026",
        "fri 3/4/26",
        "\t3\xa0APRIL 2026 ",
    ],
)
def test_the_third_of_april_is_read_however_it_is_typed(text: str) -> None:
    assert typed_day(text, TODAY) == date(2026, 4, 3)
    assert typed_day(text, date(2026, 4, 3), future=True) == date(2026, 4, 3)


@pytest.mark.parametrize(
    "text, day",
    [
        ("today", date(2026, 11, 19)),
        ("Yesterday", date(2026, 11, 18)),
        ("tomorrow", date(2026, 11, 20)),
        ("monday", date(2026, 11, 16)),
        ("on Monday", date(2026, 11, 16)),
        ("last friday", date(2026, 11, 13)),
        ("next fri", date(2026, 11, 20)),
        ("thursday", date(2026, 11, 12)),
        ("next thursday", date(2026, 11, 26)),
        ("3 days ago", date(2026, 11, 16)),
        ("a week ago", date(2026, 11, 12)),
        ("two weeks ago", date(2026, 11, 5)),
        ("in 2 weeks", date(2026, 12, 3)),
        ("in a day", date(2026, 11, 20)),
        ("9 months ago", date(2026, 2, 19)),
        ("in 1 year", date(2027, 11, 19)),
    ],
)
def test_a_day_may_be_said_from_today(text: str, day: date) -> None:
    assert typed_day(text, TODAY) == day


def test_a_month_ago_from_the_thirty_first_is_the_last_of_a_shorter_month() -> None:
    assert typed_day("1 month ago", date(2026, 3, 31)) == date(2026, 2, 28)


@pytest.mark.parametrize(
    "text, before, after",
    [
        ("19 nov", date(2026, 11, 19), date(2026, 11, 19)),
        ("20 nov", date(2025, 11, 20), date(2026, 11, 20)),
        ("18/11", date(2026, 11, 18), date(2027, 11, 18)),
        ("1 jan", date(2026, 1, 1), date(2027, 1, 1)),
        ("29 feb", date(2024, 2, 29), date(2028, 2, 29)),
        ("thu", date(2026, 11, 12), date(2026, 11, 26)),
        ("fri", date(2026, 11, 13), date(2026, 11, 20)),
    ],
)
def test_what_has_no_year_is_past_for_facts_and_to_come_for_plans(
    text: str, before: date, after: date
) -> None:
    assert typed_day(text, TODAY) == before
    assert typed_day(text, TODAY, future=True) == after


def test_a_twenty_ninth_of_february_is_found_across_a_century_without_one() -> None:
    assert typed_day("29 feb", date(2103, 5, 1)) == date(2096, 2, 29)
    assert typed_day("29/2", date(2097, 5, 1), future=True) == date(2104, 2, 29)


def test_two_digits_of_a_year_mean_this_century_unless_that_is_far_ahead() -> None:
    assert typed_day("1/6/27", TODAY) == date(2027, 6, 1)
    assert typed_day("1/6/46", TODAY) == date(2046, 6, 1)
    assert typed_day("1/6/47", TODAY) == date(1947, 6, 1)
    assert typed_day("1/6/00", TODAY) == date(2000, 6, 1)


def test_a_birth_in_two_digits_is_never_in_a_year_to_come() -> None:
    assert typed_partial_date("1/6/27", TODAY, not_future=True) == PartialDate(1927, 6, 1)
    assert typed_partial_date("1/6/26", TODAY, not_future=True) == PartialDate(2026, 6, 1)
    assert typed_partial_date("1/6/27", TODAY) == PartialDate(2027, 6, 1)


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("31/2/26", "31 February 2026 is not a real date."),
        ("31 feb", "31 February is not a real date."),
        ("29 feb 2025", "29 February 2025 is not a real date."),
        ("0/1/26", "0 January 2026 is not a real date."),
        ("45 apr 2026", "45 April 2026 is not a real date."),
        ("4/31/26", "The month must lie between 1 and 12. The day comes before the month."),
        ("apr 2026", "The date must include a day."),
        ("april", "The date must include a day."),
        ("2026", "The date must include a day and a month."),
        ("1/1/1700", "The year must lie between 1880 and 2200."),
        ("0000", "The year must lie between 1880 and 2200."),
        ("999 years ago", "The year must lie between 1880 and 2200."),
        ("Sat 3 Apr 2026", "3 April 2026 is a Friday, not a Saturday."),
    ],
)
def test_what_is_wrong_with_a_day_is_reported(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        typed_day(text, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "soon", "spring", "3 foo 2026", "3/4/26/5", "3/4/026", "in 2 weeks ago"),
        *("2 weeks", "about 3 apr", "ma 3", "monday week", "=1+1", "٣/٤/٢٠٢٦"),
        *("0" * 5000, " -" * 200_000),
    ],
)
def test_what_is_no_day_is_answered_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"^Type a date such as 27 March 2026, 27/3/26"):
        typed_day(text, TODAY)


@pytest.mark.parametrize(
    "text, stored",
    [
        ("2021", "2021"),
        ("mar 2021", "2021-03"),
        ("March, 2021", "2021-03"),
        ("3/2021", "2021-03"),
        ("2021-03", "2021-03"),
        ("mar 85", "1985-03"),
        ("mar 5", "2026-03-05"),
        ("21 mar", "2026-03-21"),
        ("apr", "2026-04"),
        ("dec", "2025-12"),
        ("3 apr 2021", "2021-04-03"),
        ("about 2019", "~2019"),
        ("c. 2019", "~2019"),
        ("c2019", "~2019"),
        ("circa 2019", "~2019"),
        ("approx. mar 2021", "~2021-03"),
        ("~mar 2021", "~2021-03"),
        ("~2021-03-14", "~2021-03-14"),
        ("around 3 apr 2019", "~2019-04-03"),
        ("yesterday", "2026-11-18"),
        ("last friday", "2026-11-13"),
        ("about 3 weeks ago", "~2026-10-29"),
        ("5 months ago", "2026-06"),
        ("about two years ago", "~2024"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(text: str, stored: str) -> None:
    assert str(typed_partial_date(text, TODAY)) == stored


def test_a_month_and_a_number_that_may_be_day_or_year_is_asked_about() -> None:
    with pytest.raises(
        ValueError, match=r"^Type 21 March or March 2021, to tell which is meant\.$"
    ):
        typed_partial_date("mar 21", TODAY)
    assert typed_day("mar 21", TODAY) == date(2026, 3, 21)


def test_a_weekday_of_a_whole_month_asks_for_the_day() -> None:
    with pytest.raises(ValueError, match=r"^The date must include a day\.$"):
        typed_partial_date("friday mar 2021", TODAY)


@pytest.mark.parametrize("text", ["", "about", "~", "~~2019", "spring", "early 2019", "2019s"])
def test_what_is_no_date_even_in_part_is_answered_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"^Type a date such as 27 March 2026, March 2026"):
        typed_partial_date(text, TODAY)


def test_a_year_of_noughts_is_no_year() -> None:
    for text in ("0000", "about 0000"):
        with pytest.raises(ValueError, match=r"^The year must lie between 1880 and 2200\.$"):
            typed_partial_date(text, TODAY)


@pytest.mark.parametrize(
    "text, time",
    [
        ("14:05", "14:05"),
        ("1405", "14:05"),
        ("14.05", "14:05"),
        ("905", "09:05"),
        ("9:05", "09:05"),
        ("0:00", "00:00"),
        ("2.05pm", "14:05"),
        ("2:05 p.m.", "14:05"),
        ("2pm", "14:00"),
        ("9 AM", "09:00"),
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("noon", "12:00"),
        ("midday", "12:00"),
        ("midnight", "00:00"),
        ("1405hrs", "14:05"),
    ],
)
def test_a_time_is_read_however_it_is_typed(text: str, time: str) -> None:
    assert typed_time(text) == time


@pytest.mark.parametrize("text", ["24:00", "14:60", "13pm", "0am", "9999"])
def test_a_time_that_no_clock_shows_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^This is not a real time\. "):
        typed_time(text)


@pytest.mark.parametrize("text", ["", "2", "14", "half past two", "14:5", "14:05:00", "1" * 5000])
def test_what_is_no_time_is_answered_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"^Type a time such as 14:05 or 2:05pm\.$"):
        typed_time(text)


def test_a_day_is_said_back_with_its_weekday() -> None:
    assert echo_day(date(2026, 4, 3)) == "Friday 3 April 2026"
    assert day_words(date(2026, 4, 3)) == "3 April 2026"


@given(DAYS, DAYS)
def test_whatever_is_said_back_or_printed_is_read_as_the_same_day(day: date, today: date) -> None:
    for text in (echo_day(day), day_words(day), day.isoformat(), f"{day:%d/%m/%Y}"):
        assert typed_day(text, today) == day
        assert typed_partial_date(text, today) == PartialDate.of(day)


@given(st.integers(1880, 2200), st.none() | st.integers(1, 12), st.booleans())
def test_whatever_is_known_in_part_is_read_from_its_own_words(
    year: int, month: int | None, about: bool
) -> None:
    known = PartialDate(year, month, None, about)
    assert typed_partial_date(known.words, TODAY) == known
    assert typed_partial_date(str(known), TODAY) == known


@given(DAYS, DAYS)
def test_a_day_without_its_year_is_the_nearest_on_the_side_that_was_asked_for(
    day: date, today: date
) -> None:
    text = f"{day.day} {MONTHS[day.month - 1]}"
    past, coming = typed_day(text, today), typed_day(text, today, future=True)
    assert past <= today <= coming
    assert (past.day, past.month) == (coming.day, coming.month) == (day.day, day.month)
    if day.month != 2 or day.day != 29:
        assert today - past < timedelta(days=366)
        assert coming - today < timedelta(days=366)


def _answer(read: Callable[[], object]) -> str:
    """What the officer reads: the value, or the sentence that says what is wrong."""
    try:
        return f"Read as {read()}."
    except ValueError as problem:
        return str(problem)


# Pieces of which dates are made, so that odd mixtures of them are tried and not only noise.
_PIECES = """
    3 31 0 99 2026 26 0226 / - . : ~ , ' about c last next in ago a two day weeks months years
    monday fri mar december th of the pm am noon 999 ² Ⅳ ß
"""
_TYPED = st.one_of(
    st.text(max_size=30), st.lists(st.sampled_from(_PIECES.split()), max_size=7).map(" ".join)
)


@settings(max_examples=300)
@given(_TYPED, DAYS, st.booleans())
@example("999 years ago", date(1900, 1, 1), False)
@example("31/12/00", date(2199, 12, 31), True)
def test_no_text_whatever_ends_in_anything_but_a_sentence(
    text: str, today: date, flag: bool
) -> None:
    for read in (
        lambda: typed_day(text, today, future=flag),
        lambda: typed_partial_date(text, today, not_future=flag),
        lambda: typed_time(text),
    ):
        # Python's own errors begin with a small letter or end in no full stop.
        assert re.fullmatch(r"[A-Z0-9].*\.", _answer(read))
