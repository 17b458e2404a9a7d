"""The same acts from a shell. Exit codes: 0 all done, 1 something was refused, 2 wrong usage.

What may be expected to fail is said in one sentence on standard error. Imports wait until a
command needs them, so that help and a wrong option answer at once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, CycloptsError, Parameter

from lado_desktop import __version__
from lado_desktop.shell import (
    WrongUsage,
    day_from,
    new_file,
    new_passphrase,
    passphrase_from,
    show_progress,
    write_over,
)

if TYPE_CHECKING:
    from lado_desktop.casework.importing import Checked
    from lado_desktop.casework.shift import Shift

DONE, REFUSED, WRONG_USAGE = 0, 1, 2

PasswordFile = Annotated[
    str | None,
    Parameter(help="File with the passphrase; - is standard input.", allow_leading_hyphen=True),
]
Kind = Literal[
    "contacts",
    "meetings",
    "requests",
    "checks",
    "training",
    "feedback",
    "complaints",
    "alerts",
    "escalations",
    "officers",
]
AsAt = Annotated[str | None, Parameter(help="The day as at which is counted, as 2022-01-19.")]
Year = Annotated[str, Parameter(help="The reporting year, as 2021/22.")]

app = App(
    name="lado-desktop",
    help="The record of a Local Authority Designated Officer. Without a command the window opens.",
    version=__version__,
)


def run(arguments: Sequence[str]) -> int:
    """Do what the command line says and return the exit code."""
    # The kinds of failure that have a sentence; few lines, and no window waits for them.
    from lado_desktop.domain.problem import CaseworkError

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        command, bound, _ = app.parse_args(arguments, exit_on_error=False, print_error=False)
        answer = command(*bound.args, **bound.kwargs)
    except (CycloptsError, WrongUsage) as error:
        return _say(str(error), WRONG_USAGE)
    except CaseworkError as error:
        return _say(str(error), WRONG_USAGE if _is_usage(error) else REFUSED)
    except KeyboardInterrupt:
        return _say("Stopped.", REFUSED)
    return answer if isinstance(answer, int) else DONE


def _say(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


def _is_usage(error: Exception) -> bool:
    return type(error).__name__ in ("NoSuchChoice", "NoSuchFigures")


@contextmanager
def _shift_on(vault: Path, password_file: str | None) -> Iterator[Shift]:
    # The store and casework, which wrong usage never needs.
    from lado_desktop.opening import open_shift

    shift = open_shift(vault, passphrase_from(password_file))
    try:
        yield shift
    finally:
        shift.store.close()


@app.command
def new(
    vault: Annotated[Path, Parameter(help="The folder that the vault shall lie in.")],
    *,
    practice: Annotated[str, Parameter(help="The service's practice, such as bromley.")],
    officer: Annotated[str, Parameter(help="The first officer's name.")],
    role: Annotated[str, Parameter(help="The first officer's role.")] = "lado",
    sheet: Annotated[
        Path | None, Parameter(help="File for the recovery sheet: .pdf, or else text.")
    ] = None,
    password_file: PasswordFile = None,
) -> int:
    """Make a vault for a service and its first officer.

    Without --sheet the recovery sheet is printed here, once.
    """
    # The store, its keys and the practices.
    from lado_desktop.opening import FirstOfficer, make_vault, practice_of

    service, first = practice_of(practice), FirstOfficer(officer, role)
    passphrase = new_passphrase(password_file)
    if sheet is None:
        print(make_vault(vault, passphrase, practice, first).text)
        return DONE
    # The file first: a vault whose sheet cannot be written would be a vault without one.
    with new_file(sheet) as file:
        made = make_vault(vault, passphrase, practice, first)
        if sheet.suffix.lower() == ".pdf":
            # ReportLab and its fonts.
            from lado_desktop.printing import print_sheet

            file.write(print_sheet(made, service.authority))
        else:
            file.write(made.text.encode())
    print("The vault is made. Put the recovery sheet into the manager's safe.")
    return DONE


@app.command
def demo(
    folder: Annotated[Path | None, Parameter(help="Where the practice vault lies.")] = None,
    *,
    print_: Annotated[
        Path | None, Parameter(name="--print", help="Print its documents into this folder.")
    ] = None,
) -> int:
    """Open a service of invented people; print its documents where there can be no window."""
    # The whole invented service is built, by the acts of casework.
    from lado_desktop.demo import demonstrate

    return demonstrate(folder, print_)


@app.command(name="import")
def import_(
    vault: Path,
    file: Path,
    *,
    kind: Annotated[Kind, Parameter(help="Which layout the file has.")],
    check: Annotated[
        bool, Parameter(negative=(), help="Say what would go in, and write nothing.")
    ] = False,
    undo: Annotated[
        bool, Parameter(negative=(), help="Take out again what this same file brought in.")
    ] = False,
    password_file: PasswordFile = None,
) -> int:
    """Take in a file in the tracker's layout. Rows that are wrong are told and stay out."""
    # The store and casework.
    from lado_desktop.casework.importing import TakenInBefore, take_in
    from lado_desktop.casework.importing import check as look_at

    if not file.exists():
        raise WrongUsage("There is no such file to import.")
    with _shift_on(vault, password_file) as shift:
        checked = look_at(shift, file, kind)
        if undo:
            return _undo(shift, checked)
        if checked.before is not None:
            raise TakenInBefore(checked.before)
        if not check:
            done = take_in(shift, checked, show_progress if sys.stderr.isatty() else None)
    if check:
        _say_problems(checked.problems)
        would = f"{len(checked.good)} would go in, {checked.rows_refused} would be refused"
        print(f"{would}. Nothing was written.")
        return REFUSED if checked.rows_refused else DONE
    _say_problems(done.problems)
    print(f"{done.rows_in} in, {done.rows_refused} refused.")
    return REFUSED if done.rows_refused else DONE


def _undo(shift: Shift, checked: Checked) -> int:
    # The store and casework, loaded already.
    from lado_desktop.casework.import_batches import undo

    if checked.before is None:
        raise WrongUsage("This file was not taken in here, so there is nothing to undo.")
    undone = undo(shift, checked.before.id)
    stays = f" {undone.kept} adults or settings stay, since others name them." * bool(undone.kept)
    print(f"{undone.taken_out} taken out again.{stays}")
    return DONE


def _say_problems(problems: Sequence[object]) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)


@app.command
def figures(
    vault: Path,
    *,
    year: Year,
    as_at: AsAt = None,
    practice: Annotated[str | None, Parameter(help="Count by another practice's tables.")] = None,
    format: Literal["json", "csv", "text"] = "text",
    password_file: PasswordFile = None,
) -> int:
    """Print the tables of a reporting year."""
    # The store, casework and the counting.
    from lado_desktop.figures.export import as_csv, as_text
    from lado_desktop.figures.year import figures as count
    from lado_desktop.opening import practice_of

    day = day_from(as_at)
    source = None if practice is None else practice_of(practice)
    with _shift_on(vault, password_file) as shift:
        counted = count(shift, year, day, source)
    if format == "json":
        print(json.dumps(counted.to_json(), ensure_ascii=False, indent=1))
    else:
        # A spreadsheet's line ends go out as they are.
        sys.stdout.write(as_csv(counted) if format == "csv" else as_text(counted))
    return DONE


@app.command
def report(
    vault: Path,
    document: Literal["summary", "minutes", "actions", "case"],
    reference: Annotated[
        str | None, Parameter(help="Of the contact, or of the meeting for minutes and actions.")
    ] = None,
    *,
    output: Annotated[Path, Parameter(name=["--output", "-o"], help="The PDF to write.")],
    year: Annotated[str | None, Parameter(help="Of a summary: the year, as 2021/22.")] = None,
    as_at: AsAt = None,
    password_file: PasswordFile = None,
) -> int:
    """Print a document as a PDF; it is kept with the record, as every issued document is."""
    if document == "summary" and year is None:
        raise WrongUsage("A summary needs its --year, as 2021/22.")
    if document != "summary" and reference is None:
        raise WrongUsage("This document needs the reference of its contact or meeting.")
    day = day_from(as_at)
    # The store, casework, and ReportLab with its fonts.
    from lado_desktop.printing import print_record, print_summary

    with _shift_on(vault, password_file) as shift:
        if document == "summary":
            content = print_summary(shift, str(year), day)
        else:
            content = print_record(shift, document, str(reference))
    write_over(output, content)
    return DONE


@app.command
def verify(vault: Path, *, password_file: PasswordFile = None) -> int:
    """Check the whole file of a vault, its audit, and every record against what the audit says."""
    # The store.
    from db.agreement import disagreements
    from db.audit import verify as check_audit

    with _shift_on(vault, password_file) as shift:
        damage = shift.store.damage_anywhere()
        with shift.reading() as session:
            verdict = check_audit(session)
            changed = disagreements(session)
    if damage:
        print("The data file is damaged. Restore the newest backup.", file=sys.stderr)
    else:
        print("The data file is sound.")
    print(verdict, file=sys.stdout if verdict.sound else sys.stderr)
    _say_problems(changed)
    return REFUSED if damage or changed or not verdict.sound else DONE


@app.command(name="--self-check")
def self_check() -> int:
    """Check this installation: make a vault, save, read, search, print, close."""
    # Everything that the program is made of.
    from lado_desktop.self_check import steps

    for step in steps():
        print(step, flush=True)
    return DONE
