"""Boxes on a chart, and tests whether lines cross them."""

from __future__ import annotations

from typing import NamedTuple, Self

Point = tuple[float, float]
"""x from the left and y downwards from the top, in points."""


class Box(NamedTuple):
    """A rectangle on the sheet. y is counted downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def about(cls, point: Point, by: float) -> Self:
        """Return the box around a point, with half its width and height."""
        return cls(point[0] - by, point[1] - by, point[0] + by, point[1] + by)

    def wider(self, by: float) -> Box:
        """Return the box with a margin around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def crossed_by(self, start: Point, end: Point) -> bool:
        """Tell whether a straight line crosses the box (Liang-Barsky clipping)."""
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
