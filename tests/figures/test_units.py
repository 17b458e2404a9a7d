"""The queries themselves: they say the same to another database, and lose no record."""

from datetime import date

import pytest
from sqlalchemy import Connection, delete, insert
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from lado_desktop.domain.practice import practice_named, practice_names
from lado_desktop.figures.counting import counted_alike, first_count, second_count
from lado_desktop.figures.layout import Across
from lado_desktop.figures.layout_file import layouts_of
from lado_desktop.figures.period import periods_of, year_named
from lado_desktop.figures.unit_tables import CONTACTS, UNIT_TABLES
from lado_desktop.figures.units import straight_counts, unit_queries, units_as_at
from tests.figures.conftest import Keep

DAY = date(2022, 3, 31)


def test_the_tables_of_units_and_what_fills_them_compile_for_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    tables = list(dict.fromkeys(UNIT_TABLES.values()))
    for table, query in zip(tables, unit_queries(DAY), strict=True):
        assert str(CreateTable(table).compile(dialect=dialect)).strip().startswith("CREATE TEMP")
        filled = insert(table).from_select([column.name for column in table.c], query)
        assert "INSERT INTO" in str(filled.compile(dialect=dialect))


@pytest.mark.parametrize("name", practice_names())
def test_every_count_of_every_practice_compiles_for_postgresql(name: str) -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    practice = practice_named(name)
    layouts = {layout.id: layout for layout in layouts_of(practice)}
    for layout in layouts.values():
        year = year_named(practice, "2021/22")
        periods = periods_of(layout.columns, practice, year, DAY)
        columns = layouts[layout.columns.table] if isinstance(layout.columns, Across) else None
        for (counted, basis), rows in counted_alike(layout).items():
            if counted.kept:
                query, _ = first_count(layout, rows, columns, periods)
                assert "GROUP BY" in str(query.compile(dialect=dialect))
                second = second_count(layout, counted, basis, columns, periods)
                assert "GROUP BY" in str(second.compile(dialect=dialect))


def test_units_are_held_against_the_records_themselves(connection: Connection, keep: Keep) -> None:
    keep(bodies=[("dbs", "lado", None)], employment_outcomes=[("nfa", None)])
    keep()
    assert straight_counts(connection, DAY)["contacts"] == 2
    with units_as_at(connection, DAY) as units:
        assert set(units.lost().values()) == {0}
        connection.execute(delete(CONTACTS).where(CONTACTS.c.body == 0))
        assert units.lost()["contacts"] == 1


def test_the_tables_of_units_are_gone_afterwards(connection: Connection) -> None:
    for _ in range(2):
        with units_as_at(connection, DAY):
            pass
