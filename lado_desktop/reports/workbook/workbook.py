"""The year's figures as an Excel workbook: a sheet and a native chart for each table.

Labels are written as text and never become formulas, links or numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from lado_desktop.casework.shift import Shift
from lado_desktop.figures.counting.measures import Number
from lado_desktop.figures.presenting.charting import chart_of
from lado_desktop.figures.presenting.result import FigureTable, YearFigures
from lado_desktop.figures.presenting.view import (
    MINUS,
    PUBLIC_NOTE,
    ViewRow,
    in_numbers,
    notes_of,
)
from lado_desktop.figures.presenting.viewing import view_of
from lado_desktop.reports.heading import MARKING, PUBLIC_MARKING
from lado_desktop.reports.pdf.header_footer import moment_in_words
from lado_desktop.reports.pdf.layout import PRACTICE
from lado_desktop.reports.pdf.script import clean
from lado_desktop.reports.workbook.workbook_chart import add_chart

_LONGEST_NAME = 31
_UNNAMEABLE = re.compile(r"[\[\]:*?/\\']")
_LABEL_WIDTH, _WIDTH = 44, 14
_HEAD_ROW = 3
"""The index of a table's head row, from 0."""


def workbook(shift: Shift, counted: YearFigures) -> bytes:
    """Return counted figures as .xlsx bytes."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    moment = shift.clock.now().replace(tzinfo=None, microsecond=0)
    book.set_properties(
        {
            "title": f"Figures for {counted.year}",
            "subject": f"Figures {counted.year}",
            "author": "",
            "created": moment,
        }
    )
    _Book(book, shift, counted, moment_in_words(moment)).write()
    book.close()
    return out.getvalue()


class _Book:
    """Writes the sheets one after another."""

    def __init__(self, book: Any, shift: Shift, counted: YearFigures, moment: str) -> None:
        self._book = book
        self._shift = shift
        self._counted = counted
        self._moment = moment
        self._marking = PUBLIC_MARKING if counted.public else MARKING
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def write(self) -> None:
        """Write the sheet about the figures, then every table."""
        names = sheet_names([table.title for table in self._counted.tables])
        self._about(names)
        for name, table in zip(names, self._counted.tables, strict=True):
            self._table(name, table)

    def _format(self, **given: object) -> Any:
        key = tuple(sorted(given.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({"font_name": "Arial", **given})
        return self._formats[key]

    def _sheet(self, name: str, title: str) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_header(f"&L&B{self._marking}&R{_told(self._counted.source.authority)}")
        by = f"Saved by {self._shift.officer.name} on {self._moment}"
        sheet.set_footer(f"&L{_told(by)}&RPage &P of &N")
        sheet.set_column(0, 0, _LABEL_WIDTH)
        text(sheet, 0, 0, title, self._format(bold=True, font_size=14))
        if self._shift.practice_data:
            text(sheet, 2, 0, PRACTICE, self._format(bold=True))
        return sheet

    def _about(self, names: Sequence[str]) -> None:
        counted = self._counted
        sheet = self._sheet("About", f"Figures for {counted.year}")
        sheet.set_column(1, 1, 60)
        bold, plain = self._format(bold=True), self._format(text_wrap=True, valign="top")
        gaps = counted.gaps
        rows: list[tuple[str, str]] = [
            ("Service", counted.source.authority),
            ("Reporting year", counted.year),
            ("As at", counted.as_at_words),
            ("Marking", self._marking),
            ("Saved", f"{self._moment}, by {self._shift.officer.name}"),
            ("The figures agree", "No" if gaps else "Yes: every table was counted twice"),
            *(("", gap) for gap in gaps),
            *([("Withheld", PUBLIC_NOTE)] if counted.public else []),
            *((each.title, "Differs" if each.gaps else "Agrees") for each in counted.agreements),
        ]
        at = _HEAD_ROW
        for label, value in rows:
            text(sheet, at, 0, label, bold)
            text(sheet, at, 1, value, plain)
            at += 1
        text(sheet, at + 1, 0, "Sheet", bold)
        text(sheet, at + 1, 1, "Table", bold)
        for number, (name, table) in enumerate(zip(names, counted.tables, strict=True), at + 2):
            text(sheet, number, 0, name, plain)
            text(sheet, number, 1, table.title, plain)

    def _table(self, name: str, table: FigureTable) -> None:
        counted = self._counted
        sheet = self._sheet(name, table.title)
        text(sheet, 1, 0, f"{counted.year}, as at {counted.as_at_words}", self._format(italic=True))
        view = view_of(table)
        lines = in_numbers(view)
        sheet.set_column(1, max(1, len(lines.heads)), _WIDTH)
        head = self._format(bold=True, bg_color="#EAF0F2", bottom=1, text_wrap=True, valign="top")
        numbers = self._format(
            bold=True, bg_color="#EAF0F2", bottom=1, text_wrap=True, valign="top", align="right"
        )
        text(sheet, _HEAD_ROW, 0, "", head)
        for place, words in enumerate(lines.heads, 1):
            text(sheet, _HEAD_ROW, place, words, numbers)
        sheet.freeze_panes(_HEAD_ROW + 1, 1)
        sheet.repeat_rows(_HEAD_ROW)
        at = _HEAD_ROW + 1
        for row in lines.rows:
            self._row(sheet, at, row)
            at += 1
        for note in notes_of(table, view):
            at += 1
            text(sheet, at, 0, note, self._format(font_color="#4F5D64"))
        chart = chart_of(table)
        if chart is not None:
            add_chart(self._book, sheet, name, chart, at + 2, self._format(bold=True))

    def _row(self, sheet: Any, at: int, row: ViewRow) -> None:
        look: dict[str, object] = {}
        if row.style == "total":
            look = {"bold": True, "top": 1}
        elif row.style == "also":
            look = {"italic": True}
        set_in = {"indent": row.depth} if row.depth else {}
        text(sheet, at, 0, row.label, self._format(text_wrap=True, **set_in, **look))
        for place, cell in enumerate(row.cells):
            if isinstance(cell.figure, str):
                text(sheet, at, place + 1, cell.figure, self._format(align="right", **look))
            elif cell.figure is not None:
                shown = _number_format(cell.figure, row, is_percent=cell.is_percent)
                sheet.write_number(
                    at, place + 1, cell.figure, self._format(num_format=shown, **look)
                )
            elif row.style == "total":
                sheet.write_blank(at, place + 1, None, self._format(**look))


def text(sheet: Any, row: int, column: int, words: str, style: Any) -> None:
    """Write text as text, even if it looks like a number or a formula."""
    sheet.write_string(row, column, clean(words)[:32_000], style)


def sheet_names(titles: Sequence[str]) -> list[str]:
    """Return a unique sheet name for each table: numbered, and short enough for Excel."""
    return list(_names(titles))


def _names(titles: Sequence[str]) -> Iterator[str]:
    for number, title in enumerate(titles, 1):
        words = " ".join(_UNNAMEABLE.sub(" ", clean(title)).split())
        # Excel counts UTF-16 units, of which some characters need two.
        name = f"{number} {words}".encode("utf-16-le")[: 2 * _LONGEST_NAME]
        yield name.decode("utf-16-le", "ignore").strip()


def _number_format(value: Number, row: ViewRow, *, is_percent: bool) -> str:
    decimals = row.dp if is_percent or isinstance(value, float) else 0
    shown = "#,##0" + ("." + "0" * decimals if decimals else "")
    if is_percent:
        shown += '"%"'
    return f'+{shown};"{MINUS}"{shown};0' if row.is_change else shown


def _told(words: str) -> str:
    """Escape a header's or footer's text, in which an ampersand starts a code."""
    return clean(words).replace("&", "&&")[:120]
