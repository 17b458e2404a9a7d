"""The engine counts as a patient person would: one record at a time, straight from the file."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from lado_desktop.domain.practice.practice import practice_named, practice_names
from lado_desktop.figures.counting.period import year_named
from lado_desktop.figures.counting.year import count_year
from lado_desktop.figures.presenting.result import Change, FigureTable, Peak
from tests.figures.by_hand import LEFT_OVER, OWN_DAY, ByHand, Column, Said, rounded
from tests.figures.random_vaults import VAULTS, Records, fill, from_long_ago

FEW = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    # Shrinking a table of Kent's would take minutes; the failing cell is named as it is.
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def columns_of(table: FigureTable, said: Said, year: int, day: date) -> Iterator[Column]:
    """Every column that should be there, but for a total of columns of time."""
    for name in table.columns:
        if "columns_as" in said:
            across = None if name == said.get("row_total") else name
            yield Column(name, date(year, 4, 1), min(date(year + 1, 3, 31), day), across)
            continue
        if name == said.get("row_total"):
            continue
        if "months" in said["columns"]:
            first = next(
                date(y, m, 1)
                for y in (year, year + 1)
                for m in range(1, 13)
                if date(y, m, 1).strftime("%B %Y") == name
            )
            last = first.replace(day=monthrange(first.year, first.month)[1])
        else:
            first, last = date(int(name[:4]), 4, 1), date(int(name[:4]) + 1, 3, 31)
        assert first <= day
        yield Column(name, first, min(last, day))


def check_counts(table: FigureTable, by_hand: ByHand, columns: list[Column]) -> None:
    said = {row["label"]: row for row in (*by_hand.rows, *by_hand.said.get("also", ()))}
    for place, column in enumerate(columns):
        for row in table.rows:
            expected = by_hand.count(said[row.label], column)
            assert row.count[place] == expected, (table.id, row.label, column.name)
            for number, part in enumerate(said[row.label].get("parts", ())):
                both = {**said[row.label], **part, "label": "part"}
                assert row.parts[number][place] == by_hand.count(both, column)
        for label, figures in table.unplaced.items():
            assert figures[place] == by_hand.left(label, column), (table.id, label)
        for parent, unplaced in table.unplaced_within.items():
            for label in LEFT_OVER:
                assert unplaced[label][place] == by_hand.left(label, column, parent)
        assert table.total[place] == len(by_hand.units_in({}, column)), table.id


def check_measures(table: FigureTable, by_hand: ByHand, columns: list[Column]) -> None:
    said = {row["label"]: row for row in (*by_hand.rows, *by_hand.said.get("also", ()))}
    decimals = by_hand.said.get("dp", 1)
    for row in table.rows:
        of = said[row.label]
        for show, shown in row.measures.items():
            found: Any = shown
            first = by_hand.first_show(of)
            figures = [by_hand.measure(first, of, column) for column in columns]
            where = (table.id, row.label, show)
            if not columns:
                assert found in ((), None), where
            elif show == "mean":
                known = [figure for figure in figures if figure is not None]
                mean = sum(known, Fraction(0)) / len(known) if len(known) == len(figures) else None
                assert found == rounded(mean, decimals), where
            elif show == "peak":
                counts = [by_hand.count(of, column) for column in columns]
                best = counts.index(max(counts))
                assert found == Peak(columns[best].name, counts[best]), where
            elif show == "change":
                back = of.get("back", 1)
                for place in range(len(columns)):
                    now, before = figures[place], figures[place - back] if place >= back else None
                    assert found[place] == change(now, before, first, decimals), where
            else:
                expected = [by_hand.measure(show, of, column) for column in columns]
                rounded_all = [rounded(figure, decimals) for figure in expected]
                assert list(found[: len(columns)]) == rounded_all, where


def change(
    now: Fraction | None, before: Fraction | None, first: str, decimals: int
) -> Change | None:
    if now is None or before is None:
        return None
    percent = (now - before) * 100 / before if before and first != "percent" else None
    by = rounded(now - before, 0 if first == "count" else decimals)
    assert by is not None
    return Change(by, rounded(percent, decimals))


OFTEN = ("kent", "milton_keynes")
"""The practices with the widest grammar; the others are tried with the slow tests."""


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[] if name in OFTEN else pytest.mark.slow)
        for name in practice_names()
    ],
)
@given(records=VAULTS, day=st.dates(date(2022, 2, 27), date(2023, 4, 10)))
@FEW
def test_every_cell_of_every_table_is_what_counting_by_hand_gives(
    connection: Connection, name: str, records: Records, day: date
) -> None:
    practice = practice_named(name)
    records = from_long_ago(records)
    fill(connection, records)
    counted = count_year(connection, practice, year_named(practice, "2022/23"), day)
    assert counted.gaps == []
    for said in practice.tables:
        table, by_hand = counted.table(said["id"]), ByHand(practice, said["id"], records, day)
        columns = list(columns_of(table, said, 2022, day))
        # The year of a day before it has no column; years before it have.
        assert columns or day < date(2022, 4, 1)
        check_counts(table, by_hand, columns)
        if "columns_as" not in said:
            check_measures(table, by_hand, columns)


def test_every_kind_of_unit_and_every_measure_is_tried_by_some_practice() -> None:
    tables = [said for name in practice_names() for said in practice_named(name).tables]
    rows = [row for said in tables for row in (said, *said.get("rows", ()), *said.get("also", ()))]
    shown = {str(show) for row in rows for show in _listed(row.get("show", "count"))}
    assert shown == {
        *("count", "percent", "change", "per_week", "per_fte"),
        *("mean", "peak", "attendees", "fte"),
    }
    kinds = {row["counts"] for row in rows if "counts" in row}
    # Nobody prints a table of escalations: `test_registers_counted` counts them.
    assert {"escalations"} == {*OWN_DAY, "contacts", "checks", "officers"} - kinds


def _listed(show: Any) -> list[str]:
    return [show] if isinstance(show, str) else list(show)
