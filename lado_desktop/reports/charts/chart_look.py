"""The look of a chart's series: pattern, dash, mark, and then colour."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Circle, Line, Path, Polygon, Rect, Shape
from reportlab.lib.colors import HexColor


@dataclass(frozen=True, slots=True)
class ChartLook:
    """The colours of a chart as #RRGGBB. `accent` and `ink` are readable on `paper`."""

    ink: str
    muted: str
    rule: str
    paper: str
    accent: str
    soft: str


PRINTED = ChartLook("#1A2226", "#4F5D64", "#CDD7DB", "#FFFFFF", "#1F4E5F", "#C9DBE0")
"""For paper, in a PDF and in Word."""

Points = tuple[float, float, float, float]
"""x and y of a stroke's two ends."""

_APART = 4.0
_DASHES = (None, (6, 2.5), (2, 2), (8, 2, 2, 2), (4, 4), (1, 3))


def filled(
    look: ChartLook, style: int, x: float, y: float, width: float, high: float
) -> list[Shape]:
    """Return a bar in one of six patterns: lower left corner, width and height in points."""
    solid = {0: look.accent, 2: look.soft, 5: look.ink}.get(style % 6, look.paper)
    edge = look.ink if style % 6 == 5 else look.accent
    shapes: list[Shape] = [
        Rect(x, y, width, high, fillColor=HexColor(solid), strokeColor=None),
    ]
    strokes = _PATTERNS.get(style % 6)
    if strokes is not None:
        colour = HexColor(look.accent)
        shapes += [
            Line(*ends, strokeColor=colour, strokeWidth=0.8) for ends in strokes(x, y, width, high)
        ]
    frame = Rect(x, y, width, high, fillColor=None, strokeColor=HexColor(edge), strokeWidth=0.7)
    return [*shapes, frame]


def _rising(x: float, y: float, width: float, high: float) -> Iterator[Points]:
    """Yield strokes from lower left to upper right, cut at the bar's edges."""
    start = _APART / 2 - high
    while start < width:
        left, right = max(0.0, start), min(width, start + high)
        if right > left:
            yield x + left, y + left - start, x + right, y + right - start
        start += _APART


def _falling(x: float, y: float, width: float, high: float) -> Iterator[Points]:
    for left, low, right, top in _rising(x, y, width, high):
        yield left, 2 * y + high - low, right, 2 * y + high - top


def _crossed(x: float, y: float, width: float, high: float) -> Iterator[Points]:
    yield from _rising(x, y, width, high)
    yield from _falling(x, y, width, high)


def _upright(x: float, y: float, width: float, high: float) -> Iterator[Points]:
    at = _APART / 2
    while at < width:
        yield x + at, y, x + at, y + high
        at += _APART


_PATTERNS: dict[int, Callable[[float, float, float, float], Iterator[Points]]] = {
    1: _rising,
    3: _crossed,
    4: _upright,
}


def stroked(look: ChartLook, style: int, points: Sequence[tuple[float, float]]) -> Shape:
    """Return a line in one of six dashes through two or more points."""
    line = Path(
        # Without this an SVG reader fills it with black.
        fillColor=None,
        strokeColor=HexColor(look.accent if style % 2 == 0 else look.ink),
        strokeWidth=1.4,
        strokeDashArray=_DASHES[style % 6],
    )
    line.moveTo(*points[0])
    for point in points[1:]:
        line.lineTo(*point)
    return line


def marked(look: ChartLook, style: int, x: float, y: float) -> Shape:
    """Return a mark on a line: disc, square or diamond, first filled and then hollow."""
    colour = HexColor(look.accent if style % 2 == 0 else look.ink)
    fill = colour if style % 6 < 3 else HexColor(look.paper)
    paint = {"fillColor": fill, "strokeColor": colour, "strokeWidth": 1.0}
    match style % 3:
        case 0:
            return Circle(x, y, 2.6, **paint)
        case 1:
            return Rect(x - 2.4, y - 2.4, 4.8, 4.8, **paint)
        case _:
            return Polygon([x - 3.4, y, x, y + 3.4, x + 3.4, y, x, y - 3.4], **paint)
