"""Figures that do not add up say so; a layout that would count twice is refused."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection

from lado_desktop.domain.practice.practice import (
    Practice,
    practice_from,
    practice_named,
    practice_names,
)
from lado_desktop.figures.counting.period import year_named
from lado_desktop.figures.counting.year import count_year
from lado_desktop.figures.layout.layout_file import identities_of, layouts_of
from lado_desktop.figures.layout.overlap import check_overlaps, overlaps
from lado_desktop.figures.presenting.result import YearFigures
from lado_desktop.figures.problem import LayoutRefused
from tests.figures.conftest import Keep

ABOUT = {"authority": "A", "report": "R", "year_start": [4, 1]}


def service(*tables: dict[str, Any], **said: Any) -> Practice:
    whole = [
        {"id": "t", "title": "T", "counts": "contacts", "columns": {"years": 1}, **table}
        for table in tables
    ]
    return practice_from("planted", {"service": ABOUT, "table": whole, **said})


def count(connection: Connection, practice: Practice) -> YearFigures:
    year = year_named(practice, "2021/22")
    return count_year(connection, practice, year, date(2022, 3, 31))


SECTORS = [
    {"label": "Education", "sector": ["edu*"]},
    {"label": "Schools", "sector": ["edu.primary", "edu.secondary"]},
    {"label": "Health", "sector": ["health*"]},
]


def test_a_planted_row_that_counts_a_unit_twice_makes_its_table_say_so(
    connection: Connection, keep: Keep
) -> None:
    for sector in ("edu.primary", "edu.college", "health.nhs"):
        keep(sector=sector)
    counted = count(connection, service({"rows": SECTORS}))
    assert counted.to_json()["tables"][0]["reconciles"] is False
    assert counted.gaps == ["“T”, 2021/22: the rows come to 4, and the count is 3."]
    assert count(connection, service({"rows": [SECTORS[0], SECTORS[2]]})).gaps == []


def test_the_same_row_is_refused_where_a_practice_is_made() -> None:
    with pytest.raises(LayoutRefused) as refused:
        check_overlaps(service({"rows": SECTORS}))
    said = "Table “t”: one unit could stand in “Education” and in “Schools”."
    assert str(refused.value) == said


@pytest.mark.parametrize("name", practice_names())
def test_no_table_that_comes_with_the_program_could_count_a_unit_twice(name: str) -> None:
    check_overlaps(practice_named(name))
    assert layouts_of(practice_named(name))
    assert identities_of(practice_named(name))


@pytest.mark.parametrize(
    "first,second,overlap",
    [
        ({"within": "1 month"}, {"after": "1 month"}, False),
        ({"within": "3 months"}, {"after": "1 month", "within": "6 months"}, True),
        ({"within": "4 weeks"}, {"after": "1 month"}, False),
        ({"within": "5 weeks"}, {"after": "1 month"}, True),
        ({"finding": ["unfounded"]}, {"concluded": False}, False),
        ({"within": "1 month"}, {"concluded": False}, False),
        ({"finding": ["!unfounded"]}, {"concluded": False}, True),
        ({"criterion": ["harm"]}, {"criterion": ["risk"]}, True),
        ({"criterion": ["harm"]}, {"criterion": ["!harm", "!risk"]}, False),
        ({"threshold": True}, {"outcome": ["met_meeting"]}, True),
        ({"threshold": True}, {"threshold": False}, False),
        ({"threshold": False}, {"outcome": ["!*"]}, False),
        ({"any": [{"sector": ["sport"]}, {"source": ["nspcc"]}]}, {"sector": ["faith"]}, True),
        ({"any": [{"sector": ["sport"]}, {"sector": ["vol"]}]}, {"sector": ["faith"]}, False),
        ({"closed": True}, {"concluded": True}, True),
        ({"closed": True}, {"closed": False}, False),
    ],
)
def test_overlap_is_told_from_the_layout_alone(
    first: dict[str, Any], second: dict[str, Any], overlap: bool
) -> None:
    practice = service({"rows": [{"label": "A", **first}, {"label": "B", **second}]})
    found = overlaps(practice, layouts_of(practice)[0])
    assert found == ([("A", "B")] if overlap else [])


def test_what_the_whole_table_leaves_out_cannot_overlap() -> None:
    rows = [{"label": "A", "sector": ["edu*"]}, {"label": "B", "source": ["education"]}]
    where = {"where": {"source": ["health"]}, "rows": rows}
    practice = service(where)
    assert overlaps(practice, layouts_of(practice)[0]) == []


def test_of_rows_that_overlap_a_unit_goes_to_the_first_that_it_fits(
    connection: Connection, keep: Keep
) -> None:
    keep(sector="edu.primary")
    keep(sector="edu.college")
    practice = service({"rows": SECTORS, "first_match": ["Schools"]})
    check_overlaps(practice)
    counted = count(connection, practice)
    rows = {row.label: row.count for row in counted.table("t").rows}
    assert rows == {"Education": (1,), "Schools": (1,), "Health": (0,)}
    assert counted.gaps == []


def test_parts_of_a_row_and_what_fits_none_of_them_add_up_to_it(
    connection: Connection, keep: Keep
) -> None:
    for finding in ("substantiated", "unfounded", None, "malicious"):
        keep(concluded_on=date(2021, 6, 1), finding=finding)
    keep()
    rows = [
        {"label": "Done", "concluded": True},
        {"label": "Substantiated", "part_of": "Done", "finding": ["substantiated"]},
        {"label": "Unfounded", "part_of": "Done", "finding": ["unfounded"]},
        {"label": "Open", "concluded": False},
    ]
    table = count(connection, service({"rows": rows, "show": ["count", "percent"]})).table("t")
    assert table.unplaced == {"Not recorded": (0,), "Other, not listed": (0,)}
    within = {"Not recorded": (1,), "Other, not listed": (1,)}
    assert table.unplaced_within == {"Done": within}
    assert table.row("Substantiated").measures["percent"] == (25.0,)
    assert table.row("Done").measures["percent"] == (80.0,)
    assert table.reconciles


def test_slash_parts_that_do_not_divide_their_row_are_noticed(
    connection: Connection, keep: Keep
) -> None:
    keep(sector="edu.tuition")
    parts = [{"sector": ["edu.primary"]}, {"sector": ["edu.college"]}]
    rows = [{"label": "Education", "sector": ["edu*"], "parts": parts}]
    assert count(connection, service({"rows": rows})).gaps == [
        "“T”, 2021/22: the parts of “Education” come to 0, and the count is 1."
    ]


def test_figures_that_must_agree_and_do_not_are_reported(
    connection: Connection, keep: Keep
) -> None:
    keep(outcome="met_meeting")
    keep()
    practice = service(
        {"rows": [{"label": "All"}]},
        {"id": "u", "title": "U", "where": {"threshold": True}, "rows": [{"label": "All"}]},
        identity=[{"title": "Contacts", "same": ["t / All", "u"]}],
    )
    counted = count(connection, practice)
    assert all(table.reconciles for table in counted.tables)
    assert counted.to_json()["identities"] == [{"title": "Contacts", "agrees": False}]
    assert counted.gaps == ["Contacts, 2021/22: the figures do not agree: “T”, All 2, “U” 1."]


def test_rows_of_another_table_as_columns_reconcile_down_and_across(
    connection: Connection, keep: Keep
) -> None:
    for sector, source in [
        ("edu.college", "police.visor"),
        ("sport", "police.vit"),
        (None, "police.vit"),
        ("health.nhs", None),
    ]:
        keep(sector=sector, source=source)
    down = [
        {"label": "VISOR", "source": ["police.visor"]},
        {"label": "VIT", "source": ["police.vit"]},
    ]
    practice = service(
        {"rows": [SECTORS[0], SECTORS[2]]},
        {"id": "u", "columns": None, "columns_as": "t", "rows": down, "row_total": "All"},
    )
    table = count(connection, practice).table("u")
    assert table.columns == ("Education", "Health", "Not recorded", "Other, not listed", "All")
    assert table.row("VISOR").count == (1, 0, 0, 0, 1)
    assert table.row("VIT").count == (0, 0, 1, 1, 2)
    assert table.unplaced["Not recorded"] == (0, 1, 0, 0, 1)
    assert table.total == (1, 1, 1, 1, 4)
    assert table.reconciles


@pytest.mark.parametrize(
    "said,sentence",
    [
        ({"counts": "cases"}, "Table “t”: “cases” cannot be counted."),
        (
            {"rows": [{"label": "A", "colour": ["red"]}]},
            "Table “t”, row “A”: “colour” cannot be asked of contacts.",
        ),
        (
            {"rows": [{"label": "A", "sector": ["school"]}]},
            "Table “t”, row “A”: “sector” has no code “school”.",
        ),
        (
            {"rows": [{"label": "A", "sector": ["edu*", "!sport"]}]},
            "Table “t”, row “A”: “sector” mixes codes with codes that are left out.",
        ),
        (
            {"rows": [{"label": "A", "within": "a while"}]},
            "Table “t”, row “A”: “a while” is not a length of time such as “3 months”.",
        ),
        (
            {"rows": [{"label": "A", "set": ["nobody"]}]},
            "Table “t”, row “A”: there is no set “nobody”.",
        ),
        (
            {"rows": [{"label": "A", "part_of": "B", "threshold": True}]},
            "Table “t”: no row “B” stands above “A”.",
        ),
        ({"rows": [{"label": "A"}, {"label": "A"}]}, "Table “t”: two rows have the same label."),
        ({"rows_as": "t"}, "Table “t”: it needs rows, or the rows of a table that has some."),
        (
            {"rows": [{"label": "A"}], "basis": "held"},
            "Table “t”: contacts cannot be counted by “held”.",
        ),
        (
            {"rows": [{"label": "A"}], "columns": {"weeks": 4}},
            (
                "Table “t”: its columns are years, twelve months, four quarters, or the rows of "
                "another table."
            ),
        ),
        (
            {"rows": [{"label": "A"}], "show": "fte"},
            "Table “t”: “fte” cannot be shown of contacts.",
        ),
        ({"rows": [{"label": "A"}], "colour": "red"}, "Table “t”: nothing is called “colour”."),
        (
            {"rows": [{"label": "A", "threshold": "yes"}]},
            "Table “t”, row “A”: “threshold” is true or false.",
        ),
        (
            {"counts": "meetings", "rows": [{"label": "A", "threshold": True}]},
            "Table “t”, row “A”: “threshold” cannot be asked of meetings.",
        ),
    ],
)
def test_a_layout_that_makes_no_sense_is_refused_with_a_sentence(
    said: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(LayoutRefused) as refused:
        layouts_of(service(said))
    assert str(refused.value) == sentence
