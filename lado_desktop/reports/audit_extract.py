"""The audit of one record in print: every line about it and what belongs to it, the first first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lado_desktop.casework.audit.lines import AuditLine, AuditQuery, all_lines
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing.history import FieldChange
from lado_desktop.domain.typed_day import day_words
from lado_desktop.reports.blocks import Block, Column, Document, Facts, Prose, Table, plain_rows
from lado_desktop.reports.heading import document, facts

LONGEST = 90
"""Characters of a value that stand in a cell: the whole of it is in the record's history."""
LONGEST_CELL = 280


def audit_extract(shift: Shift, query: AuditQuery) -> Document:
    """Return the lines that answer a query as a document. Raises NoSuchReference."""
    lines = list(all_lines(shift, query))
    return document(
        shift,
        title="Audit extract",
        reference=query.reference,
        blocks=[
            Facts(_about(query, len(lines))),
            Prose(
                "Each line was written together with what it tells of, and none can be changed "
                "without breaking the chain. The anchor at the foot of this page fixes the record "
                "as it stood: the program checks it under Audit."
            ),
            *_table(lines),
        ],
    )


def _about(query: AuditQuery, number: int) -> tuple[tuple[str, str], ...]:
    return facts(
        ("Record", f"{query.reference}, with all that belongs to it"),
        ("From", day_words(query.first) if query.first else None),
        ("To", day_words(query.last) if query.last else None),
        ("Lines", f"{number:,}"),
    )


def _table(lines: list[AuditLine]) -> list[Block]:
    if not lines:
        return [Prose("There is no line.")]
    rows = [row for line in lines for row in _rows(line)]
    columns = (
        Column("Line", 0.5, numeric=True),
        Column("When", 0.9),
        Column("Officer", 0.9),
        Column("What was done", 1.2),
        Column("Before and after", 2.5),
    )
    return [Table("Lines of the audit", columns, plain_rows(rows))]


def _rows(line: AuditLine) -> Iterator[tuple[str, ...]]:
    """As many rows as the changes need: a long text in one cell would not fit a page."""
    cells = ["Lawfully destroyed"] if line.erased else _cells(line.changes)
    when = f"{line.at:%d/%m/%Y %H:%M:%S}"
    yield f"{line.seq:,}", when, line.officer, line.what, cells[0]
    for cell in cells[1:]:
        yield "", "", "", "", cell


def _cells(changes: Sequence[FieldChange]) -> list[str]:
    cells = [""]
    for each in map(_change, changes):
        longer = f"{cells[-1]}; {each}" if cells[-1] else each
        if len(longer) <= LONGEST_CELL:
            cells[-1] = longer
        else:
            cells.append(each)
    return cells


def _change(change: FieldChange) -> str:
    before, after = _cut(change.before), _cut(change.after)
    if not before:
        return f"{change.label}: {after}"
    return f"{change.label}: {before}, now {after or 'empty'}"


def _cut(text: str) -> str:
    flat = " ".join(text.split()).removesuffix(".")
    return flat if len(flat) <= LONGEST else f"{flat[:LONGEST].rstrip()}…"
