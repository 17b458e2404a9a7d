"""How a table of figures is shown: indented, turned, and without empty rows."""

from collections.abc import Sequence
from typing import Any

from lado_desktop.figures.counting.placing import EVERYTHING, row_cell
from lado_desktop.figures.presenting.export import table_csv
from lado_desktop.figures.presenting.result import Change, FigureRow, FigureTable, Peak
from lado_desktop.figures.presenting.view import (
    NO_RECORDS_NOTE,
    fitted,
    in_numbers,
    in_two,
    notes_of,
)
from lado_desktop.figures.presenting.viewing import view_of

YEARS = ("2023/24", "2024/25", "2025/26")
MONTHS = tuple(f"Month {number}" for number in range(1, 13))


def row(label: str, *count: int | None, **given: Any) -> FigureRow:
    measures, show = given.pop("measures", {}), given.pop("show", ("count",))
    return FigureRow(label=label, count=count, show=show, measures=measures, **given)


def table(*rows: FigureRow, columns: Sequence[str] = YEARS, **given: Any) -> FigureTable:
    total = given.pop("total", (1,) * len(columns))
    return FigureTable(
        id="t", title="Findings", columns=tuple(columns), heads=tuple(columns), rows=rows,
        unplaced={}, unplaced_within={}, total=total, total_label=given.pop("total_label", None),
        base="", checks=(), **given,
    )  # fmt: skip


def test_a_row_within_another_is_set_in_wherever_the_table_is() -> None:
    made = table(row("Ended", 5, 5, 5), row("Proved", 1, 2, 3, part_of="Ended"))
    assert [(each.label, each.depth) for each in fitted(view_of(made)).rows] == [
        ("Ended", 0),
        ("Proved", 1),
    ]
    assert [each.depth for each in in_numbers(view_of(made)).rows] == [0, 1]
    assert '"– Proved"' in table_csv(made, "about")


def test_what_is_one_figure_of_all_months_is_reported_under_them_and_the_months_go_down() -> None:
    contacts = row("Contacts", *range(1, 13), 78)
    also = (
        row("Average a month", *(1,) * 13, measures={"mean": 6.5}, show=("mean",), also=True),
        row("Busiest", *(1,) * 13, measures={"peak": Peak("Month 12", 12)}, show=("peak",)),
    )
    made = table(contacts, *also, columns=(*MONTHS, "Year"), across="months", totalled=True)
    printed = fitted(view_of(made))
    assert printed.heads == ("Contacts",)
    assert [each.label for each in printed.rows] == [*MONTHS, "Year"]
    assert [each.style for each in printed.rows] == ["plain"] * 12 + ["total"]
    assert printed.rows[3].texts == ("4",)
    assert printed.rows[3].cells[0].counted == (row_cell("Contacts"), 3), "it opens what it shows"
    said = ["Average a month: 6.5.", "Busiest: Month 12, with 12."]
    assert list(printed.said) == list(printed.notes) == said
    assert [each.label for each in in_numbers(view_of(made)).rows] == ["Contacts"]
    assert notes_of(made, view_of(made))[:2] == said


def test_a_year_before_the_first_record_is_left_out_and_a_lone_empty_count_is_an_x() -> None:
    late = row("Alerts", None, None, 0)
    made = table(row("Contacts", None, 4, 5), late, total=(None, 4, 5), total_label="Total")
    printed = fitted(view_of(made))
    assert printed.heads == YEARS[1:]
    assert [each.texts for each in printed.rows] == [("4", "5"), ("x", "0"), ("4", "5")]
    out = "Left out, as nothing of the kind was recorded yet: 2023/24."
    assert printed.notes == (out, NO_RECORDS_NOTE)
    sheet = in_numbers(view_of(made))
    assert sheet.heads == YEARS[1:]
    assert [tuple(cell.figure for cell in each.cells) for each in sheet.rows] == [
        (4, 5),
        ("x", 0),
        (4, 5),
    ]
    assert {out, NO_RECORDS_NOTE} <= set(notes_of(made, view_of(made)))


def test_what_is_withheld_is_neither_left_out_nor_without_records() -> None:
    hidden = frozenset({(row_cell("A"), 0), (EVERYTHING, 0)})
    printed = view_of(table(row("A", None, 4, 5), total=(None, 4, 5), withheld=hidden))
    assert printed.rows[0].texts == ("c", "4", "5")
    assert printed.notes == ()


def test_a_figure_and_the_percentage_beside_it_are_two_and_less_is_a_minus() -> None:
    less = row(
        "All", 9, 8, measures={"change": (None, Change(-1, -11.1))}, show=("count", "change")
    )
    assert view_of(table(less, columns=YEARS[1:])).rows[1].texts == ("", "−1 (−11.1%)")
    assert in_two("−1 (−11.1%)") == ("−1", "(−11.1%)")
    assert in_two("1,057 (100%)") == ("1,057", "(100%)")
    assert in_two("12") == ("12", "")
