"""The records behind a figure: which ones stand in a cell of a table."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection

from lado_desktop.casework.shift import Shift
from lado_desktop.figures.counting import cell_conditions, counted_in
from lado_desktop.figures.layout import NOT_LISTED, NOT_RECORDED, Across, Layout, Row
from lado_desktop.figures.layout_file import layouts_of
from lado_desktop.figures.period import Period, periods_of, year_named
from lado_desktop.figures.placing import EVERYTHING, Cell, asked_of, row_cell, unplaced_cell
from lado_desktop.figures.problem import NoSuchFigures
from lado_desktop.figures.result import YearFigures
from lado_desktop.figures.units import Units

EVERY_ROW = "Total"
"""The row of everything that a table counts, whatever it is called in print."""


def records_behind(
    shift: Shift, figures: YearFigures, table_id: str, row_label: str, column: str
) -> list[UUID]:
    """Return the records that a cell counts, in the order in which they were made.

    They are of the kind that the table counts: the contacts, or the onward referrals themselves.
    `row_label` may also be `Not recorded`, `Other, not listed`, or `Total` for all that is counted.
    Raises NoSuchFigures where there is no such table, row or column.
    """
    with shift.reading() as session:
        return behind(session.connection(), figures, table_id, row_label, column)


def behind(
    connection: Connection, figures: YearFigures, table_id: str, row_label: str, column: str
) -> list[UUID]:
    """Find the records behind a cell on a connection."""
    layouts = {layout.id: layout for layout in layouts_of(figures.source)}
    if table_id not in layouts:
        raise NoSuchFigures(f"There is no table “{table_id}”.")
    layout = layouts[table_id]
    columns = layouts[layout.columns.table] if isinstance(layout.columns, Across) else None
    row, cell = _cell(layout, row_label)
    if column not in figures.table(table_id).columns:
        raise NoSuchFigures(f"“{layout.title}” has no column “{column}”.")
    asked = asked_of(layout) | (asked_of(columns) if columns else set())
    periods = _days(figures, layout, column)
    since = min((period.first for period in periods), default=figures.as_at)
    units = Units(connection, figures.as_at, since, asked).of(row.counted.name)
    label = column if columns is not None and column != layout.row_total else None
    stands = cell_conditions(layout, [row], columns, units)[cell, label]
    found: list[UUID] = []
    for days in periods:
        here = counted_in(layout, row.counted, row.basis, units, days)
        found += sorted(UUID(str(id)) for id in units.ids_of(stands & here))
    return found


def _cell(layout: Layout, label: str) -> tuple[Row, Cell]:
    """The cell of a label, and a row that is counted together with it."""
    first = layout.rows[0]
    if layout.exclusive and layout.placing and label in (NOT_RECORDED, NOT_LISTED):
        return first, unplaced_cell(label)
    try:
        return layout.row(label), row_cell(label)
    except KeyError:
        if label in (EVERY_ROW, layout.total):
            return first, EVERYTHING
        raise NoSuchFigures(f"“{layout.title}” has no row “{label}”.") from None


def _days(figures: YearFigures, layout: Layout, column: str) -> list[Period]:
    """The days of a column; of the total at the right those of every column."""
    practice = figures.source
    year = year_named(practice, figures.year)
    periods = periods_of(layout.columns, practice, year, figures.as_at)
    if isinstance(layout.columns, Across) or column == layout.row_total:
        return periods
    return [period for period in periods if period.name == column]
