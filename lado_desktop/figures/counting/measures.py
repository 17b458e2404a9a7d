"""Measures of a count as exact fractions, which are rounded once at the end."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Exact = Sequence[Fraction | None]
"""One figure for each column; None where it is empty."""
Number = int | float


def rounded(value: Fraction, decimals: int) -> Number:
    """Round an exact fraction, halves away from 0: 2.5 is 3 and -2.5 is -3."""
    scale = 10**decimals
    whole = (abs(value) * scale * 2 + 1) // 2
    signed = whole if value >= 0 else -whole
    return signed if decimals == 0 else float(Fraction(signed, scale))


def percents(counts: Exact, bases: Exact) -> list[Fraction | None]:
    """Return each count as a percentage of its base; None for a base of 0."""
    return [
        None if count is None or not base else count * 100 / base
        for count, base in zip(counts, bases, strict=True)
    ]


def per_week(counts: Exact, days: Sequence[int | None]) -> list[Fraction | None]:
    """Return each count times 7, divided by the days of its column."""
    return [
        None if count is None or not length else count * 7 / length
        for count, length in zip(counts, days, strict=True)
    ]


def divided(counts: Exact, by: Exact) -> list[Fraction | None]:
    """Return each count divided by its divisor; None for a divisor of 0."""
    return [
        None if count is None or not divisor else count / divisor
        for count, divisor in zip(counts, by, strict=True)
    ]


def changes(figures: Exact, back: int) -> list[tuple[Fraction, Fraction | None] | None]:
    """Return each figure minus an earlier column's, and the percentage of that."""
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
    """Return the mean of all columns; None where one is empty or there is none."""
    known = [figure for figure in figures if figure is not None]
    if not known or len(known) < len(figures):
        return None
    return sum(known, Fraction(0)) / len(known)


def peak(counts: Exact, names: Sequence[str]) -> tuple[str, int] | None:
    """Return the first column with the greatest count; None where a column is empty."""
    known = [count for count in counts if count is not None]
    if not known or len(known) < len(counts):
        return None
    greatest = max(known)
    return names[known.index(greatest)], int(greatest)
