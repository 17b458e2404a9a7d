"""Rows that belong to a record: codes of many-valued fields, contacts of a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from lado_desktop.domain.record import Record, Table

_AT_ONCE = 5_000
"""Owners in one query. SQLite allows 250,000 values."""


@dataclass(frozen=True)
class OwnedRows:
    """A class of owned rows: its owner's kind, the owner's field, and the value column."""

    field: str
    owner_kind: str
    owner_column: Column[Any]
    code_column: Column[Any]

    def owner_id(self, row: Table) -> UUID | None:
        """Return the id of a row's owner; None before the row is saved."""
        owner: UUID | None = getattr(row, self.owner_column.key)
        return owner

    def code(self, row: Table) -> str:
        """Return a row's value: its code, or the id of the record that it names."""
        return str(getattr(row, self.code_column.key))

    def now(self, session: Session, owners: Iterable[UUID]) -> dict[UUID, frozenset[str]]:
        """Return the current values of each owner's rows. Owners without rows are left out."""
        wanted = list(owners)
        found: dict[UUID, set[str]] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            query = select(self.owner_column, self.code_column).where(
                self.owner_column.in_(wanted[start : start + _AT_ONCE])
            )
            for owner, code in session.connection().execute(query):
                found.setdefault(owner, set()).add(str(code))
        return {owner: frozenset(codes) for owner, codes in found.items()}


@cache
def owned_rows(row: type[Table]) -> OwnedRows | None:
    """Return the facts of a class of owned rows; None for other classes.

    The owner is the first foreign key in the primary key, and the value is the rest of it.
    """
    field = getattr(row, "owner_field", None)
    if field is None or issubclass(row, Record):
        return None
    owner, code = row.__table__.primary_key.columns  # type: ignore[attr-defined]  # a PrimaryKeyConstraint
    (foreign_key,) = owner.foreign_keys
    return OwnedRows(field, foreign_key.column.table.name, owner, code)
