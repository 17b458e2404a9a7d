"""A native Excel chart of a table's printed figures."""

from __future__ import annotations

from typing import Any

from lado_desktop.figures.presenting.chart import Chart
from lado_desktop.reports.pdf.script import clean

_TYPES = {
    "bars": {"type": "bar"},
    "stacked": {"type": "bar", "subtype": "stacked"},
    "lines": {"type": "line"},
}
_ACCENT, _SOFT, _INK, _PAPER = "#1F4E5F", "#C9DBE0", "#1A2226", "#FFFFFF"
_PATTERNS = (
    "",
    "wide_upward_diagonal",
    "percent_25",
    "outlined_diamond",
    "narrow_vertical",
    "solid_diamond",
)
_MARKS = ("circle", "square", "diamond", "triangle", "x", "plus")
_DASHES = ("solid", "dash", "round_dot", "dash_dot", "long_dash", "square_dot")
_ROW, _FRAME, _WIDE = 17, 150, 760
"""Pixels: a bar with its space, the space around the bars, and the chart's width."""


def add_chart(book: Any, sheet: Any, name: str, chart: Chart, row: int, bold: Any) -> None:
    """Write a chart's figures below a table, from `row` onward, and the chart under them."""
    sheet.write_string(row, 0, "What the chart draws", bold)
    shown = "#,##0" + f".{'0' * chart.decimals}" * bool(chart.decimals)
    shown += '"%"' * (chart.measure == "percent")
    number = book.add_format({"font_name": "Arial", "num_format": shown})
    for place, each in enumerate(chart.series, 1):
        sheet.write_string(row, place, clean(each.name), bold)
    for down, label in enumerate(chart.labels, row + 1):
        sheet.write_string(down, 0, clean(label))
        for place, each in enumerate(chart.series, 1):
            value = each.values[down - row - 1]
            if value is not None:
                sheet.write_number(down, place, value, number)
    last = row + len(chart.labels)
    if chart.note:
        sheet.write_string(last + 1, 0, clean(chart.note))
    made = book.add_chart(dict(_TYPES[chart.kind]))
    count = len(chart.series)
    for place in range(1, count + 1):
        style = count - place if chart.latest_first else place - 1
        made.add_series(
            {
                "name": [name, row, place],
                "categories": [name, row + 1, 0, last, 0],
                "values": [name, row + 1, place, last, place],
                "data_labels": {"value": True, "num_format": shown},
                "gap": 60,
                **_style(chart, style),
            }
        )
    made.set_title({"name": clean(chart.caption), "name_font": {"size": 11}})
    made.set_legend({"position": "top"} if count > 1 else {"none": True})
    if chart.kind != "lines":
        # Excel draws the first row at the bottom, print at the top.
        made.set_y_axis({"reverse": True})
        made.set_x_axis({"major_gridlines": {"visible": False}, "num_format": shown})
    bars = len(chart.labels) * (count if chart.kind == "bars" else 1)
    high = 340 if chart.kind == "lines" else _FRAME + _ROW * bars + 8 * len(chart.labels)
    made.set_size({"width": _WIDE, "height": high})
    where = {"description": clean(chart.words), "object_position": 2}
    sheet.insert_chart(last + 2, 0, made, where)


def _style(chart: Chart, style: int) -> dict[str, object]:
    """Return pattern, dash and mark, so that colour is never the only sign."""
    colour = _ACCENT if style % 2 == 0 else _INK
    if chart.kind == "lines":
        return {
            "line": {"color": colour, "width": 1.75, "dash_type": _DASHES[style % 6]},
            "marker": {"type": _MARKS[style % 6], "size": 6, "fill": {"color": colour}},
        }
    border: dict[str, object] = {"border": {"color": _ACCENT}}
    if style % 6 == 0:
        return border | {"fill": {"color": _ACCENT}}
    ground = _SOFT if style % 6 == 2 else _PAPER
    pattern = {"pattern": _PATTERNS[style % 6], "fg_color": _ACCENT, "bg_color": ground}
    return border | {"pattern": pattern}
