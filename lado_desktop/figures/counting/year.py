"""The figures of a reporting year: every table of a practice, counted and reconciled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from sqlalchemy import Connection

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.gc_paused import gc_paused
from lado_desktop.domain.practice.practice import Practice
from lado_desktop.figures.counting.beginnings import beginnings
from lado_desktop.figures.counting.counted_table import CountedTable
from lado_desktop.figures.counting.period import Period, periods_of, usual_as_at, year_named
from lado_desktop.figures.counting.placing import asked_of
from lado_desktop.figures.layout.layout import Across, Columns, Layout, Months, Quarters, Years
from lado_desktop.figures.layout.layout_file import identities_of, layouts_of
from lado_desktop.figures.layout.overlap import wholes
from lado_desktop.figures.presenting.figure_row import (
    base_words,
    figure_row,
    part_words,
    plain_counts,
)
from lado_desktop.figures.presenting.result import FigureTable, Unplaced, YearFigures
from lado_desktop.figures.reconciling.reconciling import agreement, table_checks, unplaced
from lado_desktop.figures.units.units import Units

_ACROSS: Mapping[type[Columns], Literal["years", "months", "rows"]] = {
    Years: "years",
    Months: "months",
    Quarters: "months",
    Across: "rows",
}


def figures(
    shift: Shift, year: str, as_at: date | None = None, practice: Practice | None = None
) -> YearFigures:
    """Count every table of a practice for a reporting year such as `2021/22`, as at a day.

    Uses the shift's own practice and the usual as-at day (`usual_as_at`) unless given. Raises
    NoSuchFigures for a year without figures, LayoutRefused for an unreadable table.
    """
    practice = practice or shift.practice
    period = year_named(practice, year)
    day = as_at or usual_as_at(practice, period, shift.today)
    # Restricted contacts are counted too. Figures show nobody whom they are about.
    with shift.reading_all() as session:
        return count_year(session.connection(), practice, period, day)


def count_year(
    connection: Connection, practice: Practice, year: Period, as_at: date
) -> YearFigures:
    """Count every table on a connection, at one moment."""
    layouts = {layout.id: layout for layout in layouts_of(practice)}
    with gc_paused():
        tables, counted = _tables(connection, practice, layouts, year, as_at)
    agreements = tuple(agreement(each, counted) for each in identities_of(practice))
    return YearFigures(practice.name, year.name, as_at, tables, agreements, practice)


def _tables(
    connection: Connection,
    practice: Practice,
    layouts: Mapping[str, Layout],
    year: Period,
    as_at: date,
) -> tuple[tuple[FigureTable, ...], Mapping[str, CountedTable]]:
    begins = beginnings(connection)
    asked = set().union(*map(asked_of, layouts.values()))
    periods = {
        layout.id: periods_of(layout.columns, practice, year, as_at) for layout in layouts.values()
    }
    since = min((period.first for each in periods.values() for period in each), default=as_at)
    units = Units(connection, as_at, since, asked)
    counted = {}
    for layout in layouts.values():
        columns = _columns(layout, layouts)
        counted[layout.id] = CountedTable(units, layout, columns, periods[layout.id], begins)
    tables = tuple(_figure_table(practice, table, counted, units) for table in counted.values())
    return tables, counted


def _columns(layout: Layout, layouts: Mapping[str, Layout]) -> Layout | None:
    return layouts[layout.columns.table] if isinstance(layout.columns, Across) else None


def _figure_table(
    practice: Practice, table: CountedTable, tables: Mapping[str, CountedTable], units: Units
) -> FigureTable:
    layout = table.layout
    whole = wholes(practice, layout)
    lost = sum(units.lost(kind) for kind in {row.counted.name for row in layout.rows})
    rows = [figure_row(table, row, tables, is_whole=row.label in whole) for row in layout.rows]
    rows += [figure_row(table, row, tables, also=True) for row in layout.also]
    return FigureTable(
        id=layout.id,
        title=layout.title,
        columns=table.names,
        heads=tuple(head.head for head in table.heads),
        rows=tuple(rows),
        unplaced=_unplaced(table) if layout.exclusive else {},
        unplaced_within=(
            {label: _unplaced(table, label) for label in layout.groups} if layout.exclusive else {}
        ),
        total=plain_counts(table.total()),
        total_label=layout.total,
        base=" ".join(filter(None, (base_words(layout, tables), part_words(table, rows)))),
        checks=table_checks(table, lost),
        counted=layout.counted.name,
        across=_ACROSS[type(layout.columns)],
        totalled=any(head.is_total for head in table.heads),
        drawn=layout.chart,
    )


def _unplaced(table: CountedTable, within: str = "") -> Unplaced:
    return {which: plain_counts(series) for which, series in unplaced(table, within).items()}
