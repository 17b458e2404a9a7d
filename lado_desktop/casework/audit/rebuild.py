"""Rebuilds a record as it was at an earlier time, from the audit alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from db.records.rebuilding import rebuilt_one
from db.records.visibility import hidden_among
from lado_desktop.casework.audit.field_words import DETAIL_MISSING, noun
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.problem import CaseworkError, NotFound
from lado_desktop.domain.records import RECORDS


class NotKnown(CaseworkError):
    """The audit lacks the detail needed to rebuild the record."""

    def __init__(self) -> None:
        super().__init__(DETAIL_MISSING)


def as_it_was(shift: Shift, kind: str, id: UUID, seq: int) -> Mapping[str, Any]:
    """Return a record's values after the act of audit line `seq`.

    Values have the audit's form and today's field names. Empty fields are left out.
    `db.records.rebuilding` says more. Raises NotFound where the record did not exist or is
    restricted, and NotKnown where an earlier line about it has lost its detail.
    """
    with shift.reading() as session:
        found = rebuilt_one(session, kind, id, seq)
        values = found.records.get((kind, id), {})
        data = {name: [value] for name, value in values.items()}
        if any(hidden_among(session, [(RECORDS.get(kind), id, data)])):
            raise NotFound(noun(kind))
        if found.unknown:
            raise NotKnown
        if not found.records:
            raise NotFound(noun(kind))
        return values
