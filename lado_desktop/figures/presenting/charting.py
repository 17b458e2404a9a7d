"""Chooses the chart that reads best for a table of figures.

It uses only the counted table, so a chart shows nothing that its table does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from lado_desktop.figures.counting.measures import Number
from lado_desktop.figures.counting.placing import Cell, row_cell, unplaced_cell
from lado_desktop.figures.layout.layout import NOT_LISTED, NOT_RECORDED, ChartKind
from lado_desktop.figures.presenting.chart import KIND_WORDS, UNITS, Chart, Series
from lado_desktop.figures.presenting.result import FigureRow, FigureTable

MOST_BARS = 56
"""The most bars on a page. With more, only the latest columns are drawn."""
MOST_SERIES = 6
"""The most patterns and marks that can be distinguished."""
MOST_YEARS = 4
"""The most years as bars side by side. More read better as lines."""

_FEWEST = 3
"""The fewest figures of a chart. One or two are read more easily in the table."""
_NOWHERE = (NOT_RECORDED, NOT_LISTED)


def chart_of(table: FigureTable) -> Chart | None:
    """Return the chart of a table, or None where the table alone reads better.

    It draws the first measure of the table, and no row together with its parts. Months are lines if
    most of them have figures. The rows of another table as columns are bars, stacked if they add
    up. Years are bars side by side, or lines if there are many years and few rows. A layout can
    override this with its key `chart`. Bars leave out rows of only 0. Lines include every month and
    year in between, and single separate figures are no line.
    """
    if table.drawn == "none":
        return None
    rows = _rows(table)
    places = _columns(table, rows)
    kind = _kind(table, rows, places) if places else None
    if kind == "lines":
        # Withheld figures have a place, so that the distances between months are right.
        places = list(_span(table) if table.withheld else range(places[0], places[-1] + 1))
        if not any(_has_neighbours([row.values[at] for at in places]) for row in rows):
            return None
    elif table.across == "months":
        places = [at for at in places if _is_filled(rows, at)]
    made = _drawn(table, kind, rows, places) if kind else None
    few = made is None or len(made.series) * len(made.labels) < _FEWEST
    return None if few and _asked(table) is None else made


def _drawn(
    table: FigureTable, kind: ChartKind, rows: Sequence[Series], places: Sequence[int]
) -> Chart | None:
    """Return the chart of these rows and columns; None where every figure is 0."""
    series = tuple(_picked(row, row.name, places) for row in rows)
    if not any(value for each in series for value in each.values):
        return None
    measure = _measure(table)
    made = Chart(
        table.title,
        kind,
        tuple(table.heads[at] for at in places),
        series,
        measure,
        0 if measure == "count" else table.rows[0].dp,
        has_sums=measure == "count" and (kind == "stacked" or any(row.parts for row in table.rows)),
    )
    if kind == "lines":
        return made
    upright = kind == "bars" and len(rows) > 1 and table.across != "rows"
    return _without_noughts(made, by_column=upright)


def _picked(series: Series, name: str, places: Sequence[int]) -> Series:
    """Return the figures at these indexes, under a name."""
    return Series(
        name,
        tuple(series.values[at] for at in places),
        frozenset(to for to, at in enumerate(places) if at in series.withheld),
    )


def _without_noughts(chart: Chart, *, by_column: bool) -> Chart:
    """Leave out rows of only 0, and draw a bar for every column if asked."""
    nought = [each for each in chart.series if all(value == 0 for value in each.values)]
    drawn = replace(
        chart,
        series=tuple(each for each in chart.series if each not in nought),
        left_out=tuple(each.name for each in nought),
    )
    return _by_column(drawn) if by_column else drawn


def _has_neighbours(values: Sequence[Number | None]) -> bool:
    """Tell whether two figures follow each other, so that a line can join them."""
    return any(one is not None and other is not None for one, other in pairwise(values))


def _span(table: FigureTable) -> range:
    return range(len(table.columns) - table.totalled)


def _columns(table: FigureTable, rows: Sequence[Series]) -> list[int]:
    """Return the columns in which a row has a figure, or in which other rows have more than 0."""
    given = [at for at in _span(table) if any(row.values[at] is not None for row in rows)]
    if table.across != "rows":
        return given
    return [
        at
        for at in given
        if table.columns[at] not in _NOWHERE or any(row.values[at] for row in rows)
    ]


def _by_column(chart: Chart) -> Chart:
    """Return the rows as labels, with a bar for each column."""
    heads, rows = chart.labels, chart.series
    drawn = max(1, min(len(heads), MOST_YEARS, MOST_BARS // len(rows)))
    series = tuple(
        Series(
            heads[at],
            tuple(row.values[at] for row in rows),
            frozenset(number for number, row in enumerate(rows) if at in row.withheld),
        )
        for at in range(len(heads) - drawn, len(heads))
    )
    labels = tuple(row.name for row in rows)
    return replace(chart, labels=labels, series=series, latest_first=True)


def _kind(table: FigureTable, rows: Sequence[Series], places: Sequence[int]) -> ChartKind | None:
    """Return the kind of chart that reads best; None where there is too much to see."""
    kind = _asked(table) or _usual(table, len(rows), len(places))
    if kind == "lines" and table.across == "months" and not _is_series(rows, places):
        kind = "bars"
    if kind == "stacked" and not _adds_up(table):
        kind = "bars"
    sideways = kind != "bars" or len(rows) == 1 or table.across == "rows"
    too_many = sideways and (len(rows) > MOST_SERIES or len(places) > MOST_BARS)
    return None if too_many or len(rows) > MOST_BARS else kind


def _asked(table: FigureTable) -> ChartKind | None:
    return next((kind for kind in KIND_WORDS if kind == table.drawn), None)


def _usual(table: FigureTable, rows: int, columns: int) -> ChartKind:
    if table.across == "rows":
        return "stacked" if columns > 1 else "bars"
    many = columns > MOST_YEARS and rows <= MOST_SERIES
    return "lines" if (many or table.across == "months") and columns > 2 else "bars"


def _adds_up(table: FigureTable) -> bool:
    """Tell whether the drawn rows add up: counts, with each unit in one row."""
    return bool(table.unplaced) and _measure(table) == "count"


def _is_series(rows: Sequence[Series], places: Sequence[int]) -> bool:
    """Tell whether more than half of the months from first to last have a figure."""
    filled = sum(_is_filled(rows, at) for at in places)
    return 2 * filled > places[-1] - places[0] + 1


def _is_filled(rows: Sequence[Series], at: int) -> bool:
    """Tell whether a column has a figure above 0, or a withheld one."""
    return any(row.values[at] or at in row.withheld for row in rows)


def _measure(table: FigureTable) -> str:
    """Return the measure to draw: the first of the table that can be drawn."""
    found = (_first(row) for row in table.rows if not row.also)
    return next(filter(None, found), "count")


def _first(row: FigureRow) -> str:
    return next((each for each in row.show if each in UNITS), "")


def _rows(table: FigureTable) -> list[Series]:
    """Return the rows to draw, none together with its parts."""
    measure = _measure(table)
    rows = [row for row in table.rows if not row.also and _first(row) == measure]
    parents = {row.part_of for row in table.rows}
    # Parts add up to their row only as counts, and only if each unit is in one of them.
    in_parts = _adds_up(table)
    rows = [row for row in rows if (row.label not in parents if in_parts else not row.part_of)]
    wholes = [row for row in rows if row.is_whole or _is_total(row, rows)]
    drawn = [row for row in rows if row not in wholes] or rows
    found = [_series(table, row, measure) for row in drawn]
    return [*found, *_rest(table)] if measure == "count" else found


def _is_total(row: FigureRow, rows: Sequence[FigureRow]) -> bool:
    """Tell whether a row is everything of a kind of which another row counts some."""
    alike = [each for each in rows if each.counted == row.counted and each is not row]
    return row.is_total and bool(alike)


def _rest(table: FigureTable) -> Iterator[Series]:
    """Yield the rows of units that fit no row, as the table prints them."""
    every = {"": table.unplaced, **table.unplaced_within}
    for within, unplaced in every.items():
        for label, counts in unplaced.items():
            withheld = _withheld(table, unplaced_cell(label, within))
            if any(counts) or withheld:
                yield Series(f"{within}: {label}" if within else label, counts, withheld)


def _withheld(table: FigureTable, cell: Cell) -> frozenset[int]:
    return frozenset(at for at in _span(table) if (cell, at) in table.withheld)


def _series(table: FigureTable, row: FigureRow, measure: str) -> Series:
    withheld = _withheld(table, row_cell(row.label))
    if measure == "count":
        return Series(row.label, row.count, withheld)
    found = row.measures[measure]
    series = found if isinstance(found, tuple) else (None,) * len(row.count)
    values = tuple(each if isinstance(each, int | float) else None for each in series)
    if measure == "percent" and table.withheld:
        # A base above 0 has a percentage, unless it is withheld.
        gone = (at for at, each in enumerate(values) if each is None and row.count[at])
        withheld |= frozenset(gone)
    return Series(row.label, values, withheld)
