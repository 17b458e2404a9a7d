"""Writing the rows of a tracker of a register, or of officers' posts."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from lado_desktop.casework.tracker_row import CheckedRow
from lado_desktop.domain.officer import Officer
from lado_desktop.domain.register import RegisterEntry

_FIELDS = {"kind": "kind_of"}
"""Columns whose field has another name."""


class RegisterBatch:
    """Writes rows, each an entry of one register under the reference that it came with."""

    def __init__(self, record: type[RegisterEntry], batch_id: UUID) -> None:
        self._record = record
        self._batch_id = batch_id

    def add(self, session: Session, rows: Sequence[CheckedRow]) -> None:
        """Write some rows."""
        session.add_all(
            self._record(
                batch_id=self._batch_id,
                **{_FIELDS.get(name, name): value for name, value in row.values.items()},
            )
            for row in rows
        )
        session.flush()


class OfficerBatch:
    """Writes rows, each one person's post. Without hours a post counts as none of full time."""

    def add(self, session: Session, rows: Sequence[CheckedRow]) -> None:
        """Write some rows."""
        session.add_all(
            Officer(
                name=row.values["name"],
                role=row.values["role"],
                fte=row.values.get("fte", 0),
                started_on=row.values["from"],
                ended_on=row.values.get("to"),
            )
            for row in rows
        )
        session.flush()
