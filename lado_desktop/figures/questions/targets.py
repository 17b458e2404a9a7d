"""A practice's targets: the percentage to conclude within a time, and the result."""

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
    """A length, and the percentage to conclude within it; None if it is only reported."""

    within: str
    percent: int | None
    local: bool = False

    @property
    def label(self) -> str:
        """The label of its row."""
        if self.percent is None:
            return f"Within {self.within}"
        return f"Within {self.within} ({'local ' if self.local else ''}target {self.percent}%)"


@dataclass(frozen=True)
class Verdict:
    """The result of a target in the last column; None without figures."""

    target: Target
    reached: Fraction | None

    @property
    def met(self) -> bool | None:
        """The target was met; None where that is unknown."""
        percent = self.target.percent
        return None if self.reached is None or percent is None else self.reached >= percent

    @property
    def words(self) -> str:
        """The result by sign and words: "✓ Met: within 1 month 84.0% of 80%"."""
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
    """Return the targets of a practice: national ones, its own, then lengths it reports."""
    return (
        *(Target(within, percent) for within, percent in practice.targets.items()),
        *(Target(within, percent, True) for within, percent in practice.local_targets.items()),
        *(Target(within, None) for within in practice.standards),
    )


def target_rows(practice: Practice) -> list[dict[str, Any]]:
    """Return a row for each target, as in a layout."""
    return [{"label": each.label, "within": each.within} for each in targets_of(practice)]


def verdicts(practice: Practice, table: FigureTable) -> Iterator[Verdict]:
    """Yield for each target with a percentage whether the table's last column met it."""
    for target in targets_of(practice):
        if target.percent is None or not table.columns:
            continue
        count, base = table.row(target.label).count[-1], table.total[-1]
        yield Verdict(target, Fraction(count * 100, base) if count is not None and base else None)
