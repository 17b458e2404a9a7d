"""Charts, laid out as pieces: a caption, and the drawing as a figure with its words."""

from __future__ import annotations

from lado_desktop.reports.blocks import Figure
from lado_desktop.reports.chart_drawing import drawing
from lado_desktop.reports.grid import PADDING, Cell, loose
from lado_desktop.reports.lines import set_lines
from lado_desktop.reports.pen import Pen
from lado_desktop.reports.pieces import Piece, bind
from lado_desktop.reports.style import DEPTH, MARGIN, MEASURE, MUTED, SMALL
from lado_desktop.reports.tags import Node

_CAPTION = 60.0
"""What is left of a page's depth for the caption."""


def figure_pieces(figure: Figure, parent: Node) -> list[Piece]:
    """A chart under its caption; one that is higher than a page is drawn smaller."""
    node = Node("Figure", parent, alt=figure.chart.words)
    lines = set_lines(figure.chart.caption, "bold", SMALL, MEASURE)
    caption = Cell(lines, MARGIN - PADDING, MEASURE, Node("Caption", node), MUTED)
    drawn = drawing(figure.chart, MEASURE)
    scale = min(1.0, (DEPTH - _CAPTION) / drawn.height)
    high = drawn.height * scale

    def draw(pen: Pen, top: float) -> None:
        pen.picture(drawn, MARGIN, top - high, scale, node)

    return bind([*loose(caption, SMALL, under=6.0), Piece(high, draw)])
