"""The figures of a year as text to read and as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lado_desktop.casework.audit.file import safe_cell
from lado_desktop.figures.measures import Number
from lado_desktop.figures.placing import EVERYTHING, Cell, part_cell, row_cell, unplaced_cell
from lado_desktop.figures.result import (
    Change,
    Counts,
    FigureRow,
    FigureTable,
    Measured,
    Peak,
    Unplaced,
    YearFigures,
)

WITHHELD = "c"
"""What stands in a public copy for a figure that is not given: confidential."""
PUBLIC_NOTE = (
    "This is a public copy. c stands for a figure from 1 to 4, or for one from which such a figure "
    "could be worked out; 0 is given."
)
MEASURE_WORDS = {
    "change": "change",
    "per_week": "a week",
    "per_fte": "per full-time LADO",
    "mean": "average",
    "peak": "most",
    "attendees": "attendees",
    "fte": "full-time equivalents",
}
"""What stands behind a row's label where it shows more than counts and percentages."""


@dataclass(frozen=True)
class Line:
    """One printed line of a table: a row's counts, or one of its other measures."""

    label: str
    cells: tuple[str, ...]
    kind: str = "plain"
    """`plain`, `total` or `also`, as rows are styled in print."""
    cell: Cell = EVERYTHING
    """Which units it counts."""


def lines(table: FigureTable) -> Iterator[Line]:
    """Return the printed lines of a table, everything that has to be shown."""
    for row in table.rows:
        if not row.also:
            yield from _row_lines(table, row)
    yield from _rest(table, table.unplaced, "")
    for label, unplaced in table.unplaced_within.items():
        yield from _rest(table, unplaced, label)
    if table.total_label is not None:
        yield Line(table.total_label, _counts_shown(table, EVERYTHING, table.total), "total")
    for row in table.rows:
        if row.also:
            yield from _row_lines(table, row)


def _counts_shown(table: FigureTable, cell: Cell, counts: Counts) -> tuple[str, ...]:
    """Counts as they are printed; what a public copy withholds by its sign."""
    return tuple(
        WITHHELD if (cell, place) in table.withheld else _count(count)
        for place, count in enumerate(counts)
    )


def _row_lines(table: FigureTable, row: FigureRow) -> Iterator[Line]:
    kind = "also" if row.also else "total" if row.is_total else "plain"
    # A percentage stands beside its count; other measures can stand alone.
    if "count" in row.show or "percent" in row.show:
        cells = _counts_shown(table, row_cell(row.label), row.count)
        if row.parts:
            parts = [
                _counts_shown(table, part_cell(row.label, number), part)
                for number, part in enumerate(row.parts)
            ]
            cells = tuple(map("/".join, zip(*parts, strict=True)))
            cells = tuple("" if cell.strip("/") == "" else cell for cell in cells)
        percents = row.measures.get("percent")
        if isinstance(percents, tuple):
            shown = (_one(percent, row.dp) for percent in percents)
            beside = zip(cells, shown, strict=True)
            cells = tuple(f"{cell} ({percent}%)" if percent else cell for cell, percent in beside)
        yield Line(row.label, cells, kind, row_cell(row.label))
    for name, value in row.measures.items():
        if name != "percent":
            label = measure_label(row, name)
            decimals = None if name == "change" else row.dp
            cells = _measured(value, decimals, len(table.columns))
            yield Line(label, cells, "also", row_cell(row.label))


def measure_label(row: FigureRow, measure: str) -> str:
    """Return what stands before a further measure of a row; a row of one measure says it itself."""
    alone = len(row.measures) == 1 and not {"count", "percent"} & set(row.show)
    return row.label if alone else f"{row.label}, {MEASURE_WORDS[measure]}"


def _rest(table: FigureTable, unplaced: Unplaced, within: str) -> Iterator[Line]:
    """What fits no row of the table, or of one of its rows, where there is any."""
    for name, counts in unplaced.items():
        cells = _counts_shown(table, unplaced_cell(name, within), counts)
        if any(counts) or WITHHELD in cells:
            label = f"{within}: {name}" if within else name
            yield Line(label, cells, cell=unplaced_cell(name, within))


def _count(count: int | None) -> str:
    return "" if count is None else f"{count:,}"


def _measured(value: Measured, decimals: int | None, columns: int) -> tuple[str, ...]:
    match value:
        case tuple():
            return tuple(_one(each, decimals) for each in value)
        case _:
            return (_one(value, decimals), *[""] * (columns - 1))[:columns]


def _one(value: Number | Change | Peak | None, decimals: int | None) -> str:
    match value:
        case None:
            return ""
        case Change():
            by = f"{value.by:+,}" if value.by else "0"
            return by if not value.by or value.percent is None else f"{by} ({value.percent:+,}%)"
        case Peak():
            return f"{value.column}: {value.count:,}"
        case _:
            return f"{value:,}" if decimals is None else f"{value:,.{decimals}f}"


def written(figures: YearFigures, format: str) -> str:
    """Return the figures as `json` or `csv`, else as text to read."""
    match format:
        case "json":
            return json.dumps(figures.to_json(), ensure_ascii=False, indent=1) + "\n"
        case "csv":
            return as_csv(figures)
        case _:
            return as_text(figures)


def as_text(figures: YearFigures) -> str:
    """Return every table in columns of fixed width, and at the end whether the figures agree."""
    said = [f"{figures.source.authority}: {figures.year}, as at {figures.as_at_words}", ""]
    for table in figures.tables:
        said.append(table.title)
        said.extend(_in_columns(["", *table.heads], list(lines(table))))
        said.extend([table.base] if table.base else [])
        said.append("")
    said.append(agreement_words(figures))
    if figures.public:
        said.append(PUBLIC_NOTE)
    return "\n".join(said) + "\n"


def agreement_words(figures: YearFigures) -> str:
    """Say that the figures agree, or what does not."""
    gaps = figures.gaps
    return "The figures agree." if not gaps else "\n".join(["The figures do not agree.", *gaps])


def _in_columns(heads: Sequence[str], printed: Sequence[Line]) -> list[str]:
    rows = [list(heads)] + [[line.label, *line.cells] for line in printed]
    widths = [max(len(row[place]) for row in rows) for place in range(len(heads))]
    return [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def csv_row(*cells: object) -> list[object]:
    """Return the cells of a CSV's line: text that a spreadsheet would take for a formula is not."""
    return [safe_cell(cell) if isinstance(cell, str) else cell for cell in cells]


def as_csv(figures: YearFigures) -> str:
    """Return one line for each figure: table, row, column, measure, value.

    A count has the measure `count`; what fits no row and the total are rows like the others.
    Every cell is quoted, and text that a spreadsheet would take for a formula is kept from it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(["table", "title", "row", "column", "measure", "value"])
    for table in figures.tables:
        for row, column, measure, value in _values(table):
            writer.writerow(csv_row(table.id, table.title, row, column, measure, value))
    return out.getvalue()


def _values(table: FigureTable) -> Iterator[tuple[str, str, str, object]]:
    for row in table.rows:
        yield from _counts(table, row.label, row_cell(row.label), row.count)
        for name, value in row.measures.items():
            yield from _measures(table, row.label, name, value)
    for label, counts in table.unplaced.items():
        yield from _counts(table, label, unplaced_cell(label), counts)
    for within, unplaced in table.unplaced_within.items():
        for label, counts in unplaced.items():
            cell = unplaced_cell(label, within)
            yield from _counts(table, f"{within}: {label}", cell, counts)
    yield from _counts(table, table.total_label or "Total", EVERYTHING, table.total)


def _counts(
    table: FigureTable, label: str, cell: Cell, counts: Counts
) -> Iterator[tuple[str, str, str, object]]:
    for place, (head, count) in enumerate(zip(table.heads, counts, strict=True)):
        shown = WITHHELD if (cell, place) in table.withheld else count
        yield label, head, "count", "" if shown is None else shown


def _measures(
    table: FigureTable, label: str, name: str, value: Measured
) -> Iterator[tuple[str, str, str, object]]:
    if not isinstance(value, tuple):
        if isinstance(value, Peak):
            yield label, value.column, name, value.count
        else:
            yield label, "", name, "" if value is None else value
        return
    for head, each in zip(table.heads, value, strict=True):
        if isinstance(each, Change):
            yield label, head, "change", each.by
            if each.percent is not None:
                yield label, head, "change_percent", each.percent
        else:
            yield label, head, name, "" if each is None else each
