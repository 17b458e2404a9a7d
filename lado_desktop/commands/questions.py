"""The command for questions about figures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from lado_desktop.commands.program import DONE, PasswordFile, app, begin_unlocking, shift_of
from lado_desktop.commands.record import AsAt, Public, Year
from lado_desktop.shell import WrongUsage, day_from

if TYPE_CHECKING:
    from lado_desktop.casework.shift import Shift
    from lado_desktop.figures.questions.question import Question


@app.command
def ask(
    vault: Path,
    question: Annotated[
        str | None,
        Parameter(help="Its name, or ROWS/COLUMNS: sector/finding. Without it they are listed."),
    ] = None,
    *,
    year: Year,
    as_at: AsAt = None,
    format: Literal["json", "csv", "text"] = "text",
    public: Public = False,
    password_file: PasswordFile = None,
) -> int:
    """Answer a question: one that is ready, one that was kept, or any field by any other."""
    day = day_from(as_at)
    unlocking = begin_unlocking(vault, password_file)
    # The store, casework and the counting, while the passphrase is stretched.
    from lado_desktop.casework.audit.journal import took_out
    from lado_desktop.figures.counting.year import figures
    from lado_desktop.figures.presenting.export import written
    from lado_desktop.figures.publishing.disclosure import public_copy
    from lado_desktop.figures.questions.question import practice_for

    with shift_of(unlocking) as shift:
        known = _known(shift)
        if question is None:
            print("\n".join(known))
            return DONE
        asked = known.get(question) or _fields(shift, question)
        counted = figures(shift, year, day, practice_for(shift.practice, asked))
        counted = public_copy(counted) if public else counted
        took_out(shift, f"an answer from the figures for {counted.year}, as {format}")
    text = written(counted, format)
    sys.stdout.write(text)
    return DONE


def _known(shift: Shift) -> dict[str, Question]:
    # Casework and the counting, loaded already.
    from lado_desktop.casework.published.questions import saved
    from lado_desktop.figures.questions.question import question_of, usual_questions

    kept = [question_of(each) for each in saved(shift)]
    return {each.name: each for each in (*kept, *usual_questions(shift.practice))}


def _fields(shift: Shift, text: str) -> Question:
    # The counting, loaded already.
    from lado_desktop.figures.questions.question import TIME_COLUMNS, Question, fields_of

    rows, _, columns = text.partition("/")
    fields = fields_of(shift.practice, "contacts")
    if rows not in fields or columns not in {*fields, *TIME_COLUMNS}:
        raise WrongUsage(
            f"There is no question “{text}”. Leave it out to see them, or write ROWS/COLUMNS: rows "
            f"are {', '.join(fields)}; columns these, or {', '.join(TIME_COLUMNS)}."
        )
    over = TIME_COLUMNS.get(columns, fields.get(columns, "")).lower()
    return Question(f"Contacts by {fields[rows].lower()}, by {over}", rows=rows, columns=columns)
