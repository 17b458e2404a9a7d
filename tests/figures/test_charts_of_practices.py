"""Every chart of every practice that is shipped shows what its title and its table say."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from itertools import combinations

import pytest

from lado_desktop.domain.practice.practice import practice_from, practice_named, practice_names
from lado_desktop.figures.counting.period import year_named
from lado_desktop.figures.counting.year import count_year
from lado_desktop.figures.layout.layout_file import layouts_of
from lado_desktop.figures.layout.overlap import wholes
from lado_desktop.figures.presenting.chart import UNITS, Chart
from lado_desktop.figures.presenting.charting import chart_of
from lado_desktop.figures.presenting.result import FigureTable, YearFigures
from lado_desktop.figures.presenting.view import WITHHELD
from lado_desktop.figures.presenting.viewing import view_of
from lado_desktop.figures.publishing.disclosure import public_copy
from lado_desktop.reports.charts.chart_drawing import svg
from lado_desktop.reports.charts.chart_look import PRINTED
from tests.figures.conftest import Plain
from tests.figures.full_vault import fill_busily

A_SHARE = re.compile(r"^%|\d%\)|\bshare\b(?<!and as a share)", re.IGNORECASE)
FIGURE = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?%?(?![\w%])")
BOTH = pytest.mark.parametrize("public", [False, True], ids=["exact", "public"])
EACH = pytest.mark.parametrize("name", practice_names())


Charts = Callable[..., list[tuple[FigureTable, Chart]]]


@pytest.fixture(scope="session")
def charts(plain_database: Plain) -> Charts:
    """The charts of a practice, with their tables: of few contacts and of many."""

    @cache
    def counted(contacts: int) -> dict[str, YearFigures]:
        with plain_database() as connection:
            fill_busily(connection, contacts)
            return {
                name: count_year(
                    connection,
                    practice_named(name),
                    year_named(practice_named(name), "2022/23"),
                    date(2023, 3, 31),
                )
                for name in practice_names()
            }

    @cache
    def found(name: str, *, public: bool) -> list[tuple[FigureTable, Chart]]:
        drawn = []
        for contacts in (300, 1200):
            figures = counted(contacts)[name]
            for table in (public_copy(figures) if public else figures).tables:
                made = chart_of(table)
                if made is not None:
                    drawn.append((table, made))
        return drawn

    return found


def by_row(chart: Chart) -> dict[str, dict[str, str]]:
    """What the chart prints: for each row of the table, by the head of its column."""
    found: dict[str, dict[str, str]] = {}
    for series in chart.series:
        for at, label in enumerate(chart.labels):
            row, head = (label, series.name) if chart.latest_first else (series.name, label)
            found.setdefault(row, {})[head] = chart.said(series, at)
    return found


def printed(cell: str, measure: str) -> str:
    """The part of a table's cell that a chart of this measure shows."""
    if measure == "percent":
        share = re.search(r"\((.+%)\)", cell)
        return share[1] if share else ""
    count = cell.split(" ", maxsplit=1)[0]
    parts = count.replace(",", "").split("/")
    return count if len(parts) == 1 else f"{sum(map(int, parts)):,}"


@BOTH
@EACH
def test_each_figure_of_a_chart_is_the_one_that_its_table_prints(
    charts: Charts, name: str, public: bool
) -> None:
    seen = 0
    for table, chart in charts(name, public=public):
        view = view_of(table)
        cells = {line.label: dict(zip(view.heads, line.texts, strict=True)) for line in view.rows}
        for label, row in by_row(chart).items():
            for head, said in row.items():
                cell = printed(cells[label][head], chart.measure)
                withheld = public and chart.measure == "percent" and said == WITHHELD
                assert said == cell or (said, cell) == ("–", "") or (withheld and not cell)
                seen += 1
    assert seen > 20


@BOTH
@EACH
def test_a_chart_draws_the_measure_that_its_table_shows_first(
    charts: Charts, name: str, public: bool
) -> None:
    for table, chart in charts(name, public=public):
        assert chart.measure == next(each for each in table.rows[0].show if each in UNITS)
        named = [table.title, *by_row(chart)]
        if any(map(A_SHARE.search, named)):
            assert chart.measure == "percent", chart.title
        if "caseload of a" in table.title.lower():
            assert chart.measure == "per_fte"


@BOTH
@EACH
def test_no_bar_is_the_sum_of_other_bars(charts: Charts, name: str, public: bool) -> None:
    practice = practice_named(name)
    layouts = {layout.id: layout for layout in layouts_of(practice)}
    for table, chart in charts(name, public=public):
        drawn = by_row(chart).keys()
        kinds = {row.label: row.counted for row in table.rows}
        assert not drawn & wholes(practice, layouts[table.id])
        for row in table.rows:
            if row.label in drawn:
                assert row.part_of not in drawn
                beside = [kinds.get(label, table.counted) for label in drawn - {row.label}]
                assert not row.is_total or row.counted not in beside


@EACH
def test_bars_that_may_not_overlap_come_to_the_total_of_their_table(
    charts: Charts, name: str
) -> None:
    for table, chart in charts(name, public=False):
        layout = next(each for each in layouts_of(practice_named(name)) if each.id == table.id)
        if layout.exclusive and layout.placing and chart.measure == "count":
            rows = by_row(chart)
            for at, head in enumerate(table.heads):
                figures = [row[head] for row in rows.values() if head in row]
                if figures:
                    known = [int(each.replace(",", "")) for each in figures if each != "–"]
                    assert sum(known) == table.total[at], (chart.title, head)


@EACH
def test_a_line_over_months_has_figures_in_most_of_them(charts: Charts, name: str) -> None:
    for table, chart in charts(name, public=False):
        if chart.kind == "lines" and table.across == "months":
            filled = sum(
                any(series.values[at] for series in chart.series) for at in range(len(chart.labels))
            )
            assert 2 * filled > len(chart.labels)


@BOTH
@EACH
def test_no_other_figure_is_drawn_or_told(charts: Charts, name: str, public: bool) -> None:
    """Beside the scale of a line and the sums at the end of stacked bars."""
    for table, chart in charts(name, public=public):
        known = {each for row in by_row(chart).values() for each in row.values()}
        named = {found for label in (*chart.labels, chart.caption, chart.note) for found in
                 FIGURE.findall(label)}  # fmt: skip
        named |= {found for each in chart.series for found in FIGURE.findall(each.name)}
        assert set(FIGURE.findall(chart.words)) <= known | named
        if chart.kind == "bars":
            drawn = re.findall(r"<text[^>]*>([^<]*)</text>", svg(chart, 500, PRINTED).decode())
            figures = {found for text in drawn for found in FIGURE.findall(text)}
            assert figures <= known | named
        if "sum of" not in chart.words:
            cells = " ".join(text for line in view_of(table).rows for text in line.texts)
            assert all(each in cells for each in known - {"–", WITHHELD})


def test_the_charts_that_were_drawn_by_the_wrong_measure(charts: Charts) -> None:
    found = {
        (name, table.id): chart
        for name in practice_names()
        for table, chart in charts(name, public=False)
    }
    assert found["leicester_city", "timescales"].measure == "percent"
    assert found["kent", "caseload"].measure == "per_fte"
    assert found["kent", "kpi_timescales"].measure == "percent"
    assert found["milton_keynes", "education_enquiry_share"].measure == "percent"
    assert found["milton_keynes", "advice_by_month"].measure == "percent"
    survey = found["milton_keynes", "survey"]
    assert (survey.kind, survey.measure) == ("bars", "percent")
    assert "Completed" not in found["buckinghamshire", "outcomes"].labels
    assert ("kent", "dbs_referrals") not in found
    assert ("buckinghamshire", "staffing") not in found


def test_a_row_that_is_the_union_of_others_is_found_by_its_conditions() -> None:
    """In every order of the rows, for codes, lengths of time, flags and conditions in any."""
    about = {"authority": "A", "report": "R", "year_start": [4, 1]}
    schools = {"label": "Schools", "sector": ["edu.primary"]}
    nurseries = {"label": "Nurseries", "sector": ["ey*"]}
    both = {"label": "Both", "sector": ["edu.primary", "ey*"]}
    either = {"label": "Either", "any": [{"sector": ["edu.primary"]}, {"sector": ["ey*"]}]}
    soon = {"label": "1 month", "within": "1 month"}
    later = {"label": "1 to 3 months", "after": "1 month", "within": "3 months"}
    ever = {"label": "3 months", "within": "3 months"}
    met, below = {"label": "Met", "threshold": True}, {"label": "Below", "threshold": False}
    decided = {"label": "Decided", "outcome": ["*"]}

    def found(*rows: Mapping[str, object], **given: object) -> set[str]:
        table = {"id": "t", "title": "T", "counts": "contacts", "columns": {"years": 1},
                 "exclusive": False, "rows": list(rows), **given}  # fmt: skip
        practice = practice_from("own", {"service": about, "table": [table]})
        return wholes(practice, layouts_of(practice)[0])

    cases: tuple[tuple[tuple[Mapping[str, object], ...], set[str]], ...] = (
        ((schools, nurseries, both), {"Both"}),
        ((schools, nurseries, either), {"Either"}),
        ((soon, later, ever), {"3 months"}),
        ((met, below, decided), {"Decided"}),
    )
    for rows, whole in cases:
        for count in (2, 3):
            for some in combinations(rows, count):
                assert found(*some) == (whole if count == 3 else set())
    everything = {"label": "All"}
    assert found(everything, met, below) == set(), "the undecided are left over"
    assert found(everything, met, below, where={"outcome": ["*"]}) == {"All"}
