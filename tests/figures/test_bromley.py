"""Bromley's tables come out as Bromley printed them."""

import json
from datetime import date
from typing import Any

import pytest

from lado_desktop.casework.shift import Shift
from lado_desktop.figures.counting.year import figures
from lado_desktop.figures.layout.layout import NOT_RECORDED
from lado_desktop.figures.presenting.result import YearFigures
from tests.figures.cell_records import records_behind

AS_AT = date(2022, 1, 19)
# The table prints 42 and the summary 43, with which alone the printed total comes out.
SLIPS = {("outcomes", "Substantiated", "2021/22"): 43}
# B5: the tracker was not made to give the times of contacts below the threshold.
NOT_COMPARED = "contact_timescales"


@pytest.fixture(scope="module")
def counted(bromley: Shift) -> YearFigures:
    return figures(bromley, "2021/22", AS_AT)


TABLES = (
    "contacts_consultations_referrals",
    "referrals_by_agency",
    "referrals_by_category",
    "meetings",
    "outcomes",
    "regulatory_referrals",
    "timescales",
)


@pytest.mark.parametrize("table_id", TABLES)
def test_every_printed_cell_comes_out(
    counted: YearFigures, bromley_printed: dict[str, Any], table_id: str
) -> None:
    table = counted.table(table_id)
    for label, cells in bromley_printed[table_id]["rows"].items():
        counts = dict(zip(table.columns, table.row(label).count, strict=True))
        for column, printed in cells.items():
            expected = SLIPS.get((table_id, label, column), printed or 0)
            assert counts[column] == expected, (label, column)


@pytest.mark.parametrize("table_id", TABLES)
def test_every_printed_total_comes_out_and_every_table_reconciles(
    counted: YearFigures, bromley_printed: dict[str, Any], table_id: str
) -> None:
    table = counted.table(table_id)
    totals = dict(zip(table.columns, table.total, strict=True))
    assert table.reconciles
    for column, printed in bromley_printed[table_id].get("printed_totals", {}).items():
        assert totals[column] == printed


def test_every_table_of_the_file_is_compared_here_or_named_as_an_exception(
    counted: YearFigures,
) -> None:
    in_the_text = {"convictions", "briefings"}
    assert {table.id for table in counted.tables} == {*TABLES, *in_the_text, NOT_COMPARED}


def test_the_year_of_the_printed_report_ends_where_that_report_does(bromley: Shift) -> None:
    assert figures(bromley, "2021/22").as_at == AS_AT
    assert figures(bromley, "2020/21").as_at == date(2021, 3, 31)
    assert figures(bromley, "2026/27").as_at == bromley.today


def test_three_referrals_of_2019_have_no_category_and_are_shown(counted: YearFigures) -> None:
    assert counted.table("referrals_by_category").unplaced[NOT_RECORDED] == (3, 0, 0)


def test_the_figures_in_the_text_come_out(counted: YearFigures) -> None:
    timescales = counted.table("timescales").row("Concluded within 3 months")
    assert timescales.count == (78, 92, 92)
    assert timescales.measures["percent"] == (79.6, 79.3, 58.6)
    police = counted.table("outcomes").row("Ongoing, under police investigation")
    assert police.count[-1] == 48
    assert counted.table("convictions").row("Criminal convictions").count == (1,)
    assert counted.table("meetings").row("Virtual").count == (41,)


def test_a_register_of_which_nothing_was_kept_counts_zero(counted: YearFigures) -> None:
    assert counted.table("briefings").row("LADO briefings undertaken").count == (0,)


def test_a_slash_cell_is_two_counts_that_add_up(counted: YearFigures) -> None:
    row = counted.table("referrals_by_agency").row("Schools/Colleges")
    assert row.parts[0][:2] == (45, 36)
    assert row.parts[1][:2] == (3, 1)
    assert [sum(cell) for cell in zip(*row.parts, strict=True)] == list(row.count)


def test_the_figures_agree_between_tables(counted: YearFigures) -> None:
    assert [agreement.title for agreement in counted.agreements] == [
        "Contacts",
        "Referrals",
        "Ongoing",
    ]
    assert counted.gaps == []


def test_the_year_is_headed_as_the_part_that_it_is(counted: YearFigures) -> None:
    table = counted.table("outcomes")
    assert table.columns == ("2019/20", "2020/21", "2021/22")
    assert table.heads == ("2019/20", "2020/21", "2021/22 to 19 January 2022")


def test_every_cell_names_the_records_behind_it(bromley: Shift, counted: YearFigures) -> None:
    for table_id in ("outcomes", "regulatory_referrals"):
        table = counted.table(table_id)
        for row in table.rows:
            for column, count in zip(table.columns[1:], row.count[1:], strict=True):
                records = records_behind(bromley, counted, table_id, row.label, column)
                assert len(set(records)) == count


def test_what_fits_no_row_and_the_total_name_their_records_too(
    bromley: Shift, counted: YearFigures
) -> None:
    table_id = "referrals_by_category"
    assert len(records_behind(bromley, counted, table_id, NOT_RECORDED, "2019/20")) == 3
    assert len(records_behind(bromley, counted, table_id, "Total", "2019/20")) == 98


def test_the_file_says_what_the_program_promises(counted: YearFigures) -> None:
    said = json.loads(json.dumps(counted.to_json()))
    assert (said["practice"], said["year"], said["as_at"]) == ("bromley", "2021/22", "2022-01-19")
    table = next(table for table in said["tables"] if table["id"] == "timescales")
    assert table.keys() == {
        "id",
        "title",
        "columns",
        "rows",
        "unplaced",
        "total",
        "reconciles",
    }
    assert table["columns"] == ["2019/20", "2020/21", "2021/22"]
    assert table["rows"][0] == {"label": "1 Month", "count": [45, 50, 56]}
    assert table["rows"][-1] == {
        "label": "Concluded within 3 months",
        "count": [78, 92, 92],
        "percent": [79.6, 79.3, 58.6],
        "also": True,
    }
    assert table["unplaced"] == {"Not recorded": [0, 0, 0], "Other, not listed": [0, 0, 0]}
    assert table["total"] == [98, 116, 157]
    assert table["reconciles"] is True
