"""The records behind a figure: those counted in a cell of a table."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.practice.practice import Practice
from lado_desktop.domain.time.typed_day import day_words
from lado_desktop.figures.counting.counting import Place, cell_conditions, counted_in
from lado_desktop.figures.counting.period import Period, periods_of, year_named
from lado_desktop.figures.counting.placing import Cell, asked_of
from lado_desktop.figures.layout.layout import Across, Layout, Row
from lado_desktop.figures.layout.layout_file import layouts_of
from lado_desktop.figures.problem import NoSuchFigures
from lado_desktop.figures.units.unit_set import Chosen
from lado_desktop.figures.units.units import Units

EVERY_ROW = "Total"
"""The row of everything that a table counts, under any label."""


@dataclass(frozen=True)
class Figure:
    """A cell of a table of a year's figures, and the practice whose tables it is in."""

    source: Practice
    year: str
    as_at: date
    table: str
    cell: Cell
    column: str

    @property
    def layout(self) -> Layout:
        """Its table. Raises NoSuchFigures."""
        return _layout(_layouts(self.source), self.table)

    @property
    def kind(self) -> str:
        """The kind of its records."""
        return _row_of(self.layout, self.cell).counted.name

    @property
    def title(self) -> str:
        """Its table, and the as-at day."""
        return f"{self.layout.title}, as at {day_words(self.as_at)}"

    @property
    def words(self) -> str:
        """Its row and column."""
        return f"{_words(self.layout, self.cell)}, {self.column}"

    def records(self, shift: Shift) -> list[UUID]:
        """Return the records that it counts. Raises NoSuchFigures."""
        with shift.reading_all() as session:
            every = Behind(session.connection(), self.source, self.year, self.as_at, (self.table,))
            return every.records(self.table, self.cell, self.column)


class Behind:
    """The records behind some tables of a year, read once for any number of cells."""

    def __init__(
        self,
        connection: Connection,
        source: Practice,
        year: str,
        as_at: date,
        tables: Collection[str],
    ) -> None:
        self._layouts = _layouts(source)
        whole = year_named(source, year)
        self._periods: dict[str, list[Period]] = {}
        asked: set[str] = set()
        for table in tables:
            layout = _layout(self._layouts, table)
            across = self._across(layout)
            asked |= asked_of(layout) | (asked_of(across) if across else set())
            self._periods[table] = periods_of(layout.columns, source, whole, as_at)
        firsts = [period.first for each in self._periods.values() for period in each]
        self._units = Units(connection, as_at, min(firsts, default=as_at), asked)
        self._known: dict[tuple[str, str], Mapping[Place, Chosen]] = {}

    def records(self, table: str, cell: Cell, column: str) -> list[UUID]:
        """Return the records that a cell counts, in the order of their creation.

        They are of the row's kind: contacts, or onward referrals themselves. Without a column,
        those of all columns, as in the total at the right. Raises NoSuchFigures for an unknown
        table, row or column.
        """
        layout = _layout(self._layouts, table)
        row, columns = _row_of(layout, cell), self._across(layout)
        is_total = column in ("", layout.row_total)
        stands = self._stands(layout, row, columns)
        label = column if columns is not None and not is_total else None
        if (cell, label) not in stands:
            raise NoSuchFigures(f"“{layout.title}” has no column “{column}”.")
        periods = self._periods[table]
        if columns is None and not is_total:
            periods = [period for period in periods if period.name == column]
            if not periods:
                raise NoSuchFigures(f"“{layout.title}” has no column “{column}”.")
        units = self._units.of(row.counted.name)
        found: list[UUID] = []
        for days in periods:
            here = counted_in(layout, row.counted, row.basis, units, days)
            found += sorted(UUID(str(id)) for id in units.ids_of(stands[cell, label] & here))
        return found

    def _across(self, layout: Layout) -> Layout | None:
        across = layout.columns
        return self._layouts[across.table] if isinstance(across, Across) else None

    def _stands(self, layout: Layout, row: Row, columns: Layout | None) -> Mapping[Place, Chosen]:
        # Rows of an exclusive table are placed together, separate figures each by itself.
        rows = (*layout.rows, *layout.also) if layout.exclusive else (row, *layout.above(row))
        key = layout.id, "" if layout.exclusive else row.label
        if key not in self._known:
            units = self._units.of(row.counted.name)
            self._known[key] = cell_conditions(layout, rows, columns, units)
        return self._known[key]


def _layouts(source: Practice) -> dict[str, Layout]:
    return {layout.id: layout for layout in layouts_of(source)}


def _layout(layouts: Mapping[str, Layout], table: str) -> Layout:
    if table not in layouts:
        raise NoSuchFigures(f"There is no table “{table}”.")
    return layouts[table]


def _row_of(layout: Layout, cell: Cell) -> Row:
    """Return the row of a cell; for the remainder or everything, any row counted with it."""
    if cell[0] not in ("row", "part"):
        return layout.rows[0]
    try:
        return layout.row(cell[1])
    except KeyError:
        raise NoSuchFigures(f"“{layout.title}” has no row “{cell[1]}”.") from None


def _words(layout: Layout, cell: Cell) -> str:
    match cell:
        case ("row" | "part", label, *_):
            return label
        case ("unplaced", "", which):
            return which
        case ("unplaced", within, which):
            return f"{within}: {which}"
        case _:
            return layout.total or EVERY_ROW
