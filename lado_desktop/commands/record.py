"""The commands for the record: import, figures, documents."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from lado_desktop.commands.import_kinds import IMPORT_KINDS
from lado_desktop.commands.program import (
    DONE,
    REFUSED,
    PasswordFile,
    app,
    begin_unlocking,
    say_each,
    shift_of,
    shift_on,
)
from lado_desktop.shell import WrongUsage, day_from, show_progress, write_over

if TYPE_CHECKING:
    from lado_desktop.casework.imports.importing import Checked
    from lado_desktop.casework.shift import Shift
    from lado_desktop.figures.presenting.result import YearFigures

AsAt = Annotated[str | None, Parameter(help="The day as at which is counted, as 2022-01-19.")]
Year = Annotated[str, Parameter(help="The reporting year, as 2021/22.")]
Public = Annotated[
    bool,
    Parameter(
        negative=(),
        help="A public copy. Small figures are withheld. Check by hand that they cannot be worked "
        "out from other tables.",
    ),
]


@app.command(name="import")
def import_(
    vault: Path,
    file: Path,
    *,
    kind: Annotated[str, Parameter(help=f"Which layout the file has: {', '.join(IMPORT_KINDS)}.")],
    check: Annotated[
        bool, Parameter(negative=(), help="Say what would go in, and write nothing.")
    ] = False,
    undo: Annotated[
        bool, Parameter(negative=(), help="Take out again what this same file brought in.")
    ] = False,
    password_file: PasswordFile = None,
) -> int:
    """Import a file in the tracker's layout. Faulty rows are reported and stay out."""
    # The store and casework.
    from lado_desktop.casework.custody import backups
    from lado_desktop.casework.imports.importing import ImportedBefore, import_rows
    from lado_desktop.casework.imports.importing import check as look_at
    from lado_desktop.casework.imports.layout import LAYOUTS

    if kind not in LAYOUTS:
        raise WrongUsage(f"Give a --kind of {', '.join(LAYOUTS)}.")
    if not file.exists():
        raise WrongUsage("There is no such file to import.")
    with shift_on(vault, password_file) as shift:
        checked = look_at(shift, file, kind)
        if undo:
            return _undo(shift, checked)
        if checked.before is not None:
            raise ImportedBefore(checked.before)
        if not check:
            backups.back_up_if_changed(shift, "before an import")
            done = import_rows(shift, checked, show_progress if sys.stderr.isatty() else None)
    if check:
        say_each(checked.problems)
        would = f"{len(checked.good)} would go in, {checked.rows_refused} would be refused"
        print(f"{would}. Nothing was written.")
        return REFUSED if checked.rows_refused else DONE
    say_each(done.problems)
    print(f"{done.rows_in} in, {done.rows_refused} refused.")
    return REFUSED if done.rows_refused else DONE


def _undo(shift: Shift, checked: Checked) -> int:
    # The store and casework, loaded already.
    from lado_desktop.casework.imports.batches import undo

    if checked.before is None:
        raise WrongUsage("This file was not taken in here, so there is nothing to undo.")
    undone = undo(shift, checked.before.id)
    stays = f" {undone.kept} adults or settings stay, since others name them." * bool(undone.kept)
    print(f"{undone.taken_out} taken out again.{stays}")
    return DONE


@app.command
def figures(
    vault: Path,
    *,
    year: Year,
    as_at: AsAt = None,
    practice: Annotated[str | None, Parameter(help="Count by another practice's tables.")] = None,
    format: Literal["json", "csv", "text", "xlsx"] = "text",
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="The file to write, for xlsx always.")
    ] = None,
    public: Public = False,
    password_file: PasswordFile = None,
) -> int:
    """Print the tables of a reporting year, or write them as a file."""
    if format == "xlsx" and output is None:
        raise WrongUsage("A workbook needs a file to be written to: -o FILE.xlsx.")
    day = day_from(as_at)
    unlocking = begin_unlocking(vault, password_file)
    # The store, casework and the counting, while the passphrase is stretched.
    from lado_desktop.casework.audit.journal import took_out
    from lado_desktop.figures.counting.year import figures as count
    from lado_desktop.figures.presenting.export import written
    from lado_desktop.figures.publishing.disclosure import public_copy
    from lado_desktop.unlocking.opening import practice_of

    source = None if practice is None else practice_of(practice)
    found: list[YearFigures] = []
    book = b""
    with shift_of(unlocking, lambda own: found.append(count(own, year, day, source))) as shift:
        (counted,) = found
        counted = public_copy(counted) if public else counted
        took_out(shift, f"figures for {counted.year}, as {format}")
        if format == "xlsx":
            # ReportLab, for its charts.
            from lado_desktop.reports.workbook.workbook import workbook

            book = workbook(shift, counted)
    text = written(counted, format)
    if output is None:
        # A spreadsheet file's line endings must not change.
        sys.stdout.write(text)
    else:
        write_over(output, book or text.encode("utf-8-sig" if format == "csv" else "utf-8"))
    return DONE


@app.command
def report(
    vault: Path,
    document: Literal[
        "summary", "minutes", "actions", "invitation", "case", "advice", "outcome", "concluded"
    ],
    reference: Annotated[
        str | None, Parameter(help="Of the contact; of the meeting for its documents.")
    ] = None,
    *,
    output: Annotated[
        Path, Parameter(name=["--output", "-o"], help="The PDF to write, or the .docx.")
    ],
    year: Annotated[str | None, Parameter(help="Of a summary: the year, as 2021/22.")] = None,
    as_at: AsAt = None,
    password_file: PasswordFile = None,
) -> int:
    """Print a document as a PDF, or for Word; it is kept with the record as it was issued."""
    if document == "summary" and year is None:
        raise WrongUsage("A summary needs its --year, as 2021/22.")
    if document != "summary" and reference is None:
        raise WrongUsage("This document needs the reference of its contact or meeting.")
    day = day_from(as_at)
    # The store, casework, and ReportLab with its fonts.
    from lado_desktop.printing import print_record, print_summary

    word = output.suffix.lower() == ".docx"
    with shift_on(vault, password_file) as shift:
        if document == "summary":
            content = print_summary(shift, str(year), day, word=word)
        else:
            content = print_record(shift, document, str(reference), word=word)
    write_over(output, content)
    return DONE
