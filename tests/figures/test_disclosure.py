"""A public copy gives no small figure, nor one that its own rows and columns give away."""

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection

from lado_desktop.domain.practice.codes import code_lists
from lado_desktop.domain.practice.practice import practice_named, practice_names
from lado_desktop.figures.counting.period import year_named
from lado_desktop.figures.counting.placing import EVERYTHING, Cell, row_cell, unplaced_cell
from lado_desktop.figures.counting.year import count_year
from lado_desktop.figures.layout.layout import Layout
from lado_desktop.figures.layout.layout_file import layouts_of
from lado_desktop.figures.presenting.charting import chart_of
from lado_desktop.figures.presenting.export import as_csv, as_text
from lado_desktop.figures.presenting.result import FigureTable, YearFigures
from lado_desktop.figures.presenting.view import PUBLIC_NOTE, WITHHELD, in_numbers, notes_of
from lado_desktop.figures.presenting.viewing import view_of
from lado_desktop.figures.problem import FiguresDisagree
from lado_desktop.figures.publishing.disclosure import OF_THE_SERVICE, public_copy
from tests.figures.conftest import Keep, Plain, keep_contact
from tests.figures.test_reconciling import SECTORS, count, service

Unknowns = dict[Any, int]


def _some_contacts(connection: Connection, random: Random, number: int) -> None:
    lists = code_lists()
    for _ in range(number):
        received = date(2019, 4, 1) + timedelta(days=random.randrange(3 * 365))
        later = received + timedelta(days=random.choice([5, 29, 80, 200, 400]))
        concluded = later if random.random() < 0.8 else None
        met = random.random() < 0.4
        keep_contact(
            connection,
            received_on=received,
            intake=random.choice(["referral", "referral", "enquiry"]),
            sector=random.choice([*lists["sector"], None]),
            source=random.choice(list(lists["source"])),
            category=random.choice(list(lists["category"])),
            outcome=random.choice(["met_meeting", "met_no_meeting"] if met else ["advice_only"]),
            decided_on=received,
            concluded_on=concluded,
            finding=random.choice(list(lists["finding"])) if met and concluded else None,
        )


def _printed_sums(layout: Layout, table: FigureTable) -> Iterator[list[tuple[Cell, int, int]]]:
    """Sums that a reader can form in a table: (cell, place, plus or minus), which add up to 0."""
    for place in range(len(table.columns)):
        if layout.exclusive and layout.placing:
            rows = [row_cell(row.label) for row in layout.placing]
            rest = [unplaced_cell(which) for which in table.unplaced]
            yield [*((cell, place, 1) for cell in (*rows, *rest)), (EVERYTHING, place, -1)]
            for label, children in layout.groups.items():
                parts = [row_cell(row.label) for row in children]
                rest = [unplaced_cell(which, label) for which in table.unplaced_within[label]]
                yield [
                    *((cell, place, 1) for cell in (*parts, *rest)),
                    (row_cell(label), place, -1),
                ]
        for row in table.rows:
            if layout.exclusive and row.is_total:
                yield [(row_cell(row.label), place, 1), (EVERYTHING, place, -1)]
    if layout.row_total in table.columns:
        last = table.columns.index(str(layout.row_total))
        for row in table.rows:
            cell = row_cell(row.label)
            yield [*((cell, place, 1) for place in range(last)), (cell, last, -1)]


def _only_one_value(sums: list[Unknowns]) -> set[Any]:
    """The unknowns that sums with one right side each leave only one value: by elimination."""
    rows = [{key: Fraction(times) for key, times in each.items() if times} for each in sums]
    done: list[dict[Any, Fraction]] = []
    while rows:
        row = rows.pop()
        if not row:
            continue
        pivot, times = next(iter(row.items()))
        row = {key: each / times for key, each in row.items()}
        for other in (*rows, *done):
            if factor := other.get(pivot):
                for key, each in row.items():
                    other[key] = other.get(key, Fraction(0)) - factor * each
                    if not other[key]:
                        del other[key]
        done.append(row)
    return {next(iter(row)) for row in done if len(row) == 1}


def _given_away(figures: YearFigures, exact: YearFigures) -> set[Any]:
    found: set[Any] = set()
    layouts = {layout.id: layout for layout in layouts_of(figures.source)}
    for table in figures.tables:
        whole = exact.table(table.id)
        unknown: list[Unknowns] = []
        for each in _printed_sums(layouts[table.id], table):
            left = [item for item in each if item[:2] in table.withheld]
            if any(whole.count_at(cell, place) is None for cell, place, _ in each) or not left:
                continue
            unknown.append({(table.id, cell, place): sign for cell, place, sign in left})
            alike = {sign for _, _, sign in left}
            missing = sum(whole.count_at(cell, place) or 0 for cell, place, _ in left)
            if len(alike) == 1 and missing <= len(left):
                found.update(unknown[-1])  # each is 1 at least, so each is 1
        found |= _only_one_value(unknown)
    return found


@pytest.mark.parametrize("number", [25, pytest.param(160, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", practice_names())
def test_no_withheld_figure_can_be_worked_out_from_its_row_or_column(
    name: str, number: int, plain_database: Plain
) -> None:
    practice = practice_named(name)
    with plain_database() as connection:
        _some_contacts(connection, Random(f"{name}{number}"), number)
        year = year_named(practice, "2021/22")
        exact = count_year(connection, practice, year, date(2022, 3, 31))
    public = public_copy(exact)
    withheld = 0
    for table in public.tables:
        withheld += len(table.withheld)
        for row in table.rows:
            given = [each for each in row.count if each is not None]
            assert row.counted in OF_THE_SERVICE or not any(0 < each < 5 for each in given)
        for line in view_of(table).rows:
            for cell in line.cells:
                hidden = cell.counted in table.withheld
                assert not hidden or line.style == "also" or WITHHELD in cell.text
                assert not hidden or "%" not in cell.text
    assert withheld
    assert _given_away(public, exact) == set()


def test_noughts_are_given_and_a_lone_small_figure_takes_another_with_it(
    connection: Connection, keep: Keep
) -> None:
    for sector, number in (("edu.primary", 12), ("health.nhs", 3)):
        for _ in range(number):
            keep(sector=sector)
    rows = [SECTORS[0], SECTORS[2], {"label": "Police", "sector": ["police*"]}]
    exact = count(
        connection, service({"rows": rows, "total": "Total", "show": ["count", "percent"]})
    )
    (table,) = public_copy(exact).tables
    assert [(line.label, line.texts[-1]) for line in view_of(table).rows] == [
        ("Education", "c"),
        ("Health", "c"),
        ("Police", "0 (0.0%)"),
        ("Total", "15"),
    ]
    public = public_copy(exact)
    assert PUBLIC_NOTE in as_text(public)
    every = csv.DictReader(io.StringIO(as_csv(public)))
    values = {row["row"]: row["value"] for row in every if row["measure"] == "count"}
    assert (values["Education"], values["Health"], values["Total"]) == ("c", "c", "15")
    assert [row.cells[0].figure for row in in_numbers(view_of(table)).rows] == ["c", "c", 0, 15]
    assert PUBLIC_NOTE in notes_of(table, view_of(table))
    said = public.to_json()["tables"][0]
    assert said["rows"][0]["count"] == [None]
    assert said["withheld"] == [["row", "Education", "2021/22"], ["row", "Health", "2021/22"]]


def test_a_figure_whose_parts_are_withheld_is_printed_itself_and_drawn(
    connection: Connection, keep: Keep
) -> None:
    for sector, number in (("edu.primary", 45), ("edu.college", 3), ("health.nhs", 9),
                           ("ey.nursery", 8)):  # fmt: skip
        for _ in range(number):
            keep(sector=sector)
    parts = [{"sector": ["edu.primary"]}, {"sector": ["edu.college"]}]
    rows = [{"label": "Schools", "sector": ["edu*"], "parts": parts}]
    rows += [{"label": "Nurseries", "sector": ["ey*"]}, {"label": "Health", "sector": ["health*"]}]
    exact = count(connection, service({"rows": rows, "total": "Total"}))
    (table,) = public_copy(exact).tables
    assert next(line.texts[-1] for line in view_of(exact.tables[0]).rows) == "45/3"
    assert [line.texts[-1] for line in view_of(table).rows] == ["48", "8", "9", "65"]
    made = chart_of(table)
    assert made is not None
    assert [made.said(made.series[-1], at) for at in range(3)] == ["48", "8", "9"]


def test_a_rate_of_a_withheld_count_is_withheld_too(connection: Connection, keep: Keep) -> None:
    for sector in ["edu.primary"] * 12 + ["health.nhs"] * 3:
        keep(sector=sector)
    exact = count(connection, service({"rows": [SECTORS[0], SECTORS[2]], "show": "per_week"}))
    (table,) = public_copy(exact).tables
    assert [(line.label, line.texts[-1]) for line in view_of(table).rows][-1] == ("Health", "c")
    assert in_numbers(view_of(table)).rows[-1].cells[-1].figure == "c"


def test_what_two_tables_print_is_withheld_in_both(connection: Connection, keep: Keep) -> None:
    """And what a line under a table leaves of its total is not given away by it."""
    for concluded in (*[date(2021, 9, 1)] * 30, None, None, None):
        keep(sector="edu.primary", concluded_on=concluded)
    for _ in range(20):
        keep(sector="health.nhs", concluded_on=date(2021, 9, 1))
    bands = [{"label": "Ongoing", "concluded": False}, {"label": "Done", "concluded": True}]
    under = [{"label": "All concluded", "concluded": True, "show": "count"}]
    practice = service(
        {"id": "first", "rows": bands},
        {"id": "second", "rows": [SECTORS[0], SECTORS[2]], "also": under},
    )
    public = public_copy(count(connection, practice))
    first, second = public.tables
    assert first.row("Ongoing").count == (None,)
    assert (first.row("Done").count, second.row("All concluded").count) == ((None,), (None,))


def test_figures_that_do_not_agree_have_no_public_copy(connection: Connection, keep: Keep) -> None:
    keep(sector="edu.primary")
    with pytest.raises(FiguresDisagree, match="once the figures agree"):
        public_copy(count(connection, service({"rows": SECTORS})))
