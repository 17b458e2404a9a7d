"""The records behind a cell, asked for by the words of its row."""

from uuid import UUID

from lado_desktop.casework.shift import Shift
from lado_desktop.figures.counting.placing import EVERYTHING, row_cell, unplaced_cell
from lado_desktop.figures.layout.layout import NOT_RECORDED
from lado_desktop.figures.presenting.result import YearFigures
from lado_desktop.figures.reconciling.behind import EVERY_ROW, Figure

_CELLS = {EVERY_ROW: EVERYTHING, NOT_RECORDED: unplaced_cell(NOT_RECORDED)}


def records_behind(
    shift: Shift, figures: YearFigures, table: str, row: str, column: str
) -> list[UUID]:
    """Return the records that a cell of a counted year counts."""
    cell = _CELLS.get(row) or row_cell(row)
    figure = Figure(figures.source, figures.year, figures.as_at, table, cell, column)
    return figure.records(shift)
