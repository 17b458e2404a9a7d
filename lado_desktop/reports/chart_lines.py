"""Lines over months or years: a mark for each figure, dashes and marks of its own for each line."""

from __future__ import annotations

import re
from itertools import groupby
from math import ceil, log10

from lado_desktop.figures.chart import Chart
from lado_desktop.reports.chart_look import marked, stroked
from lado_desktop.reports.chart_sheet import (
    FIGURE,
    LEADING,
    Sheet,
    figure_words,
    text_width,
)
from lado_desktop.reports.lines import set_lines, widest_word

_HIGH = 150.0
_WORD = re.compile(r"[^\W\d_]{4,}")
_MONTH = re.compile(r"^([^\W\d_]{3}) (?=\d{4})")


def draw_lines(sheet: Sheet, chart: Chart) -> None:
    """Draw a line for each series over the labels, on a scale that begins at nought."""
    styles = list(range(len(chart.series)))
    if len(styles) > 1:
        sheet.legend([each.name for each in chart.series], styles, as_lines=True)
    sheet.depth += FIGURE * LEADING + 4
    step = _step(max(value for each in chart.series for value in each.values if value is not None))
    top, left = sheet.depth, text_width(figure_words(step[0] * step[1])) + 8
    apart = (sheet.wide - left) / len(chart.labels)
    for number in range(step[1] + 1):
        at = top + _HIGH - number * _HIGH / step[1]
        sheet.rule(left, at, sheet.wide, at, sheet.look.rule if number else sheet.look.muted)
        words = figure_words(number * step[0])
        sheet.write(
            words,
            left - 5,
            at - FIGURE * 0.7,
            size=FIGURE,
            colour=sheet.look.muted,
            from_right=True,
        )
    places = [left + apart * (number + 0.5) for number in range(len(chart.labels))]
    sheet.depth = top + _HIGH
    drawn = list(zip(styles, chart.series, strict=True))
    points = {
        style: [
            None if value is None else (x, top + _HIGH - value / (step[0] * step[1]) * _HIGH)
            for x, value in zip(places, each.values, strict=True)
        ]
        for style, each in drawn
    }
    for style, found in points.items():
        for known, stretch in groupby(found, key=bool):
            through = [(point[0], -point[1]) for point in stretch if point]
            if known and len(through) > 1:
                sheet.add(stroked(sheet.look, style, through))
    for style, found in points.items():
        for point in found:
            if point:
                sheet.add(marked(sheet.look, style, point[0], -point[1]))
    if len(drawn) <= 2:
        _say_figures(sheet, chart, points)
    _name_columns(sheet, chart, places, apart)


def _say_figures(
    sheet: Sheet, chart: Chart, points: dict[int, list[tuple[float, float] | None]]
) -> None:
    """Write each figure over its mark; of two lines, under the lower mark."""
    for style, found in points.items():
        other = points.get(1 - style)
        for at, point in enumerate(found):
            if point is None:
                continue
            beside = other[at] if other else None
            if beside == point and style:
                continue
            lower = beside is not None and beside[1] < point[1]
            room = sheet.depth - point[1] > FIGURE * 1.1 + 5
            top = point[1] + 4 if lower and room else point[1] - 5 - FIGURE * 1.1
            words = figure_words(chart.series[style].values[at])
            sheet.write(words, point[0], top, size=FIGURE, centred=True)


def _name_columns(sheet: Sheet, chart: Chart, places: list[float], apart: float) -> None:
    """Write the columns' names, their longer words cut to three letters where they are too wide."""
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
    """A name with its longer words cut to three letters, the year of a month below it."""
    return _MONTH.sub(lambda month: f"{month[1]}\n", _WORD.sub(lambda word: word[0][:3], name))


def _step(most: float) -> tuple[int, int]:
    """How far the lines across are apart, and how many there are above nought."""
    rough = max(1.0, most / 4)
    power = 10 ** int(log10(rough))
    step = next(each * power for each in (1, 2, 5, 10) if each * power >= rough)
    return step, max(1, ceil(most / step))
