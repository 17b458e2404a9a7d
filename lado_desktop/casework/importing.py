"""Taking a tracker's file in: checked as a whole first, then written in short transactions.

    checked = check(shift, path, "contacts")     # nothing is written; every problem is told
    imported = take_in(shift, checked)           # the good rows, as one batch that can be undone

An interrupted import leaves a batch that says so (`finished_at` is empty), and it can be undone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lado_desktop.casework import contact_rows, tracker_file
from lado_desktop.casework.contact_batch import ContactBatch
from lado_desktop.casework.import_batches import ROWS_AT_ONCE, batches, seen_before, undo
from lado_desktop.casework.meeting_batch import MeetingBatch
from lado_desktop.casework.saving import known_codes, load
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.tracker import LAYOUTS
from lado_desktop.casework.tracker_file import RowProblem
from lado_desktop.casework.tracker_row import CheckedRow, checked_row
from lado_desktop.domain.contact import Contact
from lado_desktop.domain.imported import ImportBatch
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.record import new_id
from lado_desktop.domain.typed_day import day_words

__all__ = ["Checked", "Imported", "TakenInBefore", "batches", "check", "take_in", "undo"]

Progress = Callable[[int, int], None]
"""Told after each transaction: rows done, of how many."""

_AT_ONCE = 5_000
"""References asked for in one query; SQLite takes 250,000 values."""


@dataclass(frozen=True)
class Checked:
    """A file that was looked at: the rows that can go in, and what is wrong with the others."""

    kind: str
    sha256: str
    good: Sequence[CheckedRow]
    problems: Sequence[RowProblem]
    before: ImportBatch | None
    """The batch in which the same file was taken in already."""

    @property
    def rows_refused(self) -> int:
        """How many rows cannot go in."""
        return len({problem.row for problem in self.problems})


@dataclass(frozen=True)
class Imported:
    """What was taken in."""

    rows_in: int
    rows_refused: int
    problems: Sequence[RowProblem]
    batch_id: UUID


class TakenInBefore(CaseworkError):
    """The same file was taken in already."""

    def __init__(self, batch: ImportBatch) -> None:
        on = f"{day_words(batch.started_at.date())} at {batch.started_at:%H:%M}"
        super().__init__(
            f"This same file was taken in on {on} ({batch.rows_in} rows). "
            "Nothing was taken in again."
            if batch.finished_at is not None
            else f"Taking in this same file was begun on {on} and broke off after {batch.rows_in} "
            "rows. Undo that import first, then import the file again."
        )


def check(shift: Shift, path: Path, kind: str) -> Checked:
    """Look at a whole file of a kind, `contacts` or `meetings`. Nothing is written.

    Raises KeyError for another kind, and FileRefused, with a sentence, where the file as a whole
    cannot be taken in.
    """
    layout = LAYOUTS[kind]
    file = tracker_file.read(path, layout)
    codes = {name: frozenset(listed) for name, listed in known_codes(shift).items()}
    problems = list(file.problems)
    good: list[CheckedRow] = []
    for row in file.rows:
        checked = checked_row(row, layout, codes, shift.today)
        if isinstance(checked, list):
            problems += checked
        else:
            good.append(checked)
    refused = {
        row.cells["reference"]
        for row in file.rows
        if "reference" in row.cells and row.number in {each.row for each in problems}
    }
    received = _received(shift, good)
    if kind == "contacts":
        for each in good:
            problems += contact_rows.problems_between(each)
        wrong = {problem.row for problem in problems}
        refused |= {row.values["reference"] for row in good if row.number in wrong}
        good = [row for row in good if row.number not in wrong]
        problems += contact_rows.problems_among(good, refused, received)
    else:
        problems += _meeting_problems(good, received)
    wrong = {problem.row for problem in problems}
    return Checked(
        kind,
        file.sha256,
        [row for row in good if row.number not in wrong],
        sorted(problems, key=lambda problem: problem.row),
        seen_before(shift, file.sha256, kind),
    )


def _received(shift: Shift, rows: Sequence[CheckedRow]) -> dict[str, Any]:
    """The day received of each contact in the vault that these rows name, by reference."""
    named = {
        row.values[name] for row in rows for name in ("reference", "follows") if name in row.values
    }
    wanted = sorted(named)
    found: dict[str, Any] = {}
    with shift.reading() as session:
        for start in range(0, len(wanted), _AT_ONCE):
            query = select(Contact.reference, Contact.received_on).where(
                Contact.reference.in_(wanted[start : start + _AT_ONCE])
            )
            found.update({row.reference: row.received_on for row in session.execute(query)})
    return found


def _meeting_problems(rows: Sequence[CheckedRow], received: Mapping[str, Any]) -> list[RowProblem]:
    found = []
    for row in rows:
        day = received.get(row.values["reference"])
        if day is None:
            sentence = "there is no contact of this reference in the vault."
            found.append(RowProblem(row.number, "reference", sentence))
        elif row.values["held_on"] < day:
            sentence = "this day lies before the day on which the contact was received."
            found.append(RowProblem(row.number, "held_on", sentence))
    return found


def take_in(
    shift: Shift, checked: Checked, progress: Progress | None = None, *, again: bool = False
) -> Imported:
    """Take in the good rows of a checked file as one batch.

    Raises TakenInBefore for a file that was taken in already, unless `again`.
    """
    if checked.before is not None and not again:
        raise TakenInBefore(checked.before)
    batch_id = new_id()
    act = f"Import {checked.kind}"
    with shift.act(act) as session:
        session.add(
            ImportBatch(
                id=batch_id,
                import_kind=checked.kind,
                sha256=checked.sha256,
                started_at=shift.clock.now().replace(tzinfo=None),
                rows_refused=checked.rows_refused,
            )
        )
    rows: Sequence[CheckedRow] = checked.good
    if checked.kind == "contacts":
        rows = contact_rows.in_order(rows)
    batch = (ContactBatch if checked.kind == "contacts" else MeetingBatch)(shift, batch_id)
    done = 0
    while done < len(rows):
        part = rows[done : done + ROWS_AT_ONCE]
        with shift.act(act) as session:
            batch.add(session, part)
            done += len(part)
            _note(session, batch_id, rows_in=done)
        if progress is not None:
            progress(done, len(rows))
    with shift.act(act) as session:
        _note(session, batch_id, finished_at=shift.clock.now().replace(tzinfo=None))
    return Imported(done, checked.rows_refused, checked.problems, batch_id)


def _note(session: Session, batch_id: UUID, **said: Any) -> None:
    batch = load(session, ImportBatch, batch_id)
    for name, value in said.items():
        setattr(batch, name, value)
