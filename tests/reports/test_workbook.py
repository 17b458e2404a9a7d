"""The figures as a workbook, read back from its bytes: a zip of XML."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import pytest

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.practice.practice import practice_from, practice_named
from lado_desktop.figures.counting.year import figures
from lado_desktop.figures.presenting.charting import chart_of
from lado_desktop.figures.presenting.export import table_csv
from lado_desktop.figures.presenting.result import YearFigures
from lado_desktop.figures.presenting.view import in_numbers
from lado_desktop.figures.presenting.viewing import view_of
from lado_desktop.reports.workbook.workbook import sheet_names, workbook

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
NASTY = '=HYPERLINK("http://example.org","x")'


class Book:
    """Read a workbook: sheets by name, each cell as its kind and its value."""

    def __init__(self, content: bytes) -> None:
        packed = ZipFile(BytesIO(content))
        self.parts = {name: packed.read(name) for name in packed.namelist()}
        strings = self.xml("xl/sharedStrings.xml")
        words = ["".join(each.itertext()) for each in strings.iter(f"{MAIN}si")]
        names = [each.get("name", "") for each in self.xml("xl/workbook.xml").iter(f"{MAIN}sheet")]
        self.sheets = {
            name: self._cells(self.xml(f"xl/worksheets/sheet{number}.xml"), words)
            for number, name in enumerate(names, 1)
        }

    def xml(self, part: str) -> Element:
        return fromstring(self.parts[part])

    def charts(self) -> list[Element]:
        return [self.xml(part) for part in self.parts if part.startswith("xl/charts/chart")]

    def row(self, sheet: str, label: str) -> list[float]:
        """The numbers to the right of a label."""
        cells = self.sheets[sheet]
        (number,) = [
            place[1:] for place, cell in cells.items() if place[0] == "A" and cell == label
        ][:1]
        return [
            cell for place, cell in cells.items() if place[1:] == number and isinstance(cell, float)
        ]

    @staticmethod
    def _cells(sheet: Element, words: list[str]) -> dict[str, str | float]:
        found: dict[str, str | float] = {}
        for cell in sheet.iter(f"{MAIN}c"):
            assert cell.find(f"{MAIN}f") is None, "a formula"
            value = cell.find(f"{MAIN}v")
            if value is not None and value.text is not None:
                text = cell.get("t") == "s"
                found[cell.get("r", "")] = words[int(value.text)] if text else float(value.text)
        return found


def planted(shift: Shift, **given: Any) -> YearFigures:
    rows = [{"label": NASTY, "sector": ["ey*"]}, {"label": "+44 & <b>", "sector": ["police*"]}]
    table = {
        "id": "t", "title": "='Sector': all [of them] / \\ ?", "counts": "contacts",
        "columns": {"years": 2}, "rows": rows, "show": ["count", "percent", "change"],
        "total": "@Total",
    }  # fmt: skip
    about = {"authority": "=A & B", "report": "R", "year_start": [4, 1]}
    practice = practice_from("planted", {"service": about, "table": [table | given]})
    return figures(shift, "2026/27", date(2027, 3, 31), practice)


def test_every_table_has_a_sheet_with_its_numbers_as_numbers(
    shift: Shift, log: Callable[..., Contact]
) -> None:
    log()
    log(received_on=date(2025, 5, 2))
    counted = figures(shift, "2026/27", None, practice_named("working_together"))
    book = Book(workbook(shift, counted))
    names = sheet_names([table.title for table in counted.tables])
    assert list(book.sheets) == ["About", *names]
    assert book.sheets["About"]["B7"] == "OFFICIAL-SENSITIVE"
    for name, table in zip(names, counted.tables, strict=True):
        cells = book.sheets[name]
        assert cells["A1"] == table.title
        assert "as at 23 November 2026" in str(cells["A2"])
        for row in in_numbers(view_of(table)).rows:
            shown = [cell.figure for cell in row.cells]
            known = [figure for figure in shown if isinstance(figure, int | float)]
            assert book.row(name, row.label) == known
        said = " ".join(str(cell) for cell in cells.values())
        assert table.base in said
        assert "counted twice" in said or "not added up" in said


def test_each_chart_is_excels_own_over_the_same_figures(
    shift: Shift, log: Callable[..., Contact]
) -> None:
    given = (("ey.nursery", "early_years"), ("sport", "ofsted"), ("faith", "health"))
    for month, (sector, source) in enumerate(given, 5):
        log(sector=sector, source=source, received_on=date(2026, month, 4))
        log(sector=sector, source=source, received_on=date(2025, 5, 2))
    counted = figures(shift, "2026/27", None, practice_named("working_together"))
    book = Book(workbook(shift, counted))
    charts = [chart for table in counted.tables if (chart := chart_of(table)) is not None]
    assert len(book.charts()) == len(charts) > 2
    by_title = {
        "".join(each.find(f".//{CHART}title").itertext()): each  # type: ignore[union-attr]
        for each in book.charts()
    }
    for chart in charts:
        drawn = by_title[chart.caption]
        series = list(drawn.iter(f"{CHART}ser"))
        assert len(series) == len(chart.series)
        for one, each in zip(series, chart.series, strict=True):
            labels = one.find(f".//{CHART}cat")
            values = one.find(f".//{CHART}val")
            assert labels is not None
            assert values is not None
            assert [p.text for p in labels.iter(f"{CHART}v")] == list(chart.labels)
            known = [float(value) for value in each.values if value is not None]
            assert [float(p.text or "") for p in values.iter(f"{CHART}v")] == known
    described = b"".join(
        content for part, content in book.parts.items() if part.startswith("xl/drawings/drawing")
    ).decode()
    assert described.count('descr="') == len(charts)


def test_a_chart_of_percentages_shows_them_as_its_table_does(
    shift: Shift, log: Callable[..., Contact]
) -> None:
    log()
    log(sector="police")
    counted = planted(shift, show=["percent", "count"], chart="bars")
    (drawn,) = Book(workbook(shift, counted)).charts()
    formats = {each.get("formatCode") for each in drawn.iter(f"{CHART}numFmt")}
    assert '#,##0.0"%"' in formats
    assert [value.text for each in drawn.iter(f"{CHART}val") for value in
            each.iter(f"{CHART}v")] == ["50", "50"]  # fmt: skip


def test_a_label_that_looks_like_a_formula_stays_text(
    shift: Shift, log: Callable[..., Contact]
) -> None:
    log()
    counted = planted(shift)
    book = Book(workbook(shift, counted))
    (name,) = [name for name in book.sheets if name != "About"]
    assert NASTY in book.sheets[name].values()
    assert "@Total" in book.sheets[name].values()
    assert not [part for part in book.parts if b"<hyperlink" in book.parts[part]]
    text = table_csv(counted.tables[0], "about")
    assert f'"\'{NASTY.replace(chr(34), chr(34) * 2)}"' in text
    assert '"\'@Total"' in text
    assert '"\'+44 & <b>"' in text


def test_what_does_not_add_up_is_reported_on_its_sheet_and_on_the_first(
    shift: Shift, log: Callable[..., Contact]
) -> None:
    log()
    twice = [{"label": "A", "sector": ["ey*"]}, {"label": "B", "sector": ["ey.nursery"]}]
    counted = planted(shift, rows=twice, columns={"years": 1}, show="count", title="T")
    said = "“T”, 2026/27: the rows come to 2, and the count is 1."
    book = Book(workbook(shift, counted))
    assert said in book.sheets["1 T"].values()
    assert said in book.sheets["About"].values()
    assert "No" in book.sheets["About"].values()


def test_an_empty_column_is_empty_and_says_why(shift: Shift, log: Callable[..., Contact]) -> None:
    log()
    counted = planted(shift, title="T")
    book = Book(workbook(shift, counted))
    assert book.row("1 T", "+44 & <b>") == [0.0, 0.0]
    assert "2025/26" not in book.sheets["1 T"].values()
    assert "Left out, as nothing of the kind was recorded yet: 2025/26." in (
        book.sheets["1 T"].values()
    )


def test_practice_data_is_marked_on_every_sheet(shift: Shift, log: Callable[..., Contact]) -> None:
    log()
    book = Book(workbook(replace(shift, practice_data=True), planted(shift)))
    for cells in book.sheets.values():
        assert cells["A3"] == "Practice data: every person and event here is invented."


def test_the_same_figures_at_the_same_moment_are_the_same_bytes(
    shift: Shift, log: Callable[..., Contact]
) -> None:
    log()
    assert workbook(shift, planted(shift)) == workbook(shift, planted(shift))


@pytest.mark.parametrize(
    "title",
    ["a" * 80, "History", "[x]: y / z \\ * ?", "'quoted'", "", "😀" * 40, "Same"],
)
def test_a_sheet_has_a_name_that_excel_takes(title: str) -> None:
    names = sheet_names([title, title.upper(), title])
    assert len({name.lower() for name in names}) == 3
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) <= 62
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.lower() != "history"
