"""Chooses which figures a public copy withholds, given the sums that connect them.

Small figures are withheld. For each withheld figure there must be a second solution: other values
for the withheld figures that keep every shown sum and change this figure. If there is none, one
more figure of the same sums is withheld. Nothing is proved about other sums (ADR 0012).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
LEAST = 5
"""The smallest figure that is shown, apart from 0."""
_PATIENCE = 3_000
"""The most steps to find a second solution. Without one the figure counts as disclosed."""

_FARTHEST = 200
"""The most figures that may differ in a second solution."""


@dataclass(frozen=True)
class Sum(Generic[K]):
    """Figures of two sides that add up to the same."""

    parts: tuple[K, ...]
    whole: tuple[K, ...]

    def signed(self) -> dict[K, int]:
        """Return how often each figure counts, with its sign. Equal ones on both sides cancel."""
        found: dict[K, int] = {}
        for key in self.parts:
            found[key] = found.get(key, 0) + 1
        for key in self.whole:
            found[key] = found.get(key, 0) - 1
        return {key: times for key, times in found.items() if times}


def withheld(
    figures: Mapping[K, int],
    sums: Iterable[Sum[K]],
    weights: Mapping[K, int],
    small: Iterable[K],
) -> set[K]:
    """Return the figures to withhold: small ones, and those that would reveal one.

    If several would do, the one with the least weight is withheld. A 0 is always shown, so a reader
    knows that each withheld figure is at least 1.
    """
    system = _System(figures, [each.signed() for each in sums])
    hidden = dict.fromkeys(small)
    safe: set[K] = set()
    while exposed := next((key for key in hidden if key not in safe), None):
        second_way = system.second_way(exposed, hidden)
        if second_way:
            safe |= second_way.keys()
        elif open_to := system.open_to(exposed, hidden):
            cost = {
                key: (weights.get(key, 0), system.alone(key, hidden), figures[key])
                for key in open_to
            }
            hidden[min(open_to, key=cost.__getitem__)] = None
        else:
            # No other figure could be withheld together with this one.
            safe.add(exposed)
    return set(hidden)


class _System(Generic[K]):
    """Figures, and the sums that contain them."""

    def __init__(self, figures: Mapping[K, int], sums: Sequence[Mapping[K, int]]) -> None:
        self._figures = figures
        self._sums = sums
        self._of: dict[K, list[int]] = {key: [] for key in figures}
        for number, each in enumerate(sums):
            for key in each:
                self._of[key].append(number)

    def second_way(self, key: K, hidden: Mapping[K, None]) -> dict[K, int]:
        """Return the difference of each withheld figure in a second solution; empty without one.

        This figure differs, and every printed sum stays the same.
        """
        for step in (1, -1):
            if self._figures[key] + step >= 1:
                search = _Search(self._figures, self._sums, self._of, hidden)
                if search.shift(key, step):
                    return search.steps
        return {}

    def open_to(self, key: K, hidden: Mapping[K, None]) -> list[K]:
        """Return the figures that could be withheld to protect a figure.

        From sums with only one withheld figure, which is disclosed by them; otherwise from the
        nearest sums.
        """
        near, seen = [key], {key}
        nearest: list[K] = []
        while near:
            numbers = dict.fromkeys(number for each in near for number in self._of[each])
            for number in numbers:
                here = self._sums[number]
                open_to = [each for each in here if each not in hidden and self._figures[each]]
                if open_to and sum(each in hidden for each in here) == 1:
                    return open_to
                nearest = nearest or open_to
            near = [
                each
                for each in dict.fromkeys(each for number in numbers for each in self._sums[number])
                if each in hidden and each not in seen
            ]
            seen.update(near)
        return nearest

    def alone(self, key: K, hidden: Mapping[K, None]) -> int:
        """Return in how many of its sums a figure would be the only one withheld."""
        return sum(
            not any(each in hidden for each in self._sums[number]) for number in self._of[key]
        )


class _Search(Generic[K]):
    """Searches for a second solution: changes one figure, then others until every sum fits."""

    def __init__(
        self,
        figures: Mapping[K, int],
        sums: Sequence[Mapping[K, int]],
        of: Mapping[K, Sequence[int]],
        hidden: Mapping[K, None],
    ) -> None:
        self._figures, self._sums, self._of, self._hidden = figures, sums, of, hidden
        self._off: dict[int, int] = {}
        """The errors of the sums that do not fit now."""
        self._patience = _PATIENCE
        self.steps: dict[K, int] = {}

    def shift(self, key: K, step: int) -> bool:
        """Change a figure and all that depend on it; undo it where that is impossible."""
        self._patience -= 1
        if self._patience < 0 or len(self.steps) > _FARTHEST:
            return False
        self._step(key, step)
        if not self._off:
            return True
        choices = min((self._choices(number) for number in self._off), key=len)
        for other, back in choices:
            if self.shift(other, back):
                return True
        self._step(key, -step)
        del self.steps[key]
        return False

    def _step(self, key: K, step: int) -> None:
        self.steps[key] = step
        for number in self._of[key]:
            off = self._off.get(number, 0) + step * self._sums[number][key]
            if off:
                self._off[number] = off
            else:
                self._off.pop(number, None)

    def _choices(self, number: int) -> list[tuple[K, int]]:
        """Return the figures of a sum that can be changed to correct it, best first."""
        off = self._off[number]
        found: list[tuple[int, int, K, int]] = []
        for key, times in self._sums[number].items():
            step = -1 if off * times > 0 else 1
            if key in self._hidden and key not in self.steps and self._figures[key] + step >= 1:
                found.append((self._trouble(key, step), len(found), key, step))
        return [(key, step) for _, _, key, step in sorted(found, key=lambda each: each[:2])]

    def _trouble(self, key: K, step: int) -> int:
        """Return the total error of the sums."""
        return sum(
            abs(self._off.get(number, 0) + step * self._sums[number][key])
            - abs(self._off.get(number, 0))
            for number in self._of[key]
        )
