"""Imports a tracker's file: checked as a whole first, then written in short transactions.

    checked = check(shift, path, "contacts")     # nothing is written; every problem is reported
    imported = import_rows(shift, checked)      # the good rows, as one batch that can be undone

An interrupted import leaves a batch that says so (`finished_at` is empty), and it can be undone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lado_desktop.casework.imports import contact_rows
from lado_desktop.casework.imports import file as tracker_file
from lado_desktop.casework.imports.batches import ROWS_AT_ONCE, batches, seen_before, undo
from lado_desktop.casework.imports.checks import problems_of
from lado_desktop.casework.imports.contact_batch import ContactBatch
from lado_desktop.casework.imports.file import RowProblem
from lado_desktop.casework.imports.layout import LAYOUTS
from lado_desktop.casework.imports.meeting_batch import MeetingBatch
from lado_desktop.casework.imports.register_batch import OfficerBatch, RegisterBatch
from lado_desktop.casework.imports.row import CheckedRow, checked_row
from lado_desktop.casework.saving import known_codes, load
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.imported import ImportBatch
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.record import new_id
from lado_desktop.domain.registers import REGISTERS
from lado_desktop.domain.time.typed_day import day_words

__all__ = ["Checked", "Imported", "ImportedBefore", "batches", "check", "import_rows", "undo"]

Progress = Callable[[int, int], None]
"""Called after each transaction with rows done and rows in all."""

_CONTACTS = ("contacts", "checks")
"""The kinds whose rows become contacts."""


class Batch(Protocol):
    """Writes the rows of one kind of file."""

    def add(self, session: Session, rows: Sequence[CheckedRow]) -> None:
        """Write some rows."""


@dataclass(frozen=True)
class Checked:
    """The result of checking a file: rows to import, and problems of the others."""

    kind: str
    sha256: str
    good: Sequence[CheckedRow]
    problems: Sequence[RowProblem]
    before: ImportBatch | None
    """The batch that already imported this same file."""

    @property
    def rows_refused(self) -> int:
        """The number of rows that cannot be imported."""
        return len({problem.row for problem in self.problems})


@dataclass(frozen=True)
class Imported:
    """The result of an import."""

    rows_in: int
    rows_refused: int
    problems: Sequence[RowProblem]
    batch_id: UUID


class ImportedBefore(CaseworkError):
    """The same file was imported already."""

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
    """Check a whole file of a kind of layout. Nothing is written.

    It compares the file with every record, so it needs the right to import. Raises NotAllowed,
    KeyError for an unknown kind, and FileRefused with a sentence where the whole file is unusable.
    """
    shift.require(Permission.IMPORT)
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
            good.append(contact_rows.of_check(checked) if kind == "checks" else checked)
    wrong = {problem.row for problem in problems}
    named = (row for row in file.rows if "reference" in row.cells)
    refused = {row.cells["reference"] for row in named if row.number in wrong}
    problems += problems_of(shift, kind, good, refused)
    wrong = {problem.row for problem in problems}
    return Checked(
        kind,
        file.sha256,
        [row for row in good if row.number not in wrong],
        sorted(problems, key=lambda problem: problem.row),
        seen_before(shift, file.sha256, kind),
    )


def import_rows(
    shift: Shift, checked: Checked, progress: Progress | None = None, *, again: bool = False
) -> Imported:
    """Import the good rows of a checked file as one batch.

    Raises ImportedBefore for a file that was imported already, unless `again`.
    """
    if checked.before is not None and not again:
        raise ImportedBefore(checked.before)
    batch_id = new_id()
    act = f"{checked.kind}.import"
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
    if checked.kind in _CONTACTS:
        rows = contact_rows.in_order(rows)
    batch = _batch(shift, checked.kind, batch_id)
    done = 0
    late: list[RowProblem] = []
    # Short transactions, so that an officer's save need not wait for the whole import.
    while done < len(rows):
        part = rows[done : done + ROWS_AT_ONCE]
        with shift.act(act) as session:
            if checked.kind in _CONTACTS:
                # An officer may have used one of these references since the check.
                late += _references_in_use(session, part)
            taken = {problem.row for problem in late}
            batch.add(session, [row for row in part if row.number not in taken])
            done += len(part)
            refused = checked.rows_refused + len(late)
            _note(session, batch_id, rows_in=done - len(late), rows_refused=refused)
        if progress is not None:
            progress(done, len(rows))
    with shift.act(act) as session:
        # A batch without this day was interrupted.
        _note(session, batch_id, finished_at=shift.clock.now().replace(tzinfo=None))
    refused = checked.rows_refused + len(late)
    return Imported(done - len(late), refused, [*checked.problems, *late], batch_id)


def _references_in_use(session: Session, rows: Sequence[CheckedRow]) -> list[RowProblem]:
    """Return problems for references that were given to contacts since the file was checked."""
    wanted = [row.values["reference"] for row in rows]
    query = select(Contact.reference).where(Contact.reference.in_(wanted))
    taken = set(session.scalars(query))
    sentence = "a contact was given this reference while the file was taken in."
    return [
        RowProblem(row.number, "reference", sentence)
        for row in rows
        if row.values["reference"] in taken
    ]


def _batch(shift: Shift, kind: str, batch_id: UUID) -> Batch:
    if kind in REGISTERS:
        return RegisterBatch(REGISTERS[kind], batch_id)
    if kind == "officers":
        return OfficerBatch()
    return (ContactBatch if kind in _CONTACTS else MeetingBatch)(shift, batch_id)


def _note(session: Session, batch_id: UUID, **values: Any) -> None:
    batch = load(session, ImportBatch, batch_id)
    for name, value in values.items():
        setattr(batch, name, value)
