"""Which figures a public copy withholds, given the sums that are known to connect them.

A small figure is withheld. Then each withheld figure must be able to be another one: there must be
a second way to fill in all that is withheld, by which every given sum stays the same. Where none is
found, one more figure of the same sums is withheld. Nothing is proved about other sums.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
LEAST = 5
"""The smallest figure that is shown, apart from 0."""
_PATIENCE = 3_000
"""How many steps are tried for a second way; after that a figure counts as given away."""

_FARTHEST = 200
"""How many figures may differ in a second way."""


@dataclass(frozen=True)
class Sum(Generic[K]):
    """Figures that add up to the same: those of one side, and those of the other."""

    parts: tuple[K, ...]
    whole: tuple[K, ...]

    def signed(self) -> dict[K, int]:
        """Each figure with how often it counts; what is the same on both sides is left out."""
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
    """Return the figures to withhold: the small ones, and those that would give one away.

    Of several that would do, the one with the least weight goes first. A 0 is always shown, so a
    reader of the copy knows of each withheld figure that it is 1 at least.
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
            # Nothing adds up to it and to anything else that could be withheld.
            safe.add(exposed)
    return set(hidden)


class _System(Generic[K]):
    """Figures, and the sums that they are in."""

    def __init__(self, figures: Mapping[K, int], sums: Sequence[Mapping[K, int]]) -> None:
        self._figures = figures
        self._sums = sums
        self._of: dict[K, list[int]] = {key: [] for key in figures}
        for number, each in enumerate(sums):
            for key in each:
                self._of[key].append(number)

    def second_way(self, key: K, hidden: Mapping[K, None]) -> dict[K, int]:
        """Return by how much each withheld figure differs in a second way; empty for none.

        The figure itself differs in it, and every sum that is printed stays the same.
        """
        for step in (1, -1):
            if self._figures[key] + step >= 1:
                search = _Search(self._figures, self._sums, self._of, hidden)
                if search.shift(key, step):
                    return search.steps
        return {}

    def open_to(self, key: K, hidden: Mapping[K, None]) -> list[K]:
        """Return what could be withheld for a figure's sake, in sums that hang together with it.

        Of a sum in which one alone is withheld, since that one is given away; else of the nearest.
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
        """In how many of its sums a figure would be the only one withheld."""
        return sum(
            not any(each in hidden for each in self._sums[number]) for number in self._of[key]
        )


class _Search(Generic[K]):
    """Looks for a second way: one figure is shifted, and others until every sum is right again."""

    def __init__(
        self,
        figures: Mapping[K, int],
        sums: Sequence[Mapping[K, int]],
        of: Mapping[K, Sequence[int]],
        hidden: Mapping[K, None],
    ) -> None:
        self._figures, self._sums, self._of, self._hidden = figures, sums, of, hidden
        self._off: dict[int, int] = {}
        """The error of each sum that is not right at present."""
        self._patience = _PATIENCE
        self.steps: dict[K, int] = {}

    def shift(self, key: K, step: int) -> bool:
        """Shift a figure and all that has to be shifted for it; undone where that is impossible."""
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
        """The figures of a sum that can be shifted to bring it back, the least trouble first."""
        off = self._off[number]
        found: list[tuple[int, int, K, int]] = []
        for key, times in self._sums[number].items():
            step = -1 if off * times > 0 else 1
            if key in self._hidden and key not in self.steps and self._figures[key] + step >= 1:
                found.append((self._trouble(key, step), len(found), key, step))
        return [(key, step) for _, _, key, step in sorted(found, key=lambda each: each[:2])]

    def _trouble(self, key: K, step: int) -> int:
        """By how much the sums would be off together."""
        return sum(
            abs(self._off.get(number, 0) + step * self._sums[number][key])
            - abs(self._off.get(number, 0))
            for number in self._of[key]
        )
