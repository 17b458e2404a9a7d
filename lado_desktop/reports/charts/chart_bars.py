"""Horizontal bars in printed order, side by side or stacked, each with its figure."""

from __future__ import annotations

from lado_desktop.figures.presenting.chart import Chart
from lado_desktop.figures.presenting.view import WITHHELD
from lado_desktop.reports.charts.chart_sheet import FIGURE, LABEL, LEADING, Sheet, text_width
from lado_desktop.reports.pdf.lines import Line, set_lines, widest_word

_ALONE, _BESIDE, _STACKED = 10.0, 9.5, 13.0
"""Heights of a bar: one for each label, several for each label, stacked."""
_LEAST = 0.8
"""Points: the least width of a bar above 0, so that it is visible."""
_LABELS = 0.4
"""The largest share of the width for labels."""


def draw_bars(sheet: Sheet, chart: Chart) -> None:
    """Draw a bar for each figure, grouped by label."""
    count = len(chart.series)
    # The latest year is solid, whichever years are before it.
    styles = [count - 1 - at if chart.latest_first else at for at in range(count)]
    if count > 1:
        sheet.legend([each.name for each in chart.series], styles, as_lines=False)
    high = (_ALONE if count == 1 else _BESIDE) - sheet.thinner
    figures = [[each.values[at] for each in chart.series] for at in range(len(chart.labels))]
    listed = [[chart.said(each, at) for each in chart.series] for at in range(len(chart.labels))]
    room = max(text_width(words) for row in listed for words in row) + 5
    most = max(value for row in figures for value in row if value is not None)
    labels, left = _labels(sheet, chart)
    scale = (sheet.wide - room - left) / most
    top = sheet.depth
    for found, row, words in zip(labels, figures, listed, strict=True):
        depth = max(high * count, len(found) * LABEL * LEADING)
        sheet.write_all(found, left - 6, top + (depth - len(found) * LABEL * LEADING) / 2 - 0.5)
        first = top + (depth - high * count) / 2
        for at, (style, value) in enumerate(zip(styles, row, strict=True)):
            down = first + at * high
            wide = max(_LEAST, value * scale) if value else 0.0
            if wide:
                sheet.bar(style, left, down + 0.5, wide, high - 1)
            sheet.write(words[at], left + wide + 4, down + (high - FIGURE) / 2 - 0.9, size=FIGURE)
        top += depth + (6 if count == 1 else 8) * sheet.spacing
    _axis(sheet, left, top)


def draw_stacked(sheet: Sheet, chart: Chart) -> None:
    """Draw one stacked bar for each label, with its sum at the end."""
    styles = list(range(len(chart.series)))
    sheet.legend([each.name for each in chart.series], styles, as_lines=False)
    sums = [
        sum(value for each in chart.series if (value := each.values[at]) is not None)
        for at in range(len(chart.labels))
    ]
    # With a part missing there is no sum.
    listed = [
        WITHHELD if any(at in part.withheld for part in chart.series) else chart.written(each)
        for at, each in enumerate(sums)
    ]
    labels, left = _labels(sheet, chart)
    room = max(text_width(words, FIGURE, "bold") for words in listed) + 5
    scale = (sheet.wide - room - left) / max(sums)
    top = sheet.depth
    for at, (found, words) in enumerate(zip(labels, listed, strict=True)):
        depth = max(_STACKED, len(found) * LABEL * LEADING)
        sheet.write_all(found, left - 6, top + (depth - len(found) * LABEL * LEADING) / 2 - 0.5)
        x, down = left, top + (depth - _STACKED) / 2
        for style, each in zip(styles, chart.series, strict=True):
            wide = (each.values[at] or 0) * scale
            if wide:
                sheet.bar(style, x, down, wide, _STACKED)
                _within(sheet, chart.said(each, at), x, down, wide)
            x += wide
        sheet.write(words, x + 4, down + (_STACKED - FIGURE) / 2 - 0.9, size=FIGURE, face="bold")
        top += depth + 6 * sheet.spacing
    _axis(sheet, left, top)


def _within(sheet: Sheet, words: str, left: float, top: float, wide: float) -> None:
    """Draw a figure on its part of a bar if it fits, on plain ground."""
    needed = text_width(words) + 4
    if needed + 2 > wide:
        return
    middle = left + wide / 2
    sheet.ground(middle - needed / 2, top + 1.5, needed, _STACKED - 3)
    sheet.write(words, middle, top + (_STACKED - FIGURE) / 2 - 0.9, size=FIGURE, centred=True)


def _labels(sheet: Sheet, chart: Chart) -> tuple[list[list[Line]], float]:
    """Wrap the labels, and return their lines and where the bars begin."""
    natural = max(text_width(label, LABEL) for label in chart.labels) + 0.5
    word = max(widest_word(label, "regular", LABEL) for label in chart.labels) + 0.5
    measure = min(natural, max(sheet.wide * _LABELS, min(word, sheet.wide * 0.5)))
    return [set_lines(label, "regular", LABEL, measure) for label in chart.labels], measure + 8


def _axis(sheet: Sheet, left: float, bottom: float) -> None:
    sheet.rule(left, sheet.depth - 2, left, bottom - 4, sheet.look.muted)
    sheet.depth = bottom
