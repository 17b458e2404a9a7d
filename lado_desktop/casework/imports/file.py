"""Reads a tracker's file safely: any content gives rows or a sentence.

Messages never quote a cell, since a cell in the wrong column may be somebody's name. Dates and
column names in the head row are quoted.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from lado_desktop.casework.imports.layout import Layout
from lado_desktop.casework.sent.file_sort import FileSort, file_sort
from lado_desktop.domain.fields.text import one_line
from lado_desktop.domain.problem import CaseworkError

MOST_BYTES = 50_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_IN_A_CELL = 32_767
"""The most characters in a spreadsheet's cell."""
_MOST_READ_IN_A_CELL = 5_000_000
"""csv needs several times a cell's size in memory, so a longer cell ends the reading."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""A line with its line ending, of any kind. The last may have none."""

_AS_UTF_8 = "Save it again as CSV UTF-8 (in Excel: Save as, CSV UTF-8), then import that file."
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}
_FORMULA = re.compile(r"\s*(?:=|[+\-@][\w.$:+*/\-]*(?:[^\W\d_]\(|[|!]))")
_GUARDED = re.compile(r"'[=+\-@\t\r]")


class FileRefused(CaseworkError):
    """The file cannot be imported; nothing of it was."""


@dataclass(frozen=True)
class RowProblem:
    """One problem in one row. The head row is row 1, as in a spreadsheet."""

    row: int
    column: str
    """The column's name; empty where the whole row is wrong."""
    sentence: str

    def __str__(self) -> str:
        place = f"Row {self.row}, {self.column}" if self.column else f"Row {self.row}"
        return f"{place}: {self.sentence}"


@dataclass(frozen=True)
class TrackerRow:
    """One row as text, by column. Empty cells are left out."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class TrackerFile:
    """A file that was read: its rows, and the problems of other rows."""

    sha256: str
    columns: Sequence[str]
    rows: list[TrackerRow]
    problems: list[RowProblem]


def read(path: Path, layout: Layout) -> TrackerFile:
    """Read a file of a layout. Raises FileRefused."""
    content = _content(path)
    text = _text(content)
    with _cells_of_any_length():
        columns, rows, problems = _read(text, layout)
    return TrackerFile(sha256(content).hexdigest(), columns, rows, problems)


def _read(text: str, layout: Layout) -> tuple[list[str], list[TrackerRow], list[RowProblem]]:
    records = _records(text)
    head = next(records, None)
    if head is None or not any(cell.strip() for cell in head[1]):
        raise FileRefused("The first row of the file is empty. It must name the columns.")
    columns = _columns(head[1], layout)
    rows: list[TrackerRow] = []
    problems: list[RowProblem] = []
    blank = 0
    for number, cells in records:
        if not any(cell.strip() for cell in cells):
            blank += 1
            # A file of empty lines would otherwise be read to its end.
            if blank > MOST_ROWS:
                raise FileRefused(
                    f"The file has more than {MOST_ROWS:,} empty rows. Delete them, then import."
                )
            continue
        if len(rows) == MOST_ROWS:
            raise FileRefused(f"The file has more than {MOST_ROWS:,} rows. Divide it, then import.")
        wrong = list(_wrong(number, columns, cells))
        problems += wrong
        if not wrong:
            pairs = zip(columns, map(_unguarded, cells), strict=True)
            rows.append(TrackerRow(number, {name: cell for name, cell in pairs if cell.strip()}))
    if not rows and not problems:
        raise FileRefused("The file names its columns and has no rows below them.")
    return columns, rows, problems


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise FileRefused("This is a folder, not a file.")
        if path.exists() and not path.is_file():
            raise FileRefused("This is not a plain file.")
        with path.open("rb") as file:
            # One byte more shows that the file is too large, without reading all of it.
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise FileRefused("There is no such file.") from None
    except OSError:
        raise FileRefused("The file cannot be read. It may be open in another program.") from None
    if len(content) > MOST_BYTES:
        raise FileRefused(f"The file is larger than {MOST_BYTES // 1_000_000} MB.")
    return content


def _text(content: bytes) -> str:
    if not content.strip():
        raise FileRefused("The file is empty.")
    _be_no_other(file_sort(content))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileRefused(f"The file's text is in UTF-16, not in UTF-8. {_AS_UTF_8}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileRefused(f"Line {line} of the file is not in UTF-8. {_AS_UTF_8}") from None
    # UTF-16 without a byte order mark has a NUL after each letter.
    if "\0" in text.partition("\n")[0]:
        raise FileRefused(f"This is not a text file in UTF-8. {_AS_UTF_8}")
    return _without_empty_end(text)


def _be_no_other(sort: FileSort) -> None:
    """Raise FileRefused for a file that is recognised as another format than CSV."""
    if sort.code == "locked":
        raise FileRefused(f"The file is protected by a password. Open it. {_AS_UTF_8}")
    if sort.fault:
        raise FileRefused(f"{sort.damaged_words} Get the file again.")
    if sort.is_workbook:
        raise FileRefused(f"This is {sort.words}, not a CSV file. {_AS_UTF_8}")
    if sort.code not in ("text", "other"):
        raise FileRefused(f"This is {sort.words}, not a CSV file. Choose the tracker's file.")


def _without_empty_end(text: str) -> str:
    """Leave out empty lines at the end. A spreadsheet may write a million of them."""
    filled = len(text.rstrip(" \t,\r\n"))
    ends = [at for end in "\r\n" if (at := text.find(end, filled)) >= 0]
    return text[: min(ends)] if ends else text


@contextmanager
def _cells_of_any_length() -> Iterator[None]:
    """Lift csv's limit on a cell's length, so that long cells get a message with row and column."""
    limit = csv.field_size_limit(_MOST_READ_IN_A_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(limit)


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with its number. Empty lines are numbered too."""
    # Line by line: a StringIO would need 4 bytes a character.
    reader = csv.reader((found[0] for found in _LINE.finditer(text)), strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "field limit" in str(error):
                raise FileRefused(
                    f"Row {number} has a cell of more than {_MOST_READ_IN_A_CELL:,} characters. "
                    "Put the row right, then import."
                ) from None
            raise FileRefused(
                f"Row {number} has a quotation mark that is not closed, or one too many. "
                "Put the row right, then import."
            ) from None
        yield number, cells


def _columns(head: Sequence[str], layout: Layout) -> list[str]:
    if len(head) > MOST_COLUMNS:
        raise FileRefused(f"The file has more than {MOST_COLUMNS} columns.")
    names = [one_line(cell) for cell in head]
    while names and not names[-1]:
        names.pop()
    known = sum(name in layout.columns for name in names)
    if not known:
        raise _no_head(head, layout)
    for place, name in enumerate(names, start=1):
        if not name:
            raise FileRefused(f"Column {place} has no name in the head row.")
        if name not in layout.columns:
            # The row is quoted only if it is certainly the head row: another may name a person.
            column = f'a column "{name[:40]}"' if 2 * known >= len(names) else f"a column {place}"
            raise FileRefused(
                f"The file has {column} that the layout of {layout.kind} does not know. "
                f"{_columns_are(layout)}"
            )
        if names.index(name) + 1 != place:
            raise FileRefused(f'The column "{name}" stands in the file twice.')
    for name in layout.needed:
        if name not in names:
            raise FileRefused(f'The file has no column "{name}", which {layout.kind} need.')
    return names


def _no_head(head: Sequence[str], layout: Layout) -> FileRefused:
    """Return the message about a first row without column names. It does not quote the row."""
    if len(head) == 1:
        # Excel in some languages writes semicolons or tabs.
        for mark, words in _SEPARATORS.items():
            if mark in head[0]:
                return FileRefused(
                    f"The columns of the file are separated by {words}. Save it with commas "
                    "between the columns, then import that file."
                )
    return FileRefused(
        f"The first row of the file names no column of the layout of {layout.kind}. It must be "
        f"the head row. {_columns_are(layout)}"
    )


def _columns_are(layout: Layout) -> str:
    return f"Its columns are, written exactly so: {', '.join(layout.columns)}."


def _wrong(number: int, columns: Sequence[str], cells: list[str]) -> Iterator[RowProblem]:
    """Yield what is wrong with the shape of a row. Removes empty cells at the end."""
    while len(cells) > len(columns) and not cells[-1].strip():
        cells.pop()
    if len(cells) != len(columns):
        yield RowProblem(
            number, "", f"it has {len(cells)} cells, and the head row has {len(columns)}."
        )
        return
    for name, cell in zip(columns, cells, strict=True):
        if "\0" in cell:
            yield RowProblem(number, name, "this has a character that no text has (NUL).")
        elif len(cell) > MOST_IN_A_CELL:
            yield RowProblem(
                number,
                name,
                f"this has {len(cell):,} characters, and a cell may have {MOST_IN_A_CELL:,}.",
            )
        elif _FORMULA.match(cell):
            yield RowProblem(
                number, name, "this is a formula. Type what it comes to, or put ' before it."
            )


def _unguarded(cell: str) -> str:
    """Remove the apostrophe that an export puts before a possible formula."""
    return cell[1:] if _GUARDED.match(cell) else cell
