from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import fromstring

import pikepdf
import pytest
from PIL import Image
from reportlab.graphics.shapes import Path, String

from lado_desktop.figures.presenting.chart import Chart, Series
from lado_desktop.reports.blocks import Figure, Prose
from lado_desktop.reports.charts.chart_box import Box
from lado_desktop.reports.charts.chart_drawing import drawing, png, svg
from lado_desktop.reports.charts.chart_look import PRINTED
from lado_desktop.reports.pdf.style import MEASURE

LONG = "Head teachers, principals and everybody else who leads a school or a college of any kind"
MONTHS = tuple(f"{name} 2025" for name in ("April", "May", "June", "July", "August", "September"))
CHARTS = {
    "bars": Chart(
        "Findings",
        "bars",
        ("Substantiated", LONG, "W" * 90, "سلمى & <b>Tom</b>"),
        (Series("2024/25", (4, 0, None, 2)), Series("2025/26", (1, 2000, 7, 0))),
        latest_first=True,
    ),
    "stacked": Chart(
        "Outcomes by sector",
        "stacked",
        ("Education", "Sport"),
        tuple(Series(f"Outcome {number}", (number, None)) for number in range(6)),
    ),
    "lines": Chart(
        "Contacts by month",
        "lines",
        MONTHS,
        (Series("Contacts", (3, 0, 12, None, 4, 4)), Series("Enquiries", (1, 0, 2, 3, 4, 5))),
    ),
    "steep": Chart(
        "Contacts by month", "lines", MONTHS, (Series("Contacts", (4, 3, 80, 4, 2, 6)),)
    ),
    "one": Chart("Briefings", "lines", ("2024/25", "2025/26"), (Series("Held", (0, 1)),)),
}


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_a_figure_that_says_what_it_shows(
    printed: Callable[..., Any], name: str
) -> None:
    chart = CHARTS[name]
    file = printed(Prose("Before."), Figure(chart), Prose("After."))
    (figure,) = file.tree.all("Figure")
    assert figure.kids[0].tag == "Caption"
    (entry,) = _elements(file.file, "/Figure")
    assert str(entry.Alt) == chart.words
    left, bottom, right, top = (float(edge) for edge in entry.A.BBox)
    assert left < right <= 595
    assert 0 < bottom < top < 842
    assert all(each.name.split()[0] in file.text for each in chart.series if len(chart.series) > 1)


def test_a_chart_higher_than_a_page_is_made_to_fit_one(printed: Callable[..., Any]) -> None:
    rows = tuple(f"Row {number}" for number in range(56))
    tall = Chart("All", "bars", rows, (Series("2025/26", tuple(range(56))),), latest_first=True)
    assert drawing(tall, MEASURE).height > 700
    file = printed(Figure(tall))
    assert "Row 0 " in file.pages[-1]
    assert "Row 55" in file.pages[-1]


def test_a_chart_ends_a_page_smaller_rather_than_leave_the_half_of_it_empty(
    printed: Callable[..., Any],
) -> None:
    rows = tuple(f"Row {number}" for number in range(14))
    some = Chart("All", "bars", rows, (Series("2025/26", tuple(range(14))),), latest_first=True)
    high = drawing(some, MEASURE).height
    assert drawing(some, MEASURE, tight=True).height < high
    lines = 20
    while len((file := printed(Prose("\n".join(["Line"] * lines)), Figure(some))).pages) == 1:
        lines += 1
    (entry,) = _elements(file.file, "/Figure")
    (last,) = _elements(
        printed(Prose("\n".join(["Line"] * (lines - 1))), Figure(some)).file, "/Figure"
    )
    whole, lower = (float(each.A.BBox[3]) - float(each.A.BBox[1]) for each in (entry, last))
    assert whole == pytest.approx(high, abs=1)
    assert 0.5 * whole < lower < 0.85 * whole
    assert float(last.A.BBox[2]) - float(last.A.BBox[0]) == pytest.approx(MEASURE, abs=1)


@pytest.mark.parametrize("name", ["lines", "steep"])
def test_no_line_of_a_chart_runs_through_its_figures(name: str) -> None:
    (group,) = drawing(CHARTS[name], MEASURE).contents
    strokes = [
        pair
        for shape in group.contents
        if isinstance(shape, Path)
        for pair in pairwise(batched_points(shape.points))
    ]
    assert strokes
    said = {str(value) for each in CHARTS[name].series for value in each.values}
    first = max(min(start[0], end[0]) for start, end in strokes[:1])
    figures = [
        shape
        for shape in group.contents
        if isinstance(shape, String) and shape.text in said and shape.x > first - 12
    ]
    assert len(figures) >= len(CHARTS[name].labels) - 1
    for figure in figures:
        # The digits reach from the line that they are written on to the height of a digit.
        box = Box(figure.x, figure.y, figure.x + 4.5 * len(figure.text), figure.y + 5.6)
        assert not any(box.crossed_by(*stroke) for stroke in strokes), figure.text


def batched_points(points: list[float]) -> list[tuple[float, float]]:
    """The points of a path, which are numbers one after the other."""
    return list(zip(points[::2], points[1::2], strict=True))


def test_no_font_is_named_that_the_file_does_not_hold(printed: Callable[..., Any]) -> None:
    file = printed(*(Figure(chart) for chart in CHARTS.values())).file
    fonts = [each for each in file.objects if _is(each, "/Font") and "/FontDescriptor" in each]
    named = [each for each in file.objects if _is(each, "/Font")]
    assert len(fonts) == len(named) > 0


@pytest.mark.parametrize("name", CHARTS)
def test_every_shape_and_word_of_a_chart_is_on_its_sheet(name: str) -> None:
    made = drawing(CHARTS[name], MEASURE)
    left, bottom, right, top = made.getBounds()
    assert left >= -2
    assert bottom >= -2
    assert right <= MEASURE + 2
    assert top <= made.height + 2


def test_on_screen_a_chart_is_svg_whose_words_are_text() -> None:
    tree = fromstring(svg(CHARTS["bars"], 500.7, PRINTED))
    words = "".join(tree.itertext())
    assert "<b>Tom</b>" in words
    assert "2,000" in words
    assert not [each for each in tree.iter() if each.tag.endswith("clipPath")]


def test_a_bar_whose_part_is_withheld_has_no_sum(printed: Callable[..., Any]) -> None:
    parts = (Series("Proved", (7, 31)), Series("Not", (None, 62), frozenset({0})))
    text = printed(Figure(Chart("T", "stacked", ("A", "B"), parts))).text
    assert "93" in text
    assert "c" in text.split()
    assert text.split().count("7") == 1, "seven is the sum of what is given, not of all"


@pytest.mark.parametrize("kind", ["bars", "lines"])
def test_percentages_are_written_as_in_their_table(printed: Callable[..., Any], kind: Any) -> None:
    closed = Series("In 12 weeks", (86.0, 79.9, 91.0))
    chart = Chart("Closed", kind, ("A", "B", "C"), (closed,), "percent", 1)
    text = printed(Figure(chart)).text
    assert [each for each in text.split() if each in ("86.0%", "79.9%", "91.0%")] == [
        "86.0%", "79.9%", "91.0%",
    ]  # fmt: skip
    assert ("100%" in text.split()) == (kind == "lines"), "the scale is in percentages too"
    words = "".join(fromstring(svg(chart, 500, PRINTED)).itertext())
    assert "79.9%" in words
    assert "The greatest is 91.0% (C)." in chart.words


def test_for_word_a_chart_is_a_picture_as_wide_as_the_text() -> None:
    picture = Image.open(BytesIO(png(CHARTS["lines"], MEASURE)))
    assert picture.width == pytest.approx(MEASURE / 72 * 200, abs=2)
    assert sum(picture.convert("L").histogram()[:64]) > 100, "the picture is blank"


def _is(each: Any, kind: str) -> bool:
    return isinstance(each, pikepdf.Dictionary) and each.get("/Type") == kind


def _elements(file: Any, tag: str) -> list[Any]:
    return [
        each
        for each in file.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == tag and "/K" in each
    ]
