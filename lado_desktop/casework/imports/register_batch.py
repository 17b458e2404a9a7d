"""Writes a tracker's register entries or officers' posts."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.search.folding import fold
from lado_desktop.casework.imports.row import CheckedRow
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.record import new_id
from lado_desktop.domain.register import Register


class RegisterBatch:
    """Writes rows, each an entry of one register with its own reference."""

    def __init__(self, register: Register, batch_id: UUID) -> None:
        self._record = register.record
        fields = {name: field.name for name, field in register.columns.items()}
        self._fields = {"reference": "reference", **fields}
        self._batch_id = batch_id

    def add(self, session: Session, rows: Sequence[CheckedRow]) -> None:
        """Write some rows."""
        session.add_all(
            self._record(
                batch_id=self._batch_id,
                **{self._fields[name]: value for name, value in row.values.items()},
            )
            for row in rows
        )
        session.flush()


class OfficerBatch:
    """Writes rows, each one person's post. A post without hours counts as 0."""

    def add(self, session: Session, rows: Sequence[CheckedRow]) -> None:
        """Write some rows."""
        query = select(Officer.id, Officer.name).where(Officer.same_as_id.is_(None))
        known = {fold(name): id for id, name in session.execute(query)}
        for row in sorted(rows, key=lambda each: each.values["from"]):
            officer = Officer(
                id=new_id(),
                name=row.values["name"],
                role=row.values["role"],
                fte=row.values.get("fte", 0),
                started_on=row.values["from"],
                ended_on=row.values.get("to"),
                same_as_id=known.get(fold(row.values["name"])),
            )
            known.setdefault(fold(officer.name), officer.id)
            session.add(officer)
            session.flush()
