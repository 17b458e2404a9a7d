"""Finds the record that refers to another and so prevents its removal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import RowMapping, select
from sqlalchemy.orm import Session

from db.records.owned import owned_rows
from lado_desktop.casework.audit.field_words import name_in, noun
from lado_desktop.domain.kinds.issued_document import IssuedDocument
from lado_desktop.domain.record import Record, Table
from lado_desktop.domain.records import RECORDS

_RESTRICTED = "a record that is restricted to others"


def named_by(session: Session, record: Record) -> str:
    """Return which record refers to this one, such as "contact 2627-0003", or "".

    Its own rows do not count. The answer has a reference and never a name, because it may become
    part of an error message.
    """
    own: Any = record.__table__.c.id
    classes: list[type[Table]] = [mapper.class_ for mapper in Table.registry.mappers]
    rows = [each for each in map(owned_rows, classes) if each]
    parts = {each.owner_column.table for each in rows if each.owner_kind == record.kind()}
    owners = {kind: (*each.owners(),) for kind, each in RECORDS.items()}
    for each in rows:
        owners[each.owner_column.table.name] = ((each.owner_column.name, each.owner_kind),)
    for table in Table.metadata.tables.values():
        if table in parts:
            continue
        for column in table.c:
            if column.references(own):
                found = select(table).where(column == record.id).limit(1)
                row = session.connection().execute(found).mappings().first()
                if row is not None:
                    return _called(session, table.name, row, owners.get(table.name, ()))
    issued = select(IssuedDocument.id).where(IssuedDocument.target_id == record.id).limit(1)
    return "a document that was issued" if session.scalar(issued) is not None else ""


def _called(session: Session, kind: str, row: RowMapping, owners: Iterable[tuple[str, str]]) -> str:
    if kind in RECORDS and session.get(RECORDS[kind], row["id"]) is None:
        return _RESTRICTED
    if reference := row.get("reference"):
        in_error = ", recorded in error," if row.get("in_error_on") else ""
        return f"{noun(kind)} {reference}{in_error}"
    for key, owner in owners:
        if row[key] and hasattr(RECORDS[owner], "reference"):
            if session.get(RECORDS[owner], row[key]) is None:
                return _RESTRICTED
            called = name_in(session, owner, row[key])
            return f"{_one(kind)} of {called}" if kind in RECORDS else f"{noun(owner)} {called}"
    return _one(kind)


def _one(kind: str) -> str:
    text = noun(kind)
    return f"an {text}" if text[0] in "aeiou" else f"a {text}"
