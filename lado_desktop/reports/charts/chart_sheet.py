"""The sheet a chart is drawn on: it grows downwards as it is filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

from reportlab.graphics.shapes import Drawing, Group, Line, Rect, Shape, String
from reportlab.lib.colors import HexColor

from lado_desktop.reports.charts.chart_look import ChartLook, filled, marked, stroked
from lado_desktop.reports.pdf import lines
from lado_desktop.reports.pdf.fonts import Face, font, runs, width
from lado_desktop.reports.pdf.lines import set_lines

LABEL, FIGURE = 9.0, 8.0
"""Type sizes of labels, and of figures next to the bars."""
LEADING = 1.3
_SWATCH, _SWATCH_GAP, _ENTRY_GAP = 16.0, 5.0, 16.0


class Sheet:
    """Shapes on a sheet of a fixed width. y is counted downwards from the top, in points."""

    def __init__(self, wide: float, look: ChartLook, *, tight: bool = False) -> None:
        self.wide = wide
        self.look = look
        self.spacing = 0.4 if tight else 1.0
        """The space between bars, relative to the usual space."""
        self.thinner = 1.5 if tight else 0.0
        """Points by which bars are thinner than usual."""
        self.depth = 0.0
        """The height filled so far."""
        self._shapes: list[Shape] = []

    def add(self, *shapes: Shape) -> None:
        """Add shapes, whose y is negative: downwards from the top."""
        self._shapes.extend(shapes)

    def bar(self, style: int, left: float, top: float, wide: float, high: float) -> None:
        """Add a bar in one of six patterns."""
        self.add(*filled(self.look, style, left, -top - high, wide, high))

    def ground(self, left: float, top: float, wide: float, high: float) -> None:
        """Add a plain area on which a figure is readable."""
        paper = HexColor(self.look.paper)
        self.add(Rect(left, -top - high, wide, high, fillColor=paper, strokeColor=None))

    def rule(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """Add a thin straight line."""
        self.add(Line(left, -top, right, -bottom, strokeColor=HexColor(colour), strokeWidth=0.7))

    def write(
        self,
        text: str,
        x: float,
        top: float,
        *,
        size: float = LABEL,
        face: Face = "regular",
        colour: str | None = None,
        from_right: bool = False,
        centred: bool = False,
    ) -> None:
        """Write one line; `top` is the top of its text."""
        (line, *_) = set_lines(text, face, size, 1e6)
        x -= line.width if from_right else line.width / 2 if centred else 0.0
        self._set(line, x, -top - size, colour or self.look.ink)

    def write_all(self, found: Sequence[lines.Line], right: float, top: float) -> None:
        """Write the lines of a label, flush right at `right`."""
        for number, line in enumerate(found):
            down = top + number * line.size * LEADING
            self._set(line, right - line.width, -down - line.size, self.look.ink)

    def legend(self, names: Sequence[str], styles: Sequence[int], *, as_lines: bool) -> None:
        """Add the legend, with as many entries in a row as fit."""
        x, high = 0.0, LABEL * LEADING + 3
        for name, style in zip(names, styles, strict=True):
            (line, *rest) = set_lines(name, "regular", LABEL, self.wide - _SWATCH - _SWATCH_GAP)
            taken = _SWATCH + _SWATCH_GAP + line.width
            if x and x + taken > self.wide:
                x, self.depth = 0.0, self.depth + high
            self._sample(style, x + 0.5, as_lines=as_lines)
            self._set(line, x + _SWATCH + _SWATCH_GAP, -self.depth - LABEL, self.look.ink)
            for more in rest:
                self.depth += LABEL * LEADING
                self._set(more, _SWATCH + _SWATCH_GAP, -self.depth - LABEL, self.look.ink)
            x += taken + _ENTRY_GAP
        self.depth += high + 5

    def say_below(self, words: str) -> None:
        """Write a note below everything drawn so far."""
        self.depth += 4
        for line in set_lines(words, "regular", FIGURE, self.wide):
            self._set(line, 0.0, -self.depth - FIGURE, self.look.muted)
            self.depth += FIGURE * LEADING
        self.depth += 2

    def drawing(self) -> Drawing:
        """Return the sheet as one drawing."""
        high = ceil(self.depth)  # an SVG has a frame of whole points
        # Named, because drawings name Times by default, which is not embedded.
        made = Drawing(self.wide, high, initialFontName=font("NotoSans-Regular").fontName)
        made.add(Group(*self._shapes, transform=(1, 0, 0, 1, 0, high)))
        return made

    def _sample(self, style: int, x: float, *, as_lines: bool) -> None:
        if as_lines:
            middle = -self.depth - LABEL * 0.65
            self.add(stroked(self.look, style, [(x, middle), (x + _SWATCH, middle)]))
            self.add(marked(self.look, style, x + _SWATCH / 2, middle))
        else:
            self.bar(style, x, self.depth + 1.5, _SWATCH, LABEL - 1)

    def _set(self, line: lines.Line, x: float, y: float, colour: str) -> None:
        for name, chars in runs(line.drawn, line.face):
            self.add(
                String(
                    x,
                    # SVG readers round to whole points, so the drawing has twice this size.
                    round(y * 2) / 2,
                    chars,
                    fontName=font(name).fontName,
                    fontSize=line.size,
                    fillColor=HexColor(colour),
                )
            )
            x += width(chars, line.face) * line.size


def words_in(shape: Any) -> Iterator[str]:
    """Yield every text in a drawing."""
    if isinstance(shape, String):
        yield shape.text
    for each in getattr(shape, "contents", ()):
        yield from words_in(each)


def text_width(text: str, size: float = FIGURE, face: Face = "regular") -> float:
    """Return the width of a line of text in points."""
    return set_lines(text, face, size, 1e6)[0].width
