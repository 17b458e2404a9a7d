"""A practice's targets: how many are to be concluded within a time, and whether they were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lado_desktop.domain.practice.practice import Practice
from lado_desktop.figures.counting.measures import rounded
from lado_desktop.figures.presenting.result import FigureTable

TARGETS = "targets"
"""The rows of a question that are the practice's targets."""


@dataclass(frozen=True)
class Target:
    """A length of time, and the percentage to be concluded within it; None: it is only watched."""

    within: str
    percent: int | None
    local: bool = False

    @property
    def label(self) -> str:
        """Its row."""
        if self.percent is None:
            return f"Within {self.within}"
        return f"Within {self.within} ({'local ' if self.local else ''}target {self.percent}%)"


@dataclass(frozen=True)
class Verdict:
    """What was reached of a target in the last column; None where there is nothing to go by."""

    target: Target
    reached: Fraction | None

    @property
    def met(self) -> bool | None:
        """Whether it was met; None where that is not known."""
        percent = self.target.percent
        return None if self.reached is None or percent is None else self.reached >= percent

    @property
    def words(self) -> str:
        """It by shape and word: "✓ Met: within 1 month 84.0% of 80%"."""
        percent = self.target.percent
        which = "Local target" if self.target.local else "Target"
        asked = f"{which}: {percent}% within {self.target.within}"
        if self.reached is None or percent is None:
            return f"– {asked}: nothing to go by"
        reached = f"{rounded(self.reached, 1)}%"
        if self.met:
            return f"✓ {asked}: met, {reached}"
        return f"✗ {asked}: not met by {rounded(percent - self.reached, 1)} points, {reached}"


def targets_of(practice: Practice) -> tuple[Target, ...]:
    """Return the targets of a practice, its own ones after those of all, then what it watches."""
    return (
        *(Target(within, percent) for within, percent in practice.targets.items()),
        *(Target(within, percent, True) for within, percent in practice.local_targets.items()),
        *(Target(within, None) for within in practice.standards),
    )


def target_rows(practice: Practice) -> list[dict[str, Any]]:
    """Return a row for each target, as a layout writes it."""
    return [{"label": each.label, "within": each.within} for each in targets_of(practice)]


def verdicts(practice: Practice, table: FigureTable) -> Iterator[Verdict]:
    """Tell of each target with a percentage whether the table's last column met it."""
    for target in targets_of(practice):
        if target.percent is None or not table.columns:
            continue
        count, base = table.row(target.label).count[-1], table.total[-1]
        yield Verdict(target, Fraction(count * 100, base) if count is not None and base else None)
