"""The audit as a CSV file that no spreadsheet reads formulas from."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from lado_desktop.casework.audit.journal import note
from lado_desktop.casework.audit.lines import AuditLine, AuditQuery, all_lines, count
from lado_desktop.casework.shift import Shift

HEADS = ("line", "at", "officer", "act", "what", "record", "field", "before", "after")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(
    shift: Shift, query: AuditQuery, progress: Callable[[int, int], None] | None = None
) -> str:
    """Return the lines that match a query as CSV, earliest first, and audit the export.

    A line with several fields becomes several rows. Every cell is quoted. A cell that a spreadsheet
    would read as a formula begins with an apostrophe.

    Raises NoSuchReference, NotAllowed, NotSaved.
    """
    whole, _ = count(shift, query)
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADS)
    for done, line in enumerate(all_lines(shift, query), 1):
        for row in _rows(line):
            writer.writerow([safe_cell(cell) for cell in row])
        if progress is not None and done % 500 == 0:
            progress(done, whole)
    exported = shift.doing("audit.export")
    note(shift, exported, "export", detail={"what": "the audit, as CSV", "lines": whole})
    return out.getvalue()


def _rows(line: AuditLine) -> list[tuple[str, ...]]:
    about = (
        str(line.seq),
        line.at.isoformat(sep=" ", timespec="seconds"),
        *(line.officer, line.act, line.what, line.about),
    )
    if line.detail_missing or line.restricted:
        return [(*about, "", "", "missing" if line.detail_missing else "restricted")]
    if not line.changes:
        return [(*about, "", "", "")]
    return [(*about, each.label, each.before, each.after) for each in line.changes]


def safe_cell(text: str) -> str:
    """Return a cell that every spreadsheet reads as text."""
    return f"'{text}" if text.startswith(_FORMULA) else text
