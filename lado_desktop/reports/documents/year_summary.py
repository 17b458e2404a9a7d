"""The year's figures as a document: every table with its chart, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from math import ceil

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.practice.practice import Practice
from lado_desktop.figures.counting.year import figures
from lado_desktop.figures.presenting.charting import chart_of
from lado_desktop.figures.presenting.result import FigureTable, YearFigures
from lado_desktop.figures.presenting.view import (
    NO_RECORDS_NOTE,
    PUBLIC_NOTE,
    WIDEST,
    View,
    fitted,
    in_two,
    left_out_words,
)
from lado_desktop.figures.presenting.viewing import view_of
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
    Table,
)
from lado_desktop.reports.heading import PUBLIC_MARKING, document

_WIDEST_IN_TWO = 5
"""The most columns where percentages are next to the counts."""
_LABEL_WIDTH = 3.0


def year_summary(
    shift: Shift, year: str, as_at: date | None = None, practice: Practice | None = None
) -> Document:
    """Return the figures of a reporting year as a document.

    Raises NoSuchFigures for a year without figures.
    """
    return summary_of(shift, figures(shift, year, as_at, practice))


def summary_of(shift: Shift, counted: YearFigures) -> Document:
    """Return counted figures as a document."""
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
    views = [view_of(table) for table in counted.tables]
    if left_out := dict.fromkeys(head for view in views for head in view.left_out):
        yield Prose(left_out_words(list(left_out)))
    if any(view.lacks_records for view in views):
        yield Prose(NO_RECORDS_NOTE)


def _tables(counted: YearFigures) -> Iterator[Block]:
    for table in counted.tables:
        if not table.columns:
            yield Prose(f"{table.title}: nothing to show by {counted.as_at_words}.")
            continue
        yield from _in_parts(table, fitted(view_of(table)))
        chart = chart_of(table)
        if chart is not None:
            yield Figure(chart)


def _in_parts(table: FigureTable, view: View) -> Iterator[Block]:
    """Yield a table, split into tables of equal width where its columns do not fit."""
    columns = len(view.heads)
    in_two_parts = any(in_two(text)[1] for row in view.rows for text in row.texts)
    parts = max(1, ceil(columns / (_WIDEST_IN_TWO if in_two_parts else WIDEST)))
    wide = max(1, ceil(columns / parts))
    starts = range(0, max(1, columns), wide)
    for start in starts:
        part = slice(start, start + wide)
        rows = [Row((row.label, *row.texts[part]), row.style, row.depth) for row in view.rows]
        title = table.title if start == 0 else f"{table.title} (continued)"
        heads = [Column(head, numeric=True) for head in view.heads[part]]
        note = _note(table, view) if start == starts[-1] else ""
        yield Table(title, [Column("", _LABEL_WIDTH), *heads], rows, header_column=True, note=note)


def _note(table: FigureTable, view: View) -> str:
    """Return the notes under one table. Notes for several tables are at the top."""
    return " ".join([*([table.base] if table.base else []), *view.said, *table.gaps])
