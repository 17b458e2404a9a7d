"""Checks the rows of a file against each other and against the vault, by kind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from lado_desktop.casework.imports import contact_rows, register_rows
from lado_desktop.casework.imports.file import RowProblem
from lado_desktop.casework.imports.register_rows import post_of
from lado_desktop.casework.imports.row import CheckedRow
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.registers import REGISTERS

_AT_ONCE = 5_000
"""References in one query. SQLite allows 250,000 values."""


def problems_of(
    shift: Shift, kind: str, rows: Sequence[CheckedRow], refused: Collection[str]
) -> list[RowProblem]:
    """Return what is wrong with rows whose cells are each valid.

    `refused` are references of rows already refused. Rows of checks are given as rows of contacts.
    """
    if kind == "officers":
        return list(register_rows.officer_problems(rows, _posts(shift)))
    if kind in REGISTERS:
        register = REGISTERS[kind]
        known = _known(shift, register.record.reference, _references(rows))
        return list(register_rows.entry_problems(register, rows, known))
    received = _known(
        shift, Contact.reference, _references(rows, "reference", "follows"), Contact.received_on
    )
    if kind == "meetings":
        return _meeting_problems(rows, received)
    return _contact_problems(rows, refused, received)


def _contact_problems(
    rows: Sequence[CheckedRow], refused: Collection[str], received: Mapping[str, Any]
) -> list[RowProblem]:
    found = [problem for row in rows for problem in contact_rows.problems_between(row)]
    wrong = {problem.row for problem in found}
    also_refused = {row.values["reference"] for row in rows if row.number in wrong}
    good = [row for row in rows if row.number not in wrong]
    return found + contact_rows.problems_among(good, {*refused, *also_refused}, received)


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


def _references(rows: Iterable[CheckedRow], *columns: str) -> list[str]:
    wanted = columns or ("reference",)
    return sorted({row.values[name] for row in rows for name in wanted if name in row.values})


def _known(shift: Shift, reference: Any, wanted: Sequence[str], day: Any = None) -> dict[str, Any]:
    """Return which of the wanted references the vault has, each with its day if one is named."""
    found: dict[str, Any] = {}
    with shift.reading_all() as session:
        for start in range(0, len(wanted), _AT_ONCE):
            query = select(reference, reference if day is None else day)
            here = query.where(reference.in_(wanted[start : start + _AT_ONCE]))
            found.update((row[0], row[1]) for row in session.execute(here))
    return found


def _posts(shift: Shift) -> set[register_rows.Post]:
    query = select(Officer.name, Officer.role, Officer.started_on)
    with shift.reading_all() as session:
        return {post_of(*row) for row in session.execute(query)}
