"""Rows of cells, from which tables and fact lists are made.

A row stays on one page unless it is higher than half a page. A higher one continues overleaf line
by line, and is still one row in the structure tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lado_desktop.reports.pdf.fonts import Face
from lado_desktop.reports.pdf.lines import Line, set_lines
from lado_desktop.reports.pdf.pieces import Piece, bind_ends
from lado_desktop.reports.pdf.style import BAND, DEPTH, INK, LEADING, MARGIN, MEASURE, RULE, Colour
from lado_desktop.reports.pdf.tagged_canvas import TaggedCanvas
from lado_desktop.reports.pdf.tags import Mark

PADDING = 5.0  # left and right of a cell's text
WHOLE = DEPTH / 2  # a row up to this height is never cut


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of a cell, the left edge and width of its column, and its node in the tree."""

    lines: Sequence[Line]
    left: float
    width: float
    mark: Mark
    colour: Colour = INK
    flush_right: bool = False
    beside: Line | None = None
    """The text at the right edge of the last line: a percentage."""
    inset: float = 0.0
    """Room at the right edge for what is next to a figure."""

    def write(self, canvas: TaggedCanvas, number: int, baseline: float) -> None:
        """Write one line of the cell, if it has that many."""
        if number < len(self.lines):
            line = self.lines[number]
            room = self.width - 2 * PADDING
            shift = room - self.inset - line.width if self.flush_right else 0.0
            canvas.write(line, self.left + PADDING + shift, baseline, self.colour, self.mark)
            if self.beside is not None:
                at = self.left + PADDING + room - self.beside.width
                canvas.write(self.beside, at, baseline, self.colour, self.mark)


@dataclass(frozen=True, slots=True)
class Look:
    """What is around the cells of a row: space, a band behind, rules above and below."""

    size: float
    padding: float
    band: bool = False
    above: Colour | None = None
    below: Colour = RULE
    weight: float = 0.5


def strip(cells: Sequence[Cell], look: Look) -> list[Piece]:
    """Return the pieces of one row: one piece, or one for each line of a high row."""
    count = max((len(cell.lines) for cell in cells), default=1)
    leading = look.size * LEADING
    if count * leading + 2 * look.padding <= WHOLE:
        return [_slice(cells, look, 0, count, count)]
    return bind_ends([_slice(cells, look, at, at + 1, count) for at in range(count)])


def _slice(cells: Sequence[Cell], look: Look, first: int, last: int, count: int) -> Piece:
    leading = look.size * LEADING
    over = look.padding if first == 0 else 0.0
    under = look.padding if last == count else 0.0
    height = over + (last - first) * leading + under

    def draw(canvas: TaggedCanvas, top: float) -> None:
        if look.band:
            canvas.band(MARGIN, top - height, MEASURE, height, BAND)
        if look.above and first == 0:
            canvas.rule(MARGIN, MARGIN + MEASURE, top, look.above, look.weight)
        if last == count:
            canvas.rule(MARGIN, MARGIN + MEASURE, top - height, look.below, look.weight)
        baseline = top - over - look.size * 1.1
        for cell in cells:
            for number in range(first, last):
                cell.write(canvas, number, baseline - (number - first) * leading)

    return Piece(height, draw)


def cell_of(
    text: str,
    face: Face,
    size: float,
    left: float,
    width: float,
    mark: Mark,
    colour: Colour = INK,
    *,
    flush_right: bool = False,
) -> Cell:
    """Return a cell with its text set in lines."""
    lines = set_lines(text, face, size, width - 2 * PADDING)
    return Cell(lines, left, width, mark, colour, flush_right)


def loose(cell: Cell, size: float, under: float = 0.0) -> list[Piece]:
    """Return a text's lines as pieces without rules or padding; `under` is the space below."""

    def line(number: int) -> Piece:
        space = under if number == len(cell.lines) - 1 else 0.0

        def draw(canvas: TaggedCanvas, top: float) -> None:
            cell.write(canvas, number, top - size * 1.1)

        return Piece(size * LEADING + space, draw)

    return [line(number) for number in range(len(cell.lines))]
