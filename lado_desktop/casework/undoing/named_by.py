"""What stands in the way of taking a record out: which other record names it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import RowMapping, TableClause, select
from sqlalchemy.orm import Session

from lado_desktop.casework.audit.field_words import name_in, noun
from lado_desktop.domain.contact import Contact
from lado_desktop.domain.issued_document import IssuedDocument
from lado_desktop.domain.meeting import Meeting
from lado_desktop.domain.record import Record, Table
from lado_desktop.domain.records import RECORDS

_OWNERS = (("meeting_id", Meeting.kind()), ("contact_id", Contact.kind()))


def named_by(session: Session, record: Record) -> str:
    """Return which record names this one: "contact 2627-0003"; nothing where none does.

    It is called by a reference, never by a name: the sentence may come to stand in an error.
    """
    own: Any = record.__table__.c.id
    for table in Table.metadata.tables.values():
        for column in table.c:
            if column.references(own):
                found = select(table).where(column == record.id).limit(1)
                row = session.connection().execute(found).mappings().first()
                if row is not None:
                    return _called(session, table, row)
    issued = select(IssuedDocument.id).where(IssuedDocument.target_id == record.id).limit(1)
    return "a document that was issued" if session.scalar(issued) is not None else ""


def _called(session: Session, table: TableClause, row: RowMapping) -> str:
    kind = table.name
    if kind in RECORDS and session.get(RECORDS[kind], row["id"]) is None:
        return "a record that is restricted to others"
    if reference := row.get("reference"):
        in_error = ", recorded in error," if row.get("in_error_on") else ""
        return f"{noun(kind)} {reference}{in_error}"
    for key, owner in _OWNERS:
        if row.get(key):
            return f"{_one(kind)} of {name_in(session, owner, row[key])}"
    return _one(kind)


def _one(kind: str) -> str:
    said = noun(kind)
    return f"an {said}" if said[0] in "aeiou" else f"a {said}"
