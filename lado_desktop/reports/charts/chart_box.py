"""Boxes on a chart: the place of a figure, and whether a line crosses it."""

from __future__ import annotations

from typing import NamedTuple, Self

Point = tuple[float, float]
"""From the left, and downwards from the top, in points."""


class Box(NamedTuple):
    """A stretch of the sheet; heights are counted downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def about(cls, point: Point, by: float) -> Self:
        """The box that reaches so far from a point to each side."""
        return cls(point[0] - by, point[1] - by, point[0] + by, point[1] + by)

    def wider(self, by: float) -> Box:
        """The box with so much room about it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes have room in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def crossed_by(self, start: Point, end: Point) -> bool:
        """Tell whether a straight line runs through it (the clipping of Liang and Barsky)."""
        first, last = 0.0, 1.0
        for axis, low, high in ((0, self.left, self.right), (1, self.top, self.bottom)):
            along, at = end[axis] - start[axis], start[axis]
            if not along:
                if not low <= at <= high:
                    return False
                continue
            near, far = sorted(((low - at) / along, (high - at) / along))
            first, last = max(first, near), min(last, far)
        return first < last
