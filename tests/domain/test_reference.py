"""References by a practice's pattern."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lado_desktop.domain.reference import next_reference, number_in, year_begins, year_label

BROMLEY = "{year2}{next_year2}-{number:04}"
APRIL = (4, 1)


@pytest.mark.parametrize(
    "day, label",
    [
        ("2021-04-01", "2021/22"),
        ("2022-03-31", "2021/22"),
        ("2022-04-01", "2022/23"),
        ("2099-12-31", "2099/00"),
    ],
)
def test_the_reporting_year_begins_in_april(day: str, label: str) -> None:
    assert year_label(date.fromisoformat(day), APRIL) == label


def test_a_year_from_january_is_named_by_itself_and_one_from_july_by_both() -> None:
    assert year_label(date(2021, 12, 31), (1, 1)) == "2021"
    assert year_label(date(2021, 6, 30), (7, 1)) == "2020/21"
    assert year_begins(date(2021, 6, 30), (7, 1)) == date(2020, 7, 1)


@pytest.mark.parametrize(
    "pattern, day, last, reference",
    [
        (BROMLEY, "2021-04-01", 0, "2122-0001"),
        (BROMLEY, "2022-03-31", 41, "2122-0042"),
        (BROMLEY, "2022-04-01", 0, "2223-0001"),
        (BROMLEY, "2099-05-01", 0, "9900-0001"),
        (BROMLEY, "2021-05-01", 9999, "2122-10000"),
        ("LADO/{year4}/{number}", "2022-01-10", 6, "LADO/2021/7"),
        ("{year}{month}.{number:03}", "2022-01-10", 6, "202101.007"),
    ],
)
def test_the_next_reference_follows_the_last_number(
    pattern: str, day: str, last: int, reference: str
) -> None:
    assert next_reference(pattern, APRIL, date.fromisoformat(day), last) == reference


@pytest.mark.parametrize(
    "pattern, reference, found",
    [
        (BROMLEY, "2122-0001", ("2122", 1)),
        (BROMLEY, "9900-0420", ("9900", 420)),
        (BROMLEY, "2122-10000", ("2122", 10000)),
        ("LADO/{year4}/{number}", "LADO/2021/7", ("2021", 7)),
        ("{year}{month}.{number:03}", "202101.007", ("2021", 7)),
        ("{number:05}", "00012", ("", 12)),
    ],
)
def test_the_number_of_a_reference_is_found_again(
    pattern: str, reference: str, found: tuple[str, int]
) -> None:
    assert number_in(pattern, reference) == found


@pytest.mark.parametrize(
    "reference",
    [
        "",
        "2122-1",
        "2122-00001",
        "2123-0001",
        "2122/0001",
        "x2122-0001",
        "2122-0001x",
        "2122-٠٠٠١",
        "2122-" + "9" * 40,
        "2122-0001\n",
    ],
)
def test_a_reference_of_another_making_has_no_number(reference: str) -> None:
    assert number_in(BROMLEY, reference) is None


def test_a_sign_of_the_pattern_means_only_itself() -> None:
    assert number_in("A.({number})", "A.(7)") == ("", 7)
    assert number_in("A.({number})", "Ax(7)") is None


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "{year2}-",
        "{number}{number}",
        "{year2}{year2}-{number}",
        "{officer}-{number}",
        "{number.__class__}",
        "{number!r}",
        "{number:99}",
        "{year2:04}-{number}",
        "{{{number}}}",
        "{}-{number}",
        "{0}-{number}",
        "{number",
    ],
)
def test_a_pattern_that_is_none_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"^A reference pattern .+\.$"):
        next_reference(pattern, APRIL, date(2021, 4, 1), 0)
    with pytest.raises(ValueError, match=r"^A reference pattern .+\.$"):
        number_in(pattern, "2122-0001")


@given(st.dates(date(2000, 1, 1), date(2098, 12, 31)), st.integers(0, 10**8))
def test_every_reference_given_tells_its_own_number_and_none_is_given_twice(
    day: date, last: int
) -> None:
    given_now = next_reference(BROMLEY, APRIL, day, last)
    found = number_in(BROMLEY, given_now)
    assert found is not None
    assert found[1] == last + 1
    assert next_reference(BROMLEY, APRIL, day, last + 1) != given_now
