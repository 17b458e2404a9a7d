"""What is shown of a count: exact fractions, rounded once, at the end."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Exact = Sequence[Fraction | None]
"""One figure a column; None where it is empty."""
Number = int | float


def rounded(value: Fraction, decimals: int) -> Number:
    """Round an exact fraction, halves away from 0: 2.5 is 3 and -2.5 is -3."""
    scale = 10**decimals
    whole = (abs(value) * scale * 2 + 1) // 2
    signed = whole if value >= 0 else -whole
    return signed if decimals == 0 else float(Fraction(signed, scale))


def percents(counts: Exact, bases: Exact) -> list[Fraction | None]:
    """Each count as a percentage of its base; none for a base of 0."""
    return [
        None if count is None or not base else count * 100 / base
        for count, base in zip(counts, bases, strict=True)
    ]


def per_week(counts: Exact, days: Sequence[int | None]) -> list[Fraction | None]:
    """Each count times seven, divided by the days of its column."""
    return [
        None if count is None or not length else count * 7 / length
        for count, length in zip(counts, days, strict=True)
    ]


def divided(counts: Exact, by: Exact) -> list[Fraction | None]:
    """Each count divided by its own divisor; none for a divisor of 0."""
    return [
        None if count is None or not divisor else count / divisor
        for count, divisor in zip(counts, by, strict=True)
    ]


def changes(figures: Exact, back: int) -> list[tuple[Fraction, Fraction | None] | None]:
    """Each figure less the one so many columns before, and that as a percentage of the latter."""
    found: list[tuple[Fraction, Fraction | None] | None] = []
    for place, figure in enumerate(figures):
        before = figures[place - back] if place >= back else None
        if figure is None or before is None:
            found.append(None)
        else:
            difference = figure - before
            found.append((difference, difference * 100 / before if before else None))
    return found


def mean(figures: Exact) -> Fraction | None:
    """The mean of all columns; none where one of them is empty, or there is none."""
    known = [figure for figure in figures if figure is not None]
    if not known or len(known) < len(figures):
        return None
    return sum(known, Fraction(0)) / len(known)


def peak(counts: Exact, names: Sequence[str]) -> tuple[str, int] | None:
    """The column with the greatest count, the earliest of equals; none where a column is empty."""
    known = [count for count in counts if count is not None]
    if not known or len(known) < len(counts):
        return None
    greatest = max(known)
    return names[known.index(greatest)], int(greatest)
