from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.practice.practice import practice_from, practice_named, practice_names
from lado_desktop.figures.counting.placing import row_cell
from lado_desktop.figures.counting.year import figures
from lado_desktop.figures.presenting.chart import Chart, Series
from lado_desktop.figures.presenting.charting import chart_of
from lado_desktop.figures.presenting.result import FigureRow, FigureTable
from lado_desktop.figures.problem import LayoutRefused

YEARS = ("2021/22", "2022/23", "2023/24")


def row(label: str, *count: int | None, **given: Any) -> FigureRow:
    return FigureRow(
        label=label,
        count=count,
        show=given.pop("show", ("count",)),
        measures=given.pop("measures", {}),
        **given,
    )


def table(
    *rows: FigureRow,
    columns: Sequence[str] = YEARS,
    unplaced: Mapping[str, tuple[int, ...]] | None = None,
    **given: Any,
) -> FigureTable:
    return FigureTable(
        id="t",
        title="Findings",
        columns=tuple(columns),
        heads=tuple(columns),
        rows=rows,
        unplaced=unplaced or {},
        unplaced_within=given.pop("unplaced_within", {}),
        total=(0,) * len(columns),
        total_label=None,
        base="",
        checks=(),
        **given,
    )


def chart(*rows: FigureRow, **given: Any) -> Chart:
    made = chart_of(table(*rows, **given))
    assert made is not None
    return made


def test_years_are_side_by_side_as_bars_in_printed_order() -> None:
    made = chart(row("B", 1, 2, 3), row("A", 9, 8, 7), row("All", 10, 10, 10, is_total=True))
    assert made.kind == "bars"
    assert made.labels == ("B", "A")
    assert made.series == (
        Series("2021/22", (1, 9)),
        Series("2022/23", (2, 8)),
        Series("2023/24", (3, 7)),
    )
    assert made.caption == "Findings: 2021/22, 2022/23, 2023/24"


def test_what_fits_no_row_is_in_the_chart_too() -> None:
    rest = {"Not recorded": (0, 0, 4), "Other, not listed": (0, 0, 0)}
    made = chart(row("A", 1, 2, 3), row("B", 1, 2, 3), unplaced=rest)
    assert made.labels == ("A", "B", "Not recorded")
    assert made.series[-1].values == (3, 3, 4)


def test_parts_are_drawn_in_place_of_the_row_that_they_make_up() -> None:
    rows = (row("Ended", 5, 5, 5), row("Proved", 1, 2, 3, part_of="Ended"), row("Open", 1, 1, 1))
    rest = {"Not recorded": (0, 0, 0)}
    within = {"Ended": {"Not recorded": (4, 3, 2)}}
    made = chart(*rows, unplaced=rest, unplaced_within=within)
    assert made.labels == ("Proved", "Open", "Ended: Not recorded")
    overlapping = chart(*rows)
    assert overlapping.labels == ("Ended", "Open"), "parts that do not add up are left out"
    shares = {"percent": (50.0, 50.0, 50.0)}
    in_shares = (replace(each, show=("percent",), measures=shares) for each in rows)
    shown = chart(*in_shares, unplaced=rest)
    assert shown.labels == ("Ended", "Open"), "a share of a row is not beside shares of all"


def test_a_total_is_drawn_only_where_nothing_that_it_counts_is() -> None:
    rows = (
        row("Complaints", 9, 9, 9, is_total=True, counted="complaints"),
        row("Upheld", 1, 2, 3, counted="complaints"),
        row("Alerts", 4, 4, 4, is_total=True, counted="alerts"),
    )
    assert chart(*rows).labels == ("Upheld", "Alerts")
    whole = row("In 3 months", 3, 5, 7, is_whole=True)
    assert chart(row("In 1 month", 1, 2, 3), whole, row("Later", 1, 1, 1)).labels == (
        "In 1 month",
        "Later",
    )


def test_the_measure_that_the_table_shows_first_is_drawn_as_the_table_prints_it() -> None:
    shares = row("In 12 weeks", 325, 243, 262, show=("percent", "count"),
                 measures={"percent": (86.0, 79.9, 91.0)})  # fmt: skip
    made = chart(shares)
    assert made.series == (Series("In 12 weeks", (86.0, 79.9, 91.0)),)
    assert [made.said(made.series[0], at) for at in range(3)] == ["86.0%", "79.9%", "91.0%"]
    assert made.caption == "Findings, percentages"
    assert "The greatest is 91.0% (2023/24)." in made.words
    counts = chart(replace(shares, show=("count", "percent")))
    assert counts.series[0].values == (325, 243, 262)
    rate = row("Caseload", 680, 417, 500, show=("per_fte", "count"), dp=0,
               measures={"per_fte": (106, 65, 92)})  # fmt: skip
    assert chart(rate).series[0].values == (106, 65, 92)


def test_months_of_which_most_have_no_figure_are_bars() -> None:
    months = [f"Month {number}" for number in range(1, 13)]
    survey = [row(label, *(None,) * 9, count, 0, 0) for label, count in (("A", 30), ("B", 12))]
    made = chart(*survey, columns=months, across="months", unplaced={"Not recorded": (0,) * 12},
                 drawn="bars")  # fmt: skip
    assert made.kind == "bars"
    few = chart(*survey, row("C", *(None,) * 9, 3, 0, 0), columns=months, across="months")
    assert (few.kind, few.labels) == ("bars", ("A", "B", "C"))
    assert few.series == (Series("Month 10", (30, 12, 3)),)
    every = chart(row("A", *range(1, 13)), columns=months, across="months")
    assert every.kind == "lines"


def test_many_years_of_few_rows_are_lines() -> None:
    made = chart(row("A", 1, 2, 3, 4, 5), columns=("1", "2", "3", "4", "5"))
    assert made.kind == "lines"
    assert made.labels == ("1", "2", "3", "4", "5")
    assert made.series == (Series("A", (1, 2, 3, 4, 5)),)


def test_months_are_lines_without_the_years_total() -> None:
    made = chart(row("A", 1, 2, 3, 6), columns=("May", "June", "July", "Year"), across="months",
                 totalled=True)  # fmt: skip
    assert made.kind == "lines"
    assert made.labels == ("May", "June", "July")


def test_the_rows_of_another_table_are_stacked_where_they_add_up() -> None:
    columns = ("Schools", "Sport", "Not recorded")
    rows = (row("A", 1, 0, 0), row("B", 0, 2, 0))
    made = chart(*rows, columns=columns, across="rows", unplaced={"Not recorded": (0, 0, 0)})
    assert made.kind == "stacked"
    assert made.labels == ("Schools", "Sport"), "nothing stands in the third"
    assert chart(*rows, columns=columns, across="rows").kind == "bars"


def test_an_empty_year_is_left_out_and_zero_is_not() -> None:
    made = chart(row("A", None, 0, 3), row("B", None, 1, 0))
    assert [each.name for each in made.series] == ["2022/23", "2023/24"]
    assert made.series[0].values == (0, 1)


def test_where_there_is_too_much_for_a_page_the_latest_years_are_drawn_and_named() -> None:
    made = chart(*(row(f"R{number}", 1, 2, 3) for number in range(25)))
    assert [each.name for each in made.series] == ["2022/23", "2023/24"]
    assert made.caption == "Findings: 2022/23, 2023/24"


@pytest.mark.parametrize(
    "rows",
    [
        [row("A", 0, 0, 0), row("B", 0, None, 0)],
        [],
        [row(f"R{number}", 1, 1, 1) for number in range(60)],
    ],
    ids=["only noughts", "no rows", "more than anybody reads"],
)
def test_what_reads_better_as_a_table_alone_has_no_chart(rows: list[FigureRow]) -> None:
    assert chart_of(table(*rows)) is None


def test_rows_of_noughts_alone_are_named_under_the_bars_and_not_drawn() -> None:
    made = chart(row("A", 1, 2, 3), row("B", 0, 0, 0), row("C", 0, 0, 0))
    assert made.labels == ("A",)
    assert made.note == "Not drawn, as all figures are 0: B, C."
    assert made.note in made.words
    assert chart(row("A", 1, 2, 3), row("B", 0, 0, 1)).note == ""
    lone = table(row("A", 4), row("B", 0), columns=("2021/22",))
    assert chart_of(lone) is None, "one figure is read better than seen"


def test_one_figure_has_no_chart() -> None:
    assert chart_of(table(row("A", 7), columns=("2021/22",))) is None


def test_a_layout_may_say_how_it_is_drawn() -> None:
    rows = (row("A", 1, 2, 3), row("B", 3, 2, 1))
    stacked = chart(*rows, drawn="stacked", unplaced={"Not recorded": (0, 0, 0)})
    assert (stacked.kind, stacked.labels) == ("stacked", YEARS)
    assert "or the sum of figures in it" in stacked.words
    assert chart(*rows, drawn="stacked").kind == "bars", "rows that may overlap have no sum"
    assert chart(*rows, drawn="lines").kind == "lines"
    assert chart_of(table(*rows, drawn="none")) is None


def test_the_greatest_is_told_to_who_does_not_see_it() -> None:
    said = chart(row("A", 1, 2, 3), row("B", 4, 1200, 5)).words
    assert said.startswith("Bar chart of Findings: 2021/22, 2022/23, 2023/24.")
    assert "The greatest is 1,200 (B, 2022/23)." in said


def practice_with(**given: Any) -> Any:
    about = {"authority": "A", "report": "R", "year_start": [4, 1]}
    rows = [{"label": "Nursery", "sector": ["ey*"]}, {"label": "Police", "sector": ["police*"]}]
    laid = {"id": "t", "title": "T", "counts": "contacts", "columns": {"years": 2}, "rows": rows}
    return practice_from("own", {"service": about, "table": [laid | given]})


def test_a_chart_reads_what_its_table_counted(shift: Shift, allegation: Contact) -> None:
    counted = figures(shift, "2026/27", None, practice_with(chart="bars"))
    assert chart_of(counted.tables[0]) == Chart(
        "T", "bars", ("Nursery",), (Series("2026/27 to 23 November 2026", (1,)),),
        latest_first=True, left_out=("Police",),
    )  # fmt: skip


def test_a_kind_of_chart_that_there_is_not_is_refused(shift: Shift) -> None:
    with pytest.raises(LayoutRefused, match="a chart is bars, stacked, lines or none"):
        figures(shift, "2026/27", None, practice_with(chart="pie"))


def test_every_table_of_every_practice_is_drawn_or_left_alone(
    shift: Shift, allegation: Contact
) -> None:
    for name in practice_names():
        for each in figures(shift, "2026/27", None, practice_named(name)).tables:
            made = chart_of(each)
            if made is not None:
                assert made.words
                assert {len(one.values) for one in made.series} == {len(made.labels)}


def test_a_month_that_is_withheld_keeps_its_place_and_lone_figures_are_no_line() -> None:
    def months(*counts: int | None) -> Chart | None:
        hidden = frozenset((row_cell("A"), at) for at, each in enumerate(counts) if each is None)
        names = [f"Month {number}" for number in range(1, len(counts) + 1)]
        return chart_of(table(row("A", *counts), columns=names, across="months", withheld=hidden))

    made = months(None, 8, None, 6, 7, None)
    assert made is not None
    assert made.kind == "lines"
    assert made.labels == tuple(f"Month {number}" for number in range(1, 7))
    assert made.series[0].values == (None, 8, None, 6, 7, None)
    assert months(None, 8, None, 6, None, 7) is None


def test_what_a_public_copy_withholds_is_no_zero() -> None:
    withheld = frozenset({(row_cell("B"), 0)})
    rows = (row("A", None, 8, 7), row("B", None, 8, 7), row("C", 9, 1, 1))
    made = chart(*rows, withheld=withheld)
    year = made.series[0]
    assert year == Series("2021/22", (None, None, 9), frozenset({1}))
    assert [made.said(year, at) for at in range(3)] == ["–", "c", "9"]
    assert "The greatest of those given is 9" in made.words


def test_a_share_whose_base_is_withheld_is_withheld() -> None:
    shares = row("A", 8, 9, 0, show=("percent",), measures={"percent": (None, 30.0, None)})
    two = replace(shares, label="B", measures={"percent": (10.0, 20.0, None)})
    made = chart(shares, two, withheld=frozenset({(row_cell("C"), 0)}))
    assert made.series[0] == Series("2021/22", (None, 10.0), frozenset({0}))
