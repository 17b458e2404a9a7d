"""The figures of a reporting year: every table of a practice, counted once and reconciled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.practice import Practice
from lado_desktop.figures.beginnings import beginnings
from lado_desktop.figures.counted_table import CountedTable
from lado_desktop.figures.layout import Across, Layout
from lado_desktop.figures.layout_file import identities_of, layouts_of
from lado_desktop.figures.period import Period, periods_of, usual_as_at, year_named
from lado_desktop.figures.reconciling import agreement, table_gaps, unplaced
from lado_desktop.figures.result import FigureTable, Unplaced, YearFigures
from lado_desktop.figures.showing import base_words, figure_row, plain_counts
from lado_desktop.figures.units import units_as_at


def figures(
    shift: Shift, year: str, as_at: date | None = None, practice: Practice | None = None
) -> YearFigures:
    """Count every table of a practice for a reporting year such as `2021/22`, as at a day.

    The shift's own practice unless another is given. Without an as-at day it is the year's last
    day, today while the year runs, or the last day of the printed report where the year is its.
    Raises NoSuchFigures where there is no such year, LayoutRefused where a table is not readable.
    """
    practice = practice or shift.practice
    period = year_named(practice, year)
    day = as_at or usual_as_at(practice, period, shift.today)
    with shift.store.counting() as session:
        return count_year(session.connection(), practice, period, day)


def count_year(
    connection: Connection, practice: Practice, year: Period, as_at: date
) -> YearFigures:
    """Count every table on a connection that may make temporary tables."""
    layouts = {layout.id: layout for layout in layouts_of(practice)}
    begins = beginnings(connection)
    with units_as_at(connection, as_at) as units:
        lost = units.lost()
        counted = {}
        for layout in layouts.values():
            periods = periods_of(layout.columns, practice, year, as_at)
            columns = _columns(layout, layouts)
            counted[layout.id] = CountedTable(units, layout, columns, periods, begins)
        tables = tuple(_figure_table(table, counted, lost) for table in counted.values())
    agreements = tuple(agreement(each, counted) for each in identities_of(practice))
    return YearFigures(practice.name, year.name, as_at, tables, agreements, practice)


def _columns(layout: Layout, layouts: Mapping[str, Layout]) -> Layout | None:
    return layouts[layout.columns.table] if isinstance(layout.columns, Across) else None


def _figure_table(
    table: CountedTable, tables: Mapping[str, CountedTable], lost: Mapping[str, int]
) -> FigureTable:
    layout = table.layout
    gaps = table_gaps(table)
    if lost.get(layout.counted.name):
        gaps += (f"“{layout.title}”: not every record came to be counted.",)
    rows = [figure_row(table, row, tables) for row in layout.rows]
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
        base=base_words(layout, tables),
        gaps=gaps,
    )


def _unplaced(table: CountedTable, within: str = "") -> Unplaced:
    return {which: plain_counts(series) for which, series in unplaced(table, within).items()}
