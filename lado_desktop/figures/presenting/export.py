"""The figures of a year as plain text, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence

from lado_desktop.casework.audit.file import safe_cell
from lado_desktop.figures.counting.placing import EVERYTHING, Cell, row_cell, unplaced_cell
from lado_desktop.figures.presenting.result import (
    Change,
    Counts,
    FigureTable,
    Measured,
    Peak,
    YearFigures,
)
from lado_desktop.figures.presenting.view import (
    PUBLIC_NOTE,
    WITHHELD,
    ViewRow,
    fitted,
    in_numbers,
    notes_of,
)
from lado_desktop.figures.presenting.viewing import view_of


def written(figures: YearFigures, format: str) -> str:
    """Return the figures as `json` or `csv`, else as plain text."""
    match format:
        case "json":
            return json.dumps(figures.to_json(), ensure_ascii=False, indent=1) + "\n"
        case "csv":
            return as_csv(figures)
        case _:
            return as_text(figures)


def as_text(figures: YearFigures) -> str:
    """Return every table in columns of fixed width, and then whether the figures agree."""
    said = [f"{figures.source.authority}: {figures.year}, as at {figures.as_at_words}", ""]
    for table in figures.tables:
        view = fitted(view_of(table))
        said.append(table.title)
        said.extend(_in_columns(["", *view.heads], view.rows))
        said.extend([table.base] if table.base else [])
        said.extend(view.notes)
        said.append("")
    said.append(agreement_words(figures))
    if figures.public:
        said.append(PUBLIC_NOTE)
    return "\n".join(said) + "\n"


def agreement_words(figures: YearFigures) -> str:
    """Return a sentence that the figures agree, or what does not."""
    gaps = figures.gaps
    return "The figures agree." if not gaps else "\n".join(["The figures do not agree.", *gaps])


def _in_columns(heads: Sequence[str], lines: Sequence[ViewRow]) -> list[str]:
    rows = [list(heads)] + [["  " * row.depth + row.label, *row.texts] for row in lines]
    widths = [max(len(row[place]) for row in rows) for place in range(len(heads))]
    return [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def csv_row(*cells: object) -> list[object]:
    """Return the cells of a CSV line, with possible formulas made safe."""
    return [safe_cell(cell) if isinstance(cell, str) else cell for cell in cells]


def as_csv(figures: YearFigures) -> str:
    """Return one CSV line for each figure: table, row, column, measure, value.

    A count has the measure `count`. The remainder and the total are rows like the others. Every
    cell is quoted, and possible formulas are made safe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(["table", "title", "row", "column", "measure", "value"])
    for table in figures.tables:
        for row, column, measure, value in _values(table):
            writer.writerow(csv_row(table.id, table.title, row, column, measure, value))
    return out.getvalue()


def table_csv(table: FigureTable, about: str) -> str:
    """Return one table as CSV: its numbers, then its title and notes, a line each."""
    view, out = view_of(table), io.StringIO()
    sheet = in_numbers(view)
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(csv_row("", *sheet.heads))
    for row in sheet.rows:
        figures = ("" if cell.figure is None else cell.figure for cell in row.cells)
        writer.writerow(csv_row(f"{'– ' * row.depth}{row.label}", *figures))
    writer.writerow([])
    for note in (table.title, about, *notes_of(table, view)):
        writer.writerow(csv_row(note))
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
