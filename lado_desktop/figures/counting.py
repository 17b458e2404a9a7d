"""Counting the units of a table: one grouped query, and a second count of all it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    and_,
    case,
    func,
    literal,
    select,
    true,
    union_all,
)

from lado_desktop.figures.countable import Countable
from lado_desktop.figures.layout import NOT_LISTED, NOT_RECORDED, Layout, Row
from lado_desktop.figures.matching import Matching
from lado_desktop.figures.period import Period
from lado_desktop.figures.placing import Cell, across, asked_of, places
from lado_desktop.figures.unit_tables import OFFICERS, UNIT_TABLES, day_number
from lado_desktop.figures.units import Units

Place = tuple[Cell, str | None]
"""A cell, and the column across that it stands in; None for all columns across together."""


@dataclass(frozen=True)
class Tally:
    """What was counted of some rows of a table, each figure in every period.

    `sums` are hundredths, of what a unit may be added up by (full-time equivalents).
    """

    counts: Mapping[Place, Sequence[int]]
    sums: Mapping[Place, Sequence[int]]
    totals: Mapping[str | None, Sequence[int]]
    """The second count: everything, by column across (None for all of them), in every period."""


def counted_alike(layout: Layout) -> dict[tuple[Countable, str | None], list[Row]]:
    """Return the rows and lines of a table by what they count and which day decides."""
    found: dict[tuple[Countable, str | None], list[Row]] = {}
    for row in (*layout.rows, *layout.also):
        found.setdefault((row.counted, row.basis), []).append(row)
    return found


def tally(
    units: Units,
    layout: Layout,
    rows: Sequence[Row],
    columns: Layout | None,
    periods: Sequence[Period],
) -> Tally:
    """Count these rows of a table, all of one kind and basis, in every period.

    `columns` is the table whose rows are the columns, if any.
    """
    counted, basis = rows[0].counted, rows[0].basis
    if not counted.kept or not periods:
        return _nothing(layout, rows, columns, len(periods))
    query, wanted = first_count(layout, rows, columns, periods)
    found = {row.number: row for row in units.connection.execute(query)}
    counts, sums = {}, {}
    for position, place in enumerate(wanted):
        counts[place] = [_value(found.get(n), 1 + 2 * position) for n in range(len(periods))]
        sums[place] = [_value(found.get(n), 2 + 2 * position) for n in range(len(periods))]
    return Tally(counts, sums, totals(units, layout, counted, basis, columns, periods))


def totals(
    units: Units,
    layout: Layout,
    counted: Countable,
    basis: str | None,
    columns: Layout | None,
    periods: Sequence[Period],
) -> dict[str | None, list[int]]:
    """Count everything that a table counts a second time, apart from its rows."""
    if not counted.kept or not periods:
        return {label: [0] * len(periods) for label in (None, *labels_across(columns))}
    query = second_count(layout, counted, basis, columns, periods)
    found = {row.number: row for row in units.connection.execute(query)}
    return {
        label: [_value(found.get(number), position) for number in range(len(periods))]
        for position, label in enumerate((None, *labels_across(columns)), start=1)
    }


def _value(row: Any, position: int) -> int:
    return 0 if row is None else int(row[position])


def first_count(
    layout: Layout, rows: Sequence[Row], columns: Layout | None, periods: Sequence[Period]
) -> tuple[Select[Any], list[Place]]:
    """Return the grouped query, and what each pair of its columns (count, sum) is.

    Units that look the same to every row are counted together first, so that the conditions of a
    table are worked out for some hundred groups and not for each unit.
    """
    counted, basis = rows[0].counted, rows[0].basis
    table = UNIT_TABLES[counted.name]
    asked = asked_of(layout) | (asked_of(columns) if columns else set())
    kept = [table.c[name] for name in sorted(asked) if name in table.c]
    number, units = in_periods(counted, basis, table, periods)
    weight = table.c.fte if "fte" in table.c else literal(0)
    alike = (
        units.add_columns(*kept, func.count().label("n"), func.sum(weight).label("weight"))
        .where(is_counted(layout, counted, table))
        .group_by(number, *kept)
        .subquery()
    )
    cells = cell_conditions(layout, rows, columns, alike)
    figures: list[ColumnElement[Any]] = []
    for condition in cells.values():
        figures.append(func.sum(case((condition, alike.c.n), else_=0)))
        figures.append(func.sum(case((condition, alike.c.weight), else_=0)))
    return select(alike.c.number, *figures).group_by(alike.c.number), list(cells)


def labels_across(columns: Layout | None) -> list[str]:
    """Return the names of the columns across, in printed order, with what fits none of them."""
    if columns is None:
        return []
    labels = [row.label for row in columns.rows if row in columns.placing]
    return labels + ([NOT_RECORDED, NOT_LISTED] if columns.exclusive else [])


def cell_conditions(
    layout: Layout, rows: Sequence[Row], columns: Layout | None, units: FromClause
) -> dict[Place, ColumnElement[bool]]:
    """Return the condition of every cell of these rows, over a table or query of units."""
    matching = Matching(rows[0].counted, units)
    down = places(layout, rows, matching)
    found: dict[Place, ColumnElement[bool]] = {(cell, None): down[cell] for cell in down}
    if columns is not None:
        for label, stands in across(columns, matching).items():
            found.update({(cell, label): and_(down[cell], stands) for cell in down})
    return found


def second_count(
    layout: Layout,
    counted: Countable,
    basis: str | None,
    columns: Layout | None,
    periods: Sequence[Period],
) -> Select[Any]:
    """Return the query of everything that a table counts, unit by unit, rows left aside."""
    table = UNIT_TABLES[counted.name]
    number, units = in_periods(counted, basis, table, periods)
    stand = across(columns, Matching(counted, table)) if columns else {}
    return (
        units.add_columns(
            func.count(),
            *(func.sum(case((condition, 1), else_=0)) for condition in stand.values()),
        )
        .where(is_counted(layout, counted, table))
        .group_by(number)
    )


def is_counted(layout: Layout, counted: Countable, table: FromClause) -> ColumnElement[bool]:
    """The units that a table counts at all."""
    condition = Matching(counted, table).all_of(layout.where)
    return and_(condition, table.c.intake == "check") if counted.name == "checks" else condition


def in_periods(
    counted: Countable, basis: str | None, table: FromClause, periods: Sequence[Period]
) -> tuple[ColumnElement[int], Select[Any]]:
    """Return the number of the column of time of each unit, and the query that selects it.

    A unit that is open at the end of several columns is selected once for each of them.
    """
    if basis in ("open", "opening"):
        period = _periods(periods)
        open_then = _open_in(counted, basis, table, period.c.first, period.c.last)
        number: ColumnElement[int] = period.c.number
        return number, select(number).select_from(table.join(period, open_then))
    day = table.c[basis or "day"]
    bounds = [(day_number(period.first), day_number(period.last)) for period in periods]
    # One of a few neighbouring columns: told twice as fast as by a join.
    which = case(*((day <= last, literal(place)) for place, (_, last) in enumerate(bounds)))
    number = which.label("number")
    return number, select(number).where(day.between(bounds[0][0], bounds[-1][1]))


def in_period(
    counted: Countable, basis: str | None, table: FromClause, period: Period
) -> ColumnElement[bool]:
    """The units that stand in one column of time, by the day that decides."""
    first, last = literal(day_number(period.first)), literal(day_number(period.last))
    if basis in ("open", "opening"):
        return _open_in(counted, basis, table, first, last)
    return table.c[basis or "day"].between(first, last)


def _open_in(
    counted: Countable, basis: str, table: FromClause, first: Any, last: Any
) -> ColumnElement[bool]:
    if counted.name == "officers":
        day = last if basis == "open" else first
        return and_(table.c.started <= day, table.c.ended >= day)
    return and_(table.c.received <= last, table.c.concluded > last)


def lado_hundredths(units: Units, day: date) -> int:
    """Return the full-time equivalents, in hundredths, of the LADOs in post on a day."""
    number = day_number(day)
    in_post = and_(OFFICERS.c.started <= number, OFFICERS.c.ended >= number)
    query = select(func.coalesce(func.sum(OFFICERS.c.fte), 0)).where(
        OFFICERS.c.officer_role == "lado", in_post
    )
    return int(units.connection.scalar(query) or 0)


def _periods(periods: Sequence[Period]) -> FromClause:
    rows = [
        select(
            literal(number).label("number"),
            literal(day_number(period.first)).label("first"),
            literal(day_number(period.last)).label("last"),
        )
        for number, period in enumerate(periods)
    ]
    return union_all(*rows).subquery("period")


def _nothing(layout: Layout, rows: Sequence[Row], columns: Layout | None, periods: int) -> Tally:
    """The tally of no column, or of a kind of which the program keeps no records yet."""
    table = UNIT_TABLES.get(rows[0].counted.name, select(true()).subquery())
    cells = cell_conditions(layout, rows, columns, table)
    nought = [0] * periods
    none = dict.fromkeys(cells, nought)
    return Tally(none, none, dict.fromkeys((None, *labels_across(columns)), nought))
