"""The year's figures in print: every table with its chart, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.practice import Practice
from lado_desktop.figures.chart import chart_of
from lado_desktop.figures.export import PUBLIC_NOTE, Line, lines
from lado_desktop.figures.result import Counts, FigureTable, YearFigures
from lado_desktop.figures.year import figures
from lado_desktop.reports.blocks import (
    Block,
    Bullets,
    Column,
    Document,
    Facts,
    Figure,
    Heading,
    Prose,
    Row,
    RowStyle,
    Table,
)
from lado_desktop.reports.heading import PUBLIC_MARKING, document

WIDEST = 7
"""The most columns of figures that stand side by side on a page."""
_LABEL_WIDTH = 3.0
_STYLES: dict[str, RowStyle] = {"plain": "plain", "total": "total", "also": "also"}


def year_summary(
    shift: Shift, year: str, as_at: date | None = None, practice: Practice | None = None
) -> Document:
    """Return the figures of a reporting year as a document.

    Raises NoSuchFigures where there is no such year.
    """
    return summary_of(shift, figures(shift, year, as_at, practice))


def summary_of(shift: Shift, counted: YearFigures) -> Document:
    """Return figures that were counted already as a document."""
    made = document(
        shift,
        title=f"Figures for {counted.year}{': public copy' if counted.public else ''}",
        reference=f"Figures {counted.year.replace('/', '-')}",
        blocks=[*_about(counted), Heading("Tables"), *_tables(counted)],
        subtitle=f"As at {counted.as_at_words}",
    )
    return replace(made, marking=PUBLIC_MARKING) if counted.public else made


def _about(counted: YearFigures) -> Iterator[Block]:
    yield Heading("About these figures")
    yield Facts(
        (
            ("Service", counted.source.authority),
            ("Reporting year", counted.year),
            ("As at", counted.as_at_words),
        )
    )
    yield from _remarks(counted)
    gaps = counted.gaps
    if not gaps:
        yield Prose("The figures agree.")
    else:
        yield Prose("The figures do not agree:")
        yield Bullets(gaps)


def _remarks(counted: YearFigures) -> Iterator[Block]:
    cut = {
        head
        for table in counted.tables
        for name, head in zip(table.columns, table.heads, strict=True)
        if name != head
    }
    if cut:
        yield Prose(
            f"Columns headed “to {counted.as_at_words}” end on that day: a part of a year, or of a "
            "month, stands beside whole ones."
        )
    if counted.public:
        yield Prose(PUBLIC_NOTE)
    if any(_is_empty(table, row.count) for table in counted.tables for row in table.rows):
        yield Prose("A column without figures ends before the first record of its kind.")


def _is_empty(table: FigureTable, counts: Counts) -> bool:
    """Tell whether a column has no figure at all, beside those that are withheld."""
    hidden = {place for _, place in table.withheld}
    return any(count is None and place not in hidden for place, count in enumerate(counts))


def _tables(counted: YearFigures) -> Iterator[Block]:
    for table in counted.tables:
        if not table.columns:
            yield Prose(f"{table.title}: nothing to show by {counted.as_at_words}.")
            continue
        printed = list(lines(table))
        if len(table.columns) > WIDEST >= len(printed):
            yield _turned(table, printed)
        else:
            yield from _in_parts(table, printed)
        chart = chart_of(table)
        if chart is not None:
            yield Figure(chart)


def _in_parts(table: FigureTable, printed: Sequence[Line]) -> Iterator[Block]:
    """A table, in several where it has more columns than fit side by side."""
    starts = range(0, len(table.columns), WIDEST)
    for start in starts:
        part = slice(start, start + WIDEST)
        rows = [Row((line.label, *line.cells[part]), _STYLES[line.kind]) for line in printed]
        title = table.title if start == 0 else f"{table.title} (continued)"
        note = _note(table) if start == starts[-1] else ""
        yield _table(title, table.heads[part], rows, note)


def _turned(table: FigureTable, printed: Sequence[Line]) -> Block:
    """A table with many columns and few rows, its columns going down."""
    rows = [
        Row((head, *(line.cells[place] for line in printed)))
        for place, head in enumerate(table.heads)
    ]
    return _table(table.title, [line.label for line in printed], rows, _note(table))


def _table(title: str, heads: Sequence[str], rows: Sequence[Row], note: str) -> Table:
    columns = [Column("", _LABEL_WIDTH), *(Column(head, numeric=True) for head in heads)]
    return Table(title, columns, rows, header_column=True, note=note)


def _note(table: FigureTable) -> str:
    return " ".join([*([table.base] if table.base else []), *table.gaps])
