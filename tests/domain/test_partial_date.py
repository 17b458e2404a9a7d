"""Dates that are known only in part."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lado_desktop.domain.time.partial_date import PartialDate


@pytest.mark.parametrize(
    "stored, words, first, last",
    [
        ("2021", "2021", "2021-01-01", "2021-12-31"),
        ("2021-02", "February 2021", "2021-02-01", "2021-02-28"),
        ("2024-02", "February 2024", "2024-02-01", "2024-02-29"),
        ("2021-03-04", "4 March 2021", "2021-03-04", "2021-03-04"),
        ("~2019", "about 2019", "2019-01-01", "2019-12-31"),
        ("~2019-12", "about December 2019", "2019-12-01", "2019-12-31"),
        ("~2019-12-25", "about 25 December 2019", "2019-12-25", "2019-12-25"),
    ],
)
def test_a_stored_date_is_read_printed_and_bounded(
    stored: str, words: str, first: str, last: str
) -> None:
    known = PartialDate.parse(stored)
    assert str(known) == stored
    assert known.words == words
    assert known.first_day == date.fromisoformat(first)
    assert known.last_day == date.fromisoformat(last)


def test_the_months_are_named_in_english_by_the_program_itself() -> None:
    # strftime would name them in the computer's own language.
    assert " ".join(PartialDate(2021, number).words[:3] for number in range(1, 13)) == (
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    )


def test_a_whole_day_is_known_in_full() -> None:
    assert PartialDate.of(date(2021, 3, 4)) == PartialDate(2021, 3, 4)
    assert PartialDate.of(date(2021, 3, 4), about=True) == PartialDate.parse("~2021-03-04")


@pytest.mark.parametrize(
    "stored",
    ["", "21", "2021-3", "2021-03-4", "2021-03-04T00:00", "~~2021", "2021~", " 2021", "２０２１"],
)
def test_what_was_never_stored_is_refused(stored: str) -> None:
    with pytest.raises(ValueError, match=r"^A partial date is written as 2021, 2021-03 or"):
        PartialDate.parse(stored)


@pytest.mark.parametrize(
    "year, month, day, sentence",
    [
        (1879, None, None, "The year must lie between 1880 and 2200."),
        (2201, 1, 1, "The year must lie between 1880 and 2200."),
        (2021, None, 4, "A day needs its month."),
        (2021, 0, None, "The month must lie between 1 and 12."),
        (2021, 13, 1, "The month must lie between 1 and 12."),
        (2021, 2, 29, "This must be a real date."),
        (2021, 4, 31, "This must be a real date."),
        (2021, 4, 0, "This must be a real date."),
    ],
)
def test_parts_that_make_no_date_are_refused_with_a_sentence(
    year: int, month: int | None, day: int | None, sentence: str
) -> None:
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        PartialDate(year, month, day)


@given(st.dates(date(1880, 1, 1), date(2200, 12, 31)), st.integers(1, 3), st.booleans())
def test_what_is_stored_is_read_back_the_same(day: date, known_parts: int, about: bool) -> None:
    known = PartialDate(
        day.year,
        day.month if known_parts > 1 else None,
        day.day if known_parts > 2 else None,
        about,
    )
    assert PartialDate.parse(str(known)) == known
    assert known.first_day <= day <= known.last_day
    assert len(str(known)) <= 11
