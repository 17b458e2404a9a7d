"""Line charts over months or years. Each line has its own dashes and marks."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby, pairwise
from math import ceil, log10

from lado_desktop.figures.presenting.chart import Chart
from lado_desktop.figures.presenting.view import WITHHELD
from lado_desktop.reports.charts.chart_box import Box, Point
from lado_desktop.reports.charts.chart_look import marked, stroked
from lado_desktop.reports.charts.chart_sheet import FIGURE, LEADING, Sheet, text_width
from lado_desktop.reports.pdf.lines import set_lines, widest_word

Points = dict[int, list[Point | None]]
"""The marks of each line, by style; None where there is no figure."""

_HIGH = 150.0
_MARK, _DIGITS = 3.4, 6.0
"""Half a mark, and the height of a figure's digits, in points."""
_CLEAR = 1.5
"""The clearance between a figure and a line."""
_ASCENT = FIGURE * 1.0 - _DIGITS
"""From the top of a line of text to the top of its digits."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_MONTH = re.compile(r"^([^\W\d_]{3}) (?=\d{4})")


def draw_lines(sheet: Sheet, chart: Chart) -> None:
    """Draw a line for each series over the labels, on a scale that begins at 0."""
    styles = list(range(len(chart.series)))
    if len(styles) > 1:
        sheet.legend([each.name for each in chart.series], styles, as_lines=True)
    sheet.depth += FIGURE * LEADING + 4
    step = _step(max(value for each in chart.series for value in each.values if value is not None))
    top, left = sheet.depth, text_width(_on_scale(chart, step[0] * step[1])) + 8
    apart = (sheet.wide - left) / len(chart.labels)
    _rule(sheet, chart, step, left)
    places = [left + apart * (number + 0.5) for number in range(len(chart.labels))]
    sheet.depth = top + _HIGH
    drawn = list(zip(styles, chart.series, strict=True))
    points: Points = {
        style: [
            None if value is None else (x, top + _HIGH - value / (step[0] * step[1]) * _HIGH)
            for x, value in zip(places, each.values, strict=True)
        ]
        for style, each in drawn
    }
    _stroke(sheet, points)
    if len(drawn) <= 2:
        _say_figures(sheet, chart, points)
    _say_withheld(sheet, chart, places)
    _name_columns(sheet, chart, places, apart)


def _on_scale(chart: Chart, value: int) -> str:
    """Draw a whole number next to the scale."""
    return replace(chart, decimals=0).written(value)


def _rule(sheet: Sheet, chart: Chart, step: tuple[int, int], left: float) -> None:
    """Draw the grid lines with their figures."""
    for number in range(step[1] + 1):
        at = sheet.depth + _HIGH - number * _HIGH / step[1]
        sheet.rule(left, at, sheet.wide, at, sheet.look.rule if number else sheet.look.muted)
        words, colour = _on_scale(chart, number * step[0]), sheet.look.muted
        down = at - FIGURE * 0.7
        sheet.write(words, left - 5, down, size=FIGURE, colour=colour, from_right=True)


def _stroke(sheet: Sheet, points: Points) -> None:
    """Draw the lines, broken where a figure is missing, and the marks over them."""
    for style, found in points.items():
        for known, stretch in groupby(found, key=bool):
            through = [(point[0], -point[1]) for point in stretch if point]
            if known and len(through) > 1:
                sheet.add(stroked(sheet.look, style, through))
    for style, found in points.items():
        for point in found:
            if point:
                sheet.add(marked(sheet.look, style, point[0], -point[1]))


def _say_withheld(sheet: Sheet, chart: Chart, places: list[float]) -> None:
    """Write at the foot of a column that one of its figures is withheld."""
    down = sheet.depth - FIGURE * 1.4
    for at, x in enumerate(places):
        if any(at in each.withheld for each in chart.series):
            sheet.write(WITHHELD, x, down, size=FIGURE, colour=sheet.look.muted, centred=True)


def _say_figures(sheet: Sheet, chart: Chart, points: Points) -> None:
    """Write each figure above or next to its mark, if no line crosses it."""
    strokes = [
        (start, end)
        for found in points.values()
        for start, end in pairwise(found)
        if start is not None and end is not None
    ]
    taken = [Box.about(point, _MARK) for found in points.values() for point in found if point]
    for style, found in points.items():
        for at, point in enumerate(found):
            words = chart.said(chart.series[style], at)
            if point is None:
                continue
            if any(points[other][at] == point for other in range(style)):
                continue  # the same figure, at the same place, is written already
            places = _places(point, text_width(words))
            free = [
                each
                for each in places
                if each.bottom <= sheet.depth
                and not any(each.meets(other) for other in taken)
                and not any(each.wider(_CLEAR).crossed_by(*stroke) for stroke in strokes)
            ]
            place = (free or places)[0]
            taken.append(place)
            sheet.write(words, place.left, place.top - _ASCENT, size=FIGURE)


def _places(point: Point, wide: float) -> list[Box]:
    """Return the possible places of a figure near its mark, best first."""
    x, y = point
    over, under, high = y - _MARK - 2 - _DIGITS, y + _MARK + 2, _DIGITS
    rows = ((over, 0.0), (over - 3, 0.0), (under, 0.0), (y - high / 2, _MARK + wide / 2 + 2))
    found = []
    for top, aside in rows:
        shifts = (0.0, -wide / 2 - 2, wide / 2 + 2) if not aside else (-aside, aside)
        found += [Box(x + by - wide / 2, top, x + by + wide / 2, top + high) for by in shifts]
    return found


def _name_columns(sheet: Sheet, chart: Chart, places: list[float], apart: float) -> None:
    """Write the columns' names, with long words cut to three letters where they are too wide."""
    names = chart.labels
    if max(widest_word(name, "regular", FIGURE) for name in names) > apart - 3:
        names = tuple(_cut(name) for name in names)
    top, most = sheet.depth + 4, 0
    for name, x in zip(names, places, strict=True):
        found = set_lines(name, "regular", FIGURE, max(apart - 3, FIGURE))
        most = max(most, len(found))
        for number, line in enumerate(found):
            down = top + number * FIGURE * LEADING
            sheet.write(line.typed.strip(), x, down, size=FIGURE, centred=True)
    sheet.depth = top + most * FIGURE * LEADING + 4


def _cut(name: str) -> str:
    """Return a name with long words cut to three letters, and a month's year below it."""
    return _MONTH.sub(lambda month: f"{month[1]}\n", _WORD.sub(lambda word: word[0][:3], name))


def _step(most: float) -> tuple[int, int]:
    """Return the distance of the grid lines, and how many there are above 0."""
    rough = max(1.0, most / 4)
    power = 10 ** int(log10(rough))
    step = next(each * power for each in (1, 2, 5, 10) if each * power >= rough)
    return step, max(1, ceil(most / step))
