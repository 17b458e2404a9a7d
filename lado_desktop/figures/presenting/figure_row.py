"""Computes the measures of a row, rounded once at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from lado_desktop.domain.time.typed_day import day_words
from lado_desktop.figures.counting import measures
from lado_desktop.figures.counting.counted_table import CountedTable, Series
from lado_desktop.figures.counting.placing import part_cell
from lado_desktop.figures.layout.layout import Layout, Quarters, Row, Show, Years
from lado_desktop.figures.presenting.result import Change, Counts, FigureRow, Measured, Peak

_DERIVED = frozenset(("change", "mean", "peak"))
"""Measures of another measure: of the row's first that is not one of these."""


def plain_counts(series: Series) -> Counts:
    """Return exact counts as whole numbers, empty columns as None."""
    return tuple(None if figure is None else int(figure) for figure in series)


def figure_row(
    table: CountedTable,
    row: Row,
    tables: Mapping[str, CountedTable],
    *,
    also: bool = False,
    is_whole: bool = False,
) -> FigureRow:
    """Return a row or line with all its measures. `tables` are all tables, for bases elsewhere."""
    showing = _Showing(table, row, tables)
    parts = tuple(
        plain_counts(table.cell(row, part_cell(row.label, number)))
        for number in range(len(row.parts))
    )
    return FigureRow(
        label=row.label,
        count=plain_counts(table.counts(row)),
        show=row.show,
        measures={show: showing.measure(show) for show in row.show if show != "count"},
        parts=parts,
        part_of=row.part_of,
        is_total=not row.condition and not also,
        is_whole=is_whole,
        also=also,
        dp=table.layout.dp,
        counted=row.counted.name,
    )


def base_words(layout: Layout, tables: Mapping[str, CountedTable]) -> str:
    """Return a sentence on the base of a table's percentages, or ""."""
    rows = [row for row in (*layout.rows, *layout.also) if "percent" in row.show]
    if not rows:
        return ""
    if layout.of_table is not None:
        other = tables[layout.of_table].layout.title
        return f"Percentages are of the same row of “{other}”."
    said = "Percentages are of everything that this table counts."
    if any(row.part_of for row in rows):
        said += " Those of a row within another are of that row."
    return said


def part_words(table: CountedTable, rows: Sequence[FigureRow]) -> str:
    """Return a sentence that a change compares part of a year or month with a whole one, or ""."""
    for place, head in enumerate(table.heads):
        changes = (row.measures.get("change") for row in rows)
        compared = any(isinstance(each, tuple) and each[place] for each in changes)
        if compared and head.period is not None and head.period.cut:
            kind = "year" if isinstance(table.layout.columns, Years) else "month"
            if isinstance(table.layout.columns, Quarters):
                kind = "quarter"
            return (
                f"{head.name} is counted to {day_words(head.period.last)}: "
                f"changes compare a part of a {kind} with a whole one."
            )
    return ""


class _Showing:
    """Computes the measures of one row."""

    def __init__(self, table: CountedTable, row: Row, tables: Mapping[str, CountedTable]) -> None:
        self._table = table
        self._row = row
        self._tables = tables
        self._dp = table.layout.dp

    def measure(self, show: Show) -> Measured:
        match show:
            case "change":
                return self._changes()
            case "mean":
                return self._rounded(measures.mean(self._table.before_totals(self._first())))
            case "peak":
                counts = self._table.before_totals(self._table.counts(self._row))
                found = measures.peak(counts, self._table.names)
                return None if found is None else Peak(*found)
            case _:
                return tuple(self._rounded(figure) for figure in self._series(show))

    def _series(self, show: Show) -> Series:
        table, counts = self._table, self._table.counts(self._row)
        match show:
            case "percent":
                return measures.percents(counts, self._base())
            case "per_week":
                days = [None if head.period is None else head.period.days for head in table.heads]
                return measures.per_week(counts, days)
            case "per_fte":
                return measures.divided(counts, table.in_post())
            case "fte" | "attendees":
                return table.sums(self._row)
            case _:
                return counts

    def _first_show(self) -> Show:
        """Return the table's first measure; of a separate figure its own."""
        shown = (*self._row.show, *self._table.layout.show)
        if self._row in self._table.layout.also:
            shown = self._table.layout.show
        return next((show for show in shown if show not in _DERIVED), "count")

    def _first(self) -> Series:
        return self._series(self._first_show())

    def _base(self) -> Series:
        layout = self._table.layout
        if layout.of_table is not None:
            return self._base_elsewhere(self._tables[layout.of_table])
        if self._row.part_of is not None:
            return self._table.counts(layout.row(self._row.part_of))
        return self._table.total_for(self._row)

    def _base_elsewhere(self, other: CountedTable) -> Series:
        try:
            series = other.counts(other.layout.row(self._row.label))
        except KeyError:
            return [None] * len(self._table.heads)
        by_name = dict(zip(other.names, series, strict=True))
        return [by_name.get(name) for name in self._table.names]

    def _changes(self) -> tuple[Change | None, ...]:
        show, heads = self._first_show(), self._table.heads
        in_time = not self._table.is_across
        found: list[Change | None] = []
        for head, change in zip(
            heads, measures.changes(self._first(), self._row.back), strict=True
        ):
            if change is None or head.is_total or not in_time:
                found.append(None)
                continue
            by, percent = change
            # Two percentages differ in points, without a percentage of that.
            shown = None if show == "percent" else self._rounded(percent)
            decimals = 0 if show == "count" else self._dp
            found.append(Change(measures.rounded(by, decimals), shown))
        return tuple(found)

    def _rounded(self, figure: Fraction | None) -> measures.Number | None:
        return None if figure is None else measures.rounded(figure, self._dp)
