"""Reading a tracker's file safely: whatever is in it, the answer is its rows or a sentence.

Nothing that stands in a cell is ever said back, but for a day that is none and the name of a
column: what is in the wrong column may be somebody's name.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from lado_desktop.casework.tracker.layout import Layout
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.text import one_line

MOST_BYTES = 50_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_IN_A_CELL = 32_767
"""What a spreadsheet's own cell may hold."""
_MOST_READ_IN_A_CELL = 5_000_000
"""csv needs several times as much memory for a cell, so a longer one ends the reading."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""A line with its end, however it ends; the last may have none."""

_AS_UTF_8 = "Save it again as CSV UTF-8 (in Excel: Save as, CSV UTF-8), then import that file."
_FORMULA = re.compile(r"\s*(?:=|[+\-@][\w.$:+*/\-]*(?:[^\W\d_]\(|[|!]))")
_GUARDED = re.compile(r"'[=+\-@\t\r]")


class FileRefused(CaseworkError):
    """The file as a whole cannot be taken in; nothing of it was."""


@dataclass(frozen=True)
class RowProblem:
    """One thing that is wrong in one row. The head row is row 1, as in a spreadsheet."""

    row: int
    column: str
    """The column's name; empty where the row as a whole is wrong."""
    sentence: str

    def __str__(self) -> str:
        place = f"Row {self.row}, {self.column}" if self.column else f"Row {self.row}"
        return f"{place}: {self.sentence}"


@dataclass(frozen=True)
class TrackerRow:
    """One row as text, by column; its empty cells are left out."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class TrackerFile:
    """A file that was read: its rows, and what is wrong with some of them."""

    sha256: str
    columns: Sequence[str]
    rows: list[TrackerRow]
    problems: list[RowProblem]


def read(path: Path, layout: Layout) -> TrackerFile:
    """Read a file in a layout. Raises FileRefused where it is not one."""
    content = _content(path)
    text = _text(content)
    with _cells_of_any_length():
        columns, rows, problems = _read(text, layout)
    return TrackerFile(sha256(content).hexdigest(), columns, rows, problems)


def _read(text: str, layout: Layout) -> tuple[list[str], list[TrackerRow], list[RowProblem]]:
    records = _records(text)
    head = next(records, None)
    if head is None:
        raise FileRefused("The file is empty: it has not even a head row.")
    columns = _columns(head[1], layout)
    rows: list[TrackerRow] = []
    problems: list[RowProblem] = []
    for number, cells in records:
        if not any(cell.strip() for cell in cells):
            continue
        if len(rows) == MOST_ROWS:
            raise FileRefused(f"The file has more than {MOST_ROWS:,} rows. Divide it, then import.")
        wrong = list(_wrong(number, columns, cells))
        problems += wrong
        if not wrong:
            said = zip(columns, map(_unguarded, cells), strict=True)
            rows.append(TrackerRow(number, {name: cell for name, cell in said if cell.strip()}))
    return columns, rows, problems


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise FileRefused("This is a folder, not a file.")
        if path.exists() and not path.is_file():
            raise FileRefused("This is not a plain file.")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise FileRefused("There is no such file.") from None
    except OSError:
        raise FileRefused("The file cannot be read. It may be open in another program.") from None
    if len(content) > MOST_BYTES:
        raise FileRefused(f"The file is larger than {MOST_BYTES // 1_000_000} MB.")
    return content


def _text(content: bytes) -> str:
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise FileRefused(f"This is a workbook, not a CSV file. {_AS_UTF_8}")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileRefused(f"The file's text is in UTF-16, not in UTF-8. {_AS_UTF_8}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileRefused(f"Line {line} of the file is not in UTF-8. {_AS_UTF_8}") from None
    if "\0" in text.partition("\n")[0]:
        raise FileRefused(f"This is not a text file in UTF-8. {_AS_UTF_8}")
    return text


@contextmanager
def _cells_of_any_length() -> Iterator[None]:
    """Let csv read a cell of nearly any length: it is told by row and column instead."""
    limit = csv.field_size_limit(_MOST_READ_IN_A_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(limit)


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number; lines that hold nothing are numbered too."""
    # Line by line: a StringIO would take four bytes a character.
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
    for place, name in enumerate(names, start=1):
        if not name:
            raise FileRefused(f"Column {place} has no name in the head row.")
        if name not in layout.columns:
            raise FileRefused(
                f'The file has a column "{name[:40]}" that the layout of {layout.kind} does not '
                f"know. Its columns are: {', '.join(layout.columns)}."
            )
        if names.index(name) + 1 != place:
            raise FileRefused(f'The column "{name}" stands in the file twice.')
    for name in layout.needed:
        if name not in names:
            raise FileRefused(f'The file has no column "{name}", which {layout.kind} need.')
    return names


def _wrong(number: int, columns: Sequence[str], cells: list[str]) -> Iterator[RowProblem]:
    """What is wrong with a row before its cells are looked at as values. Trims an empty tail."""
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
    """Take away the ' that an export sets before what a spreadsheet would take for a formula."""
    return cell[1:] if _GUARDED.match(cell) else cell
