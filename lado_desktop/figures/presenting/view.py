"""A table of figures as an officer sees it: its lines, with each figure as text and as a number.

Window, paper, text and sheet show the same view. `fitted` turns a wide one for page and screen, and
`in_numbers` spreads it over the columns of a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lado_desktop.figures.counting.measures import Number
from lado_desktop.figures.counting.placing import Cell
from lado_desktop.figures.presenting.result import FigureTable

MINUS = "\N{MINUS SIGN}"
WITHHELD = "c"
"""The mark of a withheld figure in a public copy: confidential."""
NO_RECORDS = "x"
"""Shown where no data exist yet. Not the same as 0."""
NO_RECORDS_NOTE = "x: a time before the first record of its kind."
PUBLIC_WARNING = (
    "Small figures are withheld. Check by hand that they cannot be worked out from other tables."
)
"""The only promise of a public copy: see ADR 0012."""
PUBLIC_NOTE = f"This is a public copy. {PUBLIC_WARNING} c is a withheld figure; 0 is given."
WIDEST = 7
"""The most columns of figures side by side on a page."""
_IN_TWO = re.compile(r"(\S+) (\(\S+%\))")

Style = Literal["plain", "total", "also"]
"""The styles of lines in print."""


@dataclass(frozen=True)
class ViewCell:
    """One figure of a line."""

    text: str
    """As printed: "57 (31.6%)"; "" for nothing."""
    counted: tuple[Cell, int]
    """The cell of the table and the column with the units that it counts."""
    figure: Number | str | None = None
    """Its number; a mark where that is withheld or has no records."""
    percent: Number | None = None
    """The percentage beside it."""
    parts: str | None = None
    """The parts of a count that is given in parts: "45/3"."""
    is_percent: bool = False


@dataclass(frozen=True)
class ViewRow:
    """A line: a row's counts, or one of its other measures."""

    label: str
    cells: tuple[ViewCell, ...]
    style: Style = "plain"
    depth: int = 0
    """The level of its indentation."""
    dp: int = 0
    """Decimal places of numbers that are not whole."""
    is_change: bool = False
    """Its figures have a sign."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Its figures as printed."""
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True)
class View:
    """A table of figures without the columns in which nothing of its kind was recorded yet."""

    heads: tuple[str, ...] = ()
    rows: tuple[ViewRow, ...] = ()
    said: tuple[str, ...] = ()
    """A sentence for each figure of all columns: an average, a peak."""
    left_out: tuple[str, ...] = ()
    """The heads of the columns left out."""
    lacks_records: bool = False
    """A figure is of a time before the first record of its kind."""
    totalled: bool = False
    """The last column is the total of those before it."""

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes below it."""
        out = (left_out_words(self.left_out),) if self.left_out else ()
        return (*self.said, *out, *((NO_RECORDS_NOTE,) if self.lacks_records else ()))


def fitted(view: View) -> View:
    """Return a view for page or screen: with many months and few rows, months are the rows."""
    if not len(view.heads) > WIDEST >= len(view.rows) > 0:
        return view
    last = len(view.heads) - 1 if view.totalled else None
    turned = (
        ViewRow(
            head,
            tuple(row.cells[at] for row in view.rows),
            "total" if at == last else "plain",
        )
        for at, head in enumerate(view.heads)
    )
    return replace(view, heads=tuple(row.label for row in view.rows), rows=tuple(turned))


def in_numbers(view: View) -> View:
    """Return a view for a sheet: percentages in further columns, parts in lines of their own."""
    cells = [cell for row in view.rows for cell in row.cells]
    if any(cell.percent is not None for cell in cells):
        heads = (*view.heads, *(f"{head}, %" for head in view.heads))
        view = replace(view, heads=heads, rows=tuple(map(_with_percents, view.rows)))
    return replace(view, rows=tuple(each for row in view.rows for each in _with_parts(row)))


def left_out_words(heads: Sequence[str]) -> str:
    """Say which columns are left out, and why."""
    years_first = sorted(heads, key=lambda head: head[:4] if head[:1].isdigit() else "~")
    return f"Left out, as nothing of the kind was recorded yet: {', '.join(years_first)}."


def notes_of(table: FigureTable, view: View) -> list[str]:
    """Return the percentages' base, the notes, and whether the table adds up."""
    notes = [*([table.base] if table.base else []), *view.notes]
    if table.withheld:
        notes.append(PUBLIC_NOTE)
    if table.heads != table.columns:
        notes.append("A column whose head names a last day is a part of its year or month.")
    return notes + (list(table.gaps) or [_adds_up(table)])


def in_two(text: str) -> tuple[str, str]:
    """Return a figure and its percentage separately: "57" and "(31.6%)", or "57" and "".

    Each is set flush right by itself, so that the digits of a column are aligned.
    """
    found = _IN_TWO.fullmatch(text)
    return (found[1], found[2]) if found else (text, "")


def _adds_up(table: FigureTable) -> str:
    if not table.unplaced:
        return "Rows may overlap or leave records out: they are not added up."
    return "The rows, with what fits none of them, come to the total, which was counted twice."


def _with_percents(row: ViewRow) -> ViewRow:
    beside = (replace(cell, figure=cell.percent, is_percent=True) for cell in row.cells)
    return replace(row, cells=(*row.cells, *beside))


def _with_parts(row: ViewRow) -> Iterator[ViewRow]:
    yield row
    if any(cell.parts is not None for cell in row.cells):
        parts = tuple(
            replace(cell, figure=None if cell.is_percent else cell.parts or None)
            for cell in row.cells
        )
        yield ViewRow(f"{row.label}, parts", parts, "also", row.depth)
