"""Makes the view of a table of figures: its lines in printed order, each figure with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lado_desktop.figures.counting.placing import (
    EVERYTHING,
    Cell,
    part_cell,
    row_cell,
    unplaced_cell,
)
from lado_desktop.figures.presenting.result import (
    Change,
    Counts,
    FigureRow,
    FigureTable,
    Peak,
    Unplaced,
)
from lado_desktop.figures.presenting.view import (
    MINUS,
    NO_RECORDS,
    WITHHELD,
    Style,
    View,
    ViewCell,
    ViewRow,
)

MEASURE_WORDS = {
    "count": "number",
    "change": "change",
    "per_week": "a week",
    "per_fte": "per full-time LADO",
    "mean": "average",
    "peak": "most",
    "attendees": "attendees",
    "fte": "full-time equivalents",
}
"""Words after a row's label, for lines of further measures."""


def view_of(table: FigureTable) -> View:
    """Return the view of a table: its lines in printed order."""
    every = range(len(table.columns))
    places = [place for place in every if not _is_empty(table, place)] or list(every)
    counts = [(row_cell(row.label), row.count) for row in table.rows]
    return View(
        tuple(table.heads[place] for place in places),
        tuple(
            replace(row, cells=tuple(row.cells[place] for place in places)) for row in _rows(table)
        ),
        tuple(_said_in_all(table)),
        tuple(head for place, head in enumerate(table.heads) if place not in places),
        any(
            count[place] is None and (cell, place) not in table.withheld
            for cell, count in (*counts, (EVERYTHING, table.total))
            for place in places
        ),
        table.totalled,
    )


def _is_empty(table: FigureTable, place: int) -> bool:
    """Tell whether a column has no count, no withheld count and no measure."""
    if any(at == place for _, at in table.withheld) or table.total[place] is not None:
        return False
    return not any(
        series[place] is not None
        for row in table.rows
        for series in (row.count, *row.measures.values())
        if isinstance(series, tuple)
    )


def _said_in_all(table: FigureTable) -> Iterator[str]:
    for row in table.rows:
        for name, value in row.measures.items():
            if isinstance(value, Peak):
                yield f"{_label(row, name)}: {value.column}, with {value.count:,}."
            elif isinstance(value, int | float):
                yield f"{_label(row, name)}: {value:,.{row.dp}f}."


def _rows(table: FigureTable) -> Iterator[ViewRow]:
    for row in table.rows:
        if not row.also:
            yield from _lines(table, row)
    yield from _rest(table, table.unplaced, "")
    for label, unplaced in table.unplaced_within.items():
        yield from _rest(table, unplaced, label)
    if table.total_label is not None:
        yield ViewRow(table.total_label, _counts(table, EVERYTHING, table.total), "total")
    for row in table.rows:
        if row.also:
            yield from _lines(table, row)


def _lines(table: FigureTable, row: FigureRow) -> Iterator[ViewRow]:
    """Yield a line for each measure of a row that has a figure in every column.

    A percentage is in the line of its count. An average or a peak has no line: it is one figure.
    """
    style: Style = "also" if row.also else "total" if row.is_total else "plain"
    for name in dict.fromkeys("count" if each == "percent" else each for each in row.show):
        if name == "count":
            cells = _counts_of_row(table, row)
        elif isinstance(row.measures[name], tuple):
            cells = _measures(table, row, name)
        else:
            continue
        depth, is_change = table.depth(row), name == "change"
        yield ViewRow(_label(row, name), cells, style, depth, row.dp, is_change)
        style = "also"


def _label(row: FigureRow, measure: str) -> str:
    """Return the label of a line: the row's, and the words of a further measure."""
    first = "count" if row.show[0] == "percent" else row.show[0]
    return row.label if measure == first else f"{row.label}, {MEASURE_WORDS[measure]}"


def _counts(table: FigureTable, cell: Cell, counts: Counts) -> tuple[ViewCell, ...]:
    """Return counts, and the marks of withheld figures and of times without records."""
    made = []
    for place, count in enumerate(counts):
        if (cell, place) in table.withheld:
            made.append(ViewCell(WITHHELD, (cell, place), WITHHELD))
        elif count is None:
            made.append(ViewCell(NO_RECORDS, (cell, place), NO_RECORDS))
        else:
            made.append(ViewCell(f"{count:,}", (cell, place), count))
    return tuple(made)


def _counts_of_row(table: FigureTable, row: FigureRow) -> tuple[ViewCell, ...]:
    """Return the counts of a row, each in its parts and with its percentage."""
    cells = _counts(table, row_cell(row.label), row.count)
    if row.parts:
        parts = (
            _counts(table, part_cell(row.label, number), part)
            for number, part in enumerate(row.parts)
        )
        cells = tuple(map(_in_parts, cells, zip(*parts, strict=True)))
    percents = row.measures.get("percent")
    if not isinstance(percents, tuple):
        return cells
    return tuple(
        cell
        if percent is None or isinstance(percent, Change)
        else replace(cell, text=f"{cell.text} ({percent:,.{row.dp}f}%)", percent=percent)
        for cell, percent in zip(cells, percents, strict=True)
    )


def _in_parts(whole: ViewCell, parts: Iterable[ViewCell]) -> ViewCell:
    """Give a count its parts with "/"; in print not where one is withheld or all are empty."""
    known = [part for part in parts if part.figure != NO_RECORDS]
    joined = "/".join(part.text for part in known)
    is_printed = known and WITHHELD not in (part.figure for part in known)
    as_numbers = "/".join(str(part.figure) for part in known)
    return replace(whole, text=joined if is_printed else whole.text, parts=as_numbers)


def _measures(table: FigureTable, row: FigureRow, name: str) -> tuple[ViewCell, ...]:
    """Return another measure, with by how many per cent a change is."""
    series, cell = row.measures[name], row_cell(row.label)
    mark = None if name == "change" else WITHHELD
    made = []
    for place, each in enumerate(series if isinstance(series, tuple) else ()):
        share = each.percent if isinstance(each, Change) else None
        if (cell, place) in table.withheld:
            made.append(ViewCell(mark or "", (cell, place), mark, share))
        elif isinstance(each, Change):
            made.append(ViewCell(_change_words(each), (cell, place), each.by, share))
        else:
            words = "" if each is None else f"{each:,.{row.dp}f}"
            made.append(ViewCell(words, (cell, place), each))
    return tuple(made)


def _change_words(change: Change) -> str:
    by = f"{change.by:+,}" if change.by else "0"
    if change.by and change.percent is not None:
        by = f"{by} ({change.percent:+,}%)"
    return by.replace("-", MINUS)


def _rest(table: FigureTable, unplaced: Unplaced, within: str) -> Iterator[ViewRow]:
    """Yield the lines of units that fit no row, or no part of a row, if there are any."""
    for name, counts in unplaced.items():
        cells = _counts(table, unplaced_cell(name, within), counts)
        if any(cell.figure not in (0, NO_RECORDS) for cell in cells):
            yield ViewRow(f"{within}: {name}" if within else name, cells)
