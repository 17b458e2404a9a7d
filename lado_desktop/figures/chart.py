"""A table of figures as a chart: which kind reads best, and what stands in it.

Plain data, read off the counted table, so that a chart says nothing that its table does not.
`reports.chart_drawing` draws it; a spreadsheet draws its own of the same data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lado_desktop.figures.layout import NOT_LISTED, NOT_RECORDED, ChartKind
from lado_desktop.figures.lines import WITHHELD
from lado_desktop.figures.measures import Number
from lado_desktop.figures.result import FigureRow, FigureTable

MOST_BARS = 56
"""More than these do not fit on a page: fewer columns are drawn then, the latest."""
MOST_SERIES = 6
"""As many patterns and marks as can be told apart."""
MOST_YEARS = 4
"""Years that stand side by side as bars; more of them read better as lines."""

MEASURES = {
    "count": "",
    "per_week": "a week",
    "per_fte": "per full-time LADO",
    "attendees": "attendees",
    "fte": "full-time equivalents",
}
_FEWEST = 2
"""One figure alone is read better than seen."""
_WITHIN = "– "
"""Before a row within another."""
_NOWHERE = (NOT_RECORDED, NOT_LISTED)
_KIND_WORDS: dict[ChartKind, str] = {
    "bars": "Bar chart",
    "stacked": "Stacked bar chart",
    "lines": "Line chart",
}


@dataclass(frozen=True)
class Series:
    """What is drawn alike: one figure a label, None where there is none."""

    name: str
    values: tuple[Number | None, ...]


@dataclass(frozen=True)
class Chart:
    """One chart. `labels` stand along it; each of `series` has a figure for every label."""

    title: str
    kind: ChartKind
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    """What the figures are where they are not plain counts: "a week"."""
    nothing: str = "–"
    """What stands for a figure that there is none of, or that a public copy withholds."""
    latest_first: bool = False
    """The series are columns of time, the last of them the one that matters most."""
    left_out: tuple[str, ...] = ()
    """The rows that are not drawn, as each of their figures is nought."""

    @property
    def caption(self) -> str:
        """The title, and which columns are drawn."""
        told = f": {', '.join(each.name for each in self.series)}" if self.latest_first else ""
        return f"{self.title}{f', {self.unit}' if self.unit else ''}{told}"

    @property
    def note(self) -> str:
        """Which rows are not drawn, as a sentence; empty where all are."""
        return f"Not drawn, as nought throughout: {', '.join(self.left_out)}." * bool(self.left_out)

    @property
    def words(self) -> str:
        """What somebody who does not see the chart is told: its kind, its span, its greatest."""
        found = [
            (value, label, each.name)
            for each in self.series
            for label, value in zip(self.labels, each.values, strict=True)
            if value is not None
        ]
        most, label, name = max(found, key=lambda each: each[0])
        where = f"{label}, {name}" if len(self.series) > 1 else label
        given = " of those given" if self.nothing == WITHHELD else ""
        return (
            f"{_KIND_WORDS[self.kind]} of {self.caption}. "
            f"The greatest{given} is {most:,} ({where}). "
            f"{self.note}{' ' * bool(self.note)}Every figure of it stands in the table."
        )


def chart_of(table: FigureTable) -> Chart | None:
    """Return the chart of a table, or None where a table is read better alone.

    Months are lines; the rows of another table as columns are bars, stacked where they add up;
    years are bars side by side, and lines where there are many of few rows. A layout may say
    otherwise by its key `chart`. Of bars, rows of noughts alone are left out; of lines, no month or
    year between others is, and single figures apart from each other are no line.
    """
    if table.drawn == "none":
        return None
    rows, measure = _rows(table)
    figures = [_values(row, measure) for row in rows]
    shown = [place for place in _columns(table) if any(each[place] is not None for each in figures)]
    if table.across == "rows":
        shown = [
            place
            for place in shown
            if table.columns[place] not in _NOWHERE or any(each[place] for each in figures)
        ]
    kind = _kind(table, len(rows), len(shown))
    if kind == "lines" and shown:
        # What is withheld has its place, so that months stand as far apart as they are.
        shown = list(_columns(table) if table.withheld else range(shown[0], shown[-1] + 1))
        if not any(_neighbours([each[place] for place in shown]) for each in figures):
            return None
    heads = tuple(table.heads[place] for place in shown)
    lines = [
        Series(row.label, tuple(each[place] for place in shown))
        for row, each in zip(rows, figures, strict=True)
    ]
    if kind is None or not any(value for each in lines for value in each.values):
        return None
    unit, nothing = MEASURES[measure], WITHHELD if table.withheld else "–"
    made = Chart(table.title, kind, heads, tuple(lines), unit, nothing)
    if kind == "lines":
        return made
    upright = kind == "bars" and len(lines) > 1 and table.across != "rows"
    drawn = _without_noughts(made, by_column=upright)
    alone = len(drawn.series) * len(drawn.labels) < _FEWEST
    return None if alone and _asked(table) is None else drawn


def _without_noughts(chart: Chart, *, by_column: bool) -> Chart:
    """The chart without the rows of noughts alone, with a bar for every column if so asked."""
    nought = [each for each in chart.series if all(value == 0 for value in each.values)]
    drawn = replace(
        chart,
        series=tuple(each for each in chart.series if each not in nought),
        left_out=tuple(each.name.removeprefix(_WITHIN) for each in nought),
    )
    return _by_column(drawn) if by_column else drawn


def _neighbours(values: Sequence[Number | None]) -> bool:
    """Tell whether two figures follow each other, so that a line joins them."""
    return any(one is not None and other is not None for one, other in pairwise(values))


def _columns(table: FigureTable) -> range:
    return range(len(table.columns) - table.totalled)


def _by_column(chart: Chart) -> Chart:
    """The rows down the side, a bar of each for every column."""
    heads, rows = chart.labels, chart.series
    drawn = max(1, min(len(heads), MOST_YEARS, MOST_BARS // len(rows)))
    series = tuple(
        Series(heads[place], tuple(row.values[place] for row in rows))
        for place in range(len(heads) - drawn, len(heads))
    )
    labels = tuple(row.name for row in rows)
    return replace(chart, labels=labels, series=series, latest_first=True)


def _kind(table: FigureTable, rows: int, columns: int) -> ChartKind | None:
    """Which kind reads best; None where there is too little to see, or too much."""
    if rows * columns < _FEWEST or rows > MOST_BARS or not columns:
        return None
    kind = _asked(table) or _usual(table, rows, columns)
    sideways = kind != "bars" or rows == 1 or table.across == "rows"
    return None if sideways and (rows > MOST_SERIES or columns > MOST_BARS) else kind


def _asked(table: FigureTable) -> ChartKind | None:
    return next((kind for kind in _KIND_WORDS if kind == table.drawn), None)


def _usual(table: FigureTable, rows: int, columns: int) -> ChartKind:
    if table.across == "rows":
        return "stacked" if table.unplaced and columns > 1 else "bars"
    many = columns > MOST_YEARS and rows <= MOST_SERIES
    return "lines" if (many or table.across == "months") and columns > 2 else "bars"


def _rows(table: FigureTable) -> tuple[list[FigureRow], str]:
    """The rows that are drawn, and which measure of them: the total only where it is all."""
    rows = [row for row in table.rows if not row.also]
    rows = [row for row in rows if not row.is_total] or rows
    measures = [found for row in rows if (found := _measure(row))]
    measure = "count" if "count" in measures else next(iter(measures), "count")
    rows = [row for row in rows if _measure(row) == measure]
    if measure == "count":
        rows += _rest(table)
    if table.across == "rows":
        within = {row.part_of for row in rows}
        rows = [row for row in rows if row.label not in within]
    return [_labelled(row) for row in rows], measure


def _measure(row: FigureRow) -> str:
    if {"count", "percent"} & set(row.show):
        return "count"
    return next((each for each in row.show if each in MEASURES), "")


def _rest(table: FigureTable) -> Iterator[FigureRow]:
    """What fits no row stands in the chart as it does in the table."""
    for label, counts in table.unplaced.items():
        if any(counts):
            yield FigureRow(label, counts, ("count",), {})
    for within, unplaced in table.unplaced_within.items():
        for label, counts in unplaced.items():
            if any(counts):
                yield FigureRow(f"{within}: {label}", counts, ("count",), {})


def _labelled(row: FigureRow) -> FigureRow:
    return row if row.part_of is None else _within(row)


def _within(row: FigureRow) -> FigureRow:
    """A row within another says so by a dash."""
    return FigureRow(f"{_WITHIN}{row.label}", row.count, row.show, row.measures)


def _values(row: FigureRow, measure: str) -> tuple[Number | None, ...]:
    if measure == "count":
        return row.count
    found = row.measures[measure]
    if not isinstance(found, tuple):
        return (None,) * len(row.count)
    return tuple(each if isinstance(each, int | float) else None for each in found)
