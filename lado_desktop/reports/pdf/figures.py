"""Charts, laid out as pieces: a caption, and the drawing as a figure with its words."""

from __future__ import annotations

from dataclasses import replace

from lado_desktop.figures.presenting.chart import Chart
from lado_desktop.reports.blocks import Figure
from lado_desktop.reports.charts.chart_drawing import drawing
from lado_desktop.reports.pdf.grid import PADDING, Cell, loose
from lado_desktop.reports.pdf.lines import set_lines
from lado_desktop.reports.pdf.pieces import Piece, bind
from lado_desktop.reports.pdf.style import DEPTH, MARGIN, MEASURE, MUTED, SMALL
from lado_desktop.reports.pdf.tagged_canvas import TaggedCanvas
from lado_desktop.reports.pdf.tags import Node

_SMALLEST = 0.75
"""The least size of a chart that is made to fit what is left of a page: its type is 6 points."""
_CAPTION = 60.0
"""What is left of a page's depth for the caption."""


def figure_pieces(figure: Figure, parent: Node) -> list[Piece]:
    """A chart under its caption; smaller where it is higher than a page, or ends one."""
    node = Node("Figure", parent, alt=figure.chart.words)
    lines = set_lines(figure.chart.caption, "bold", SMALL, MEASURE)
    caption = Cell(lines, MARGIN - PADDING, MEASURE, Node("Caption", node), MUTED)
    high = drawing(figure.chart, MEASURE).height
    if high > DEPTH - _CAPTION:
        whole = _picture(figure.chart, node, DEPTH - _CAPTION)
    else:
        whole = _picture(figure.chart, node, high, tight=False)

    def lower(room: float) -> Piece | None:
        least = drawing(figure.chart, MEASURE, tight=True).height * _SMALLEST
        return _picture(figure.chart, node, room) if least <= room < high else None

    return bind([*loose(caption, SMALL, under=6.0), replace(whole, lower=lower)])


def _picture(chart: Chart, node: Node, room: float, *, tight: bool = True) -> Piece:
    """The chart as wide as the text; in less room all else in it is smaller."""
    scale = min(1.0, room / drawing(chart, MEASURE, tight=tight).height)
    drawn = drawing(chart, MEASURE / scale, tight=tight)
    high = drawn.height * scale

    def draw(canvas: TaggedCanvas, top: float) -> None:
        canvas.picture(drawn, MARGIN, top - high, scale, node)

    return Piece(high, draw)
