"""The rows of a tracker of a register, or of officers' posts: what may not stand in one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from db.search.folding import fold
from lado_desktop.casework.imports.file import RowProblem
from lado_desktop.casework.imports.row import CheckedRow

Post = tuple[str, str, Any]
"""Name as it is compared, role and first day."""

_DAYS = {
    "requests": ("received_on", ("due_on", "answered_on"), "received"),
    "escalations": ("raised_on", ("resolved_on",), "raised"),
    "officers": ("from", ("to",), "from which the post was held"),
}


def post_of(name: str, role: str, started_on: Any) -> Post:
    """Return what tells one post from another."""
    return fold(name), role, started_on


def entry_problems(
    kind: str, rows: Sequence[CheckedRow], known: Collection[str]
) -> Iterator[RowProblem]:
    """What is wrong with the entries of a register. `known` are references that the vault has."""
    yield from _days(kind, rows)
    yield from _twice(
        rows, known, lambda row: row.values["reference"], "reference", "an entry in the vault"
    )


def officer_problems(rows: Sequence[CheckedRow], known: Collection[Post]) -> Iterator[RowProblem]:
    """What is wrong with officers' posts. `known` are the posts that the vault has."""
    yield from _days("officers", rows)
    yield from _twice(
        rows,
        known,
        lambda row: post_of(row.values["name"], row.values["role"], row.values["from"]),
        "post",
        "an officer in the vault",
    )


def _days(kind: str, rows: Sequence[CheckedRow]) -> Iterator[RowProblem]:
    first, others, words = _DAYS.get(kind, ("", (), ""))
    for row in rows:
        for name in others:
            if name in row.values and row.values[name] < row.values[first]:
                yield RowProblem(row.number, name, f"this day lies before the day {words}.")


def _twice(
    rows: Sequence[CheckedRow],
    known: Collection[Any],
    key_of: Callable[[CheckedRow], Any],
    what: str,
    whose: str,
) -> Iterator[RowProblem]:
    column = "reference" if what == "reference" else "name"
    first = dict(reversed([(key_of(row), row.number) for row in rows]))
    for row in rows:
        key = key_of(row)
        if key in known:
            yield RowProblem(row.number, column, f"{whose} has this {what} already.")
        elif first[key] != row.number:
            yield RowProblem(row.number, column, f"row {first[key]} has this {what} already.")
