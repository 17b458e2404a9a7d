"""The audit of one record as a document, first line first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lado_desktop.casework.audit.field_words import DETAIL_MISSING
from lado_desktop.casework.audit.lines import AuditLine, AuditQuery, all_lines
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing.history import FieldChange
from lado_desktop.domain.time.typed_day import day_words, short_day
from lado_desktop.reports.blocks import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Prose,
    Table,
    plain_rows,
)
from lado_desktop.reports.heading import document, facts

LONGEST = 280
"""The most characters of a value in a cell. The record's history has all of it."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_DIGITS = 16
"""The digits printed of a hash: enough to identify it."""


def audit_extract(shift: Shift, query: AuditQuery) -> Document:
    """Return the audit lines of a query as a document.

    Raises NoSuchReference, NotAllowed.
    """
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
            Prose(
                f"A value is printed as it was recorded. Where it is longer than {LONGEST} "
                f"characters, or is a digest, which has 64 digits, its beginning is printed and … "
                "after it."
            ),
            Heading("Lines of the audit"),
            *(block for line in lines for block in _line(line)),
            *([] if lines else [Prose("There is no line.")]),
        ],
    )


def _about(query: AuditQuery, number: int) -> tuple[tuple[str, str], ...]:
    return facts(
        ("Record", f"{query.reference}, with all that belongs to it"),
        ("From", day_words(query.first) if query.first else None),
        ("To", day_words(query.last) if query.last else None),
        ("Lines", f"{number:,}"),
    )


def _line(line: AuditLine) -> Iterator[Block]:
    """Yield one line: who did what and when, above the fields it changed."""
    when = f"{short_day(line.at)}, {line.at:%H:%M:%S}"
    number = f"Line {line.seq:,}"
    yield Heading(f"{number} · {when} · {line.officer} · {line.what}", 3)
    if line.detail_missing:
        yield Prose(DETAIL_MISSING)
    elif line.restricted:
        yield Prose("The detail is restricted to others.")
    elif line.changes:
        yield replace(_changes(line.changes), overleaf=number)
    else:
        yield Prose("No field was changed.")


def _changes(changes: tuple[FieldChange, ...]) -> Table:
    """Return the changed fields as a table. With two columns, all were empty before."""
    rows = [(each.label, _shown(each.before), _shown(each.after)) for each in changes]
    field, before, after = Column("Field", 1), Column("Before", 1.5), Column("After", 1.5)
    if any(was for _, was, _ in rows):
        told = plain_rows((label, was or "–", now or "–") for label, was, now in rows)
        return Table("", (field, before, after), told, header_column=True)
    told = plain_rows((label, now) for label, _, now in rows)
    return Table("", (field, Column("Recorded", 3)), told, header_column=True)


def _shown(value: str) -> str:
    """Return a value on one line, cut with a note if it is long."""
    flat = " ".join(value.split())
    if _DIGEST.fullmatch(flat):
        return f"{flat[:_DIGITS]}…"
    if len(flat) <= LONGEST:
        return flat
    # Cut at the end of a word, if there is one.
    return f"{flat[: flat.rfind(' ', 0, LONGEST) if ' ' in flat[:LONGEST] else LONGEST]}…"
