from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.contact import Contact
from lado_desktop.domain.practice import practice_from, practice_named, practice_names
from lado_desktop.figures.chart import Chart, Series, chart_of
from lado_desktop.figures.placing import row_cell
from lado_desktop.figures.problem import LayoutRefused
from lado_desktop.figures.result import FigureRow, FigureTable
from lado_desktop.figures.year import figures

YEARS = ("2021/22", "2022/23", "2023/24")


def row(label: str, *count: int | None, **given: Any) -> FigureRow:
    return FigureRow(
        label=label, count=count, show=given.pop("show", ("count",)), measures={}, **given
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
        unplaced_within={},
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


def test_years_stand_side_by_side_as_bars_in_printed_order() -> None:
    made = chart(row("B", 1, 2, 3), row("A", 9, 8, 7), row("All", 10, 10, 10, is_total=True))
    assert made.kind == "bars"
    assert made.labels == ("B", "A")
    assert made.series == (
        Series("2021/22", (1, 9)),
        Series("2022/23", (2, 8)),
        Series("2023/24", (3, 7)),
    )
    assert made.caption == "Findings: 2021/22, 2022/23, 2023/24"


def test_what_fits_no_row_stands_in_the_chart_too() -> None:
    rest = {"Not recorded": (0, 0, 4), "Other, not listed": (0, 0, 0)}
    made = chart(row("A", 1, 2, 3), row("B", 1, 2, 3), unplaced=rest)
    assert made.labels == ("A", "B", "Not recorded")
    assert made.series[-1].values == (3, 3, 4)


def test_a_row_within_another_says_so() -> None:
    assert chart(row("Ended", 5, 5, 5), row("Proved", 1, 2, 3, part_of="Ended")).labels == (
        "Ended",
        "– Proved",
    )


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


def test_an_empty_year_is_left_out_and_nought_is_not() -> None:
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
    made = chart(row("A", 1, 2, 3), row("B", 0, 0, 0), row("C", 0, 0, 0, part_of="A"))
    assert made.labels == ("A",)
    assert made.note == "Not drawn, as nought throughout: B, C."
    assert made.note in made.words
    assert chart(row("A", 1, 2, 3), row("B", 0, 0, 1)).note == ""
    lone = table(row("A", 4), row("B", 0), columns=("2021/22",))
    assert chart_of(lone) is None, "one figure is read better than seen"


def test_one_figure_has_no_chart() -> None:
    assert chart_of(table(row("A", 7), columns=("2021/22",))) is None


def test_a_layout_may_say_how_it_is_drawn() -> None:
    rows = (row("A", 1, 2, 3), row("B", 3, 2, 1))
    assert chart(*rows, drawn="stacked").labels == YEARS
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


def test_what_a_public_copy_withholds_is_no_nought() -> None:
    withheld = frozenset({(row_cell("B"), 0)})
    made = chart(row("A", 9, 8, 7), row("B", None, 8, 7), withheld=withheld)
    assert made.nothing == "c"
    assert made.series[0].values == (9, None)
    assert "The greatest of those given is 9" in made.words
