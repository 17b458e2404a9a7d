"""Lays out charts as pieces: a caption, and a tagged figure with its words."""

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
"""The least scale of a chart that is fitted to a page: its type is then 6 points."""
_CAPTION = 60.0
"""The part of a page's depth for the caption."""


def figure_pieces(figure: Figure, parent: Node) -> list[Piece]:
    """Return a chart under its caption, scaled down to fit its page."""
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
    """Return the chart at the text's width, scaled down in less room."""
    scale = min(1.0, room / drawing(chart, MEASURE, tight=tight).height)
    drawn = drawing(chart, MEASURE / scale, tight=tight)
    high = drawn.height * scale

    def draw(canvas: TaggedCanvas, top: float) -> None:
        canvas.picture(drawn, MARGIN, top - high, scale, node)

    return Piece(high, draw)
