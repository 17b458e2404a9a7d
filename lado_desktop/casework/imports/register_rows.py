"""Checks rows of register entries and of officers' posts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from db.search.folding import fold
from lado_desktop.casework.imports.file import RowProblem
from lado_desktop.casework.imports.row import CheckedRow
from lado_desktop.domain.register import Register

Post = tuple[str, str, Any]
"""Name as compared, role and first day."""


def post_of(name: str, role: str, started_on: Any) -> Post:
    """Return what identifies a post."""
    return fold(name), role, started_on


def entry_problems(
    register: Register, rows: Sequence[CheckedRow], known: Collection[str]
) -> Iterator[RowProblem]:
    """Yield what is wrong with register entries. `known` are references in the vault."""
    record = register.record
    later = [name for name, field in register.columns.items() if field.name in record.later_days]
    yield from _days(rows, record.day_field, later, record.day_words())
    yield from _twice(
        rows, known, lambda row: row.values["reference"], "reference", "an entry in the vault"
    )


def officer_problems(rows: Sequence[CheckedRow], known: Collection[Post]) -> Iterator[RowProblem]:
    """Yield what is wrong with officers' posts. `known` are posts in the vault."""
    yield from _days(rows, "from", ("to",), "the day from which the post was held")
    yield from _twice(
        rows,
        known,
        lambda row: post_of(row.values["name"], row.values["role"], row.values["from"]),
        "post",
        "an officer in the vault",
    )


def _days(
    rows: Sequence[CheckedRow], first: str, later: Sequence[str], words: str
) -> Iterator[RowProblem]:
    for row in rows:
        for name in later:
            if name in row.values and row.values[name] < row.values[first]:
                yield RowProblem(row.number, name, f"this day lies before {words}.")


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
