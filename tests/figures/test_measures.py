from fractions import Fraction

import pytest

from lado_desktop.figures.counting import measures


@pytest.mark.parametrize(
    "exact,decimals,shown",
    [
        (Fraction(5, 2), 0, 3),
        (Fraction(-5, 2), 0, -3),
        (Fraction(7, 2), 0, 4),
        (Fraction(1, 2), 0, 1),
        (Fraction(-1, 2), 0, -1),
        (Fraction(9200, 157), 1, 58.6),
        # As a float, 2.675 is a little less, and would give 2.67.
        (Fraction(2675, 1000), 2, 2.68),
        (Fraction(1, 3), 0, 0),
    ],
)
def test_halves_are_rounded_away_from_zero_from_the_exact_fraction(
    exact: Fraction, decimals: int, shown: float
) -> None:
    assert measures.rounded(exact, decimals) == shown


def test_a_whole_number_is_shown_as_one() -> None:
    assert isinstance(measures.rounded(Fraction(5, 2), 0), int)


def test_there_is_no_percentage_of_zero_or_of_what_is_empty() -> None:
    counts, bases = [Fraction(0), Fraction(1), None], [Fraction(0), Fraction(4), Fraction(2)]
    assert measures.percents(counts, bases) == [None, Fraction(25), None]


def test_a_change_is_a_difference_and_its_percentage_of_the_column_before() -> None:
    figures = [Fraction(0), Fraction(4), Fraction(5), None, Fraction(6)]
    assert measures.changes(figures, 1) == [
        None,
        (Fraction(4), None),
        (Fraction(1), Fraction(25)),
        None,
        None,
    ]
    assert measures.changes(figures, 2)[2] == (Fraction(5), None)


def test_a_week_is_a_seventh_of_the_days() -> None:
    assert measures.per_week([Fraction(73), None], [365, 7]) == [Fraction(7, 5), None]


def test_the_mean_and_the_peak_need_every_column() -> None:
    full, gap = [Fraction(1), Fraction(4), Fraction(4)], [Fraction(1), None]
    assert measures.mean(full) == 3
    assert measures.mean(gap) is None
    assert measures.mean([]) is None
    assert measures.peak(full, ["a", "b", "c"]) == ("b", 4)
    assert measures.peak(gap, ["a", "b"]) is None
