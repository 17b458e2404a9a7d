"""Restores a record's values from the audit, for undo and history.

Nothing is erased: each restoring is a new change with its own audit line.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, inspect, select
from sqlalchemy.orm import Session, selectinload

from db.records.changes import plain, written_names
from db.records.owned import OwnedRows, owned_rows
from lado_desktop.casework.audit.field_words import label_of, noun, value_of
from lado_desktop.casework.contacts.closing import day_rule
from lado_desktop.casework.contacts.contacts import received_rule
from lado_desktop.casework.meetings.meetings import MinutesApproved
from lado_desktop.casework.saving import Rule, check, put, refuse_in_error, values_of
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing.named_by import named_by
from lado_desktop.domain.acts import permission_to_change, right_of
from lado_desktop.domain.fields.field import fields_of
from lado_desktop.domain.kinds.allegation import Allegation
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.record import Record, Table
from lado_desktop.domain.records import RECORDS

FIXED = frozenset(kind for kind, record in RECORDS.items() if not record.undoable)
"""Kinds that can be neither undone nor restored."""


class NotRestored(CaseworkError):
    """The record was not restored; the message says why."""


GIVING_BACK = frozenset({"record.restore_version", "record.bring_back"})
"""Acts that need the record's own permission, whichever values they restore."""


def needed(kind: str, fields: Collection[str] = ()) -> Permission:
    """Return the permission for restoring these fields: that of the acts that set them."""
    if "in_error_on" in fields:
        return right_of(RECORDS[kind].in_error_act)
    if kind == Allegation.kind() and "contact_id" in fields:
        # The allegation as a whole is created and removed with its decision.
        return right_of("contact.decide")
    return permission_to_change(kind)


def owned_of(record: type[Record]) -> dict[str, tuple[type[Table], OwnedRows]]:
    """Return the row classes of a kind's many-valued fields, by field."""
    found: dict[str, tuple[type[Table], OwnedRows]] = {}
    for mapper in Table.registry.mappers:
        kind: type[Table] = mapper.class_
        rows = owned_rows(kind)
        if rows is not None and rows.owner_kind == record.kind():
            found[rows.field] = (kind, rows)
    return found


def find(session: Session, kind: str, id: UUID) -> Record | None:
    """Load a record with its many-valued fields, or None."""
    record = RECORDS[kind]
    loads = [selectinload(getattr(record, each.key)) for each in inspect(record).relationships]
    return session.get(record, id, options=loads)


def current_values(session: Session, record: Record) -> dict[str, Any]:
    """Return a record's values in the audit's form."""
    kind = type(record)
    now = {name: plain(getattr(record, name)) for name in written_names(kind)}
    for field, (_, rows) in owned_of(kind).items():
        now[field] = sorted(rows.now(session, [record.id]).get(record.id, ()))
    return now


def refuse_lost(record: type[Record], names: Collection[str]) -> None:
    """Raise NotRestored where a change was to a field that no longer exists."""
    if lost := lost_among(record, names):
        labels = ", ".join(label_of(record, name) for name in lost)
        raise NotRestored(f"The program no longer records this here: {labels}.")


def lost_among(record: type[Record], names: Collection[str]) -> list[str]:
    """Return which of these fields a kind no longer has."""
    known = {*written_names(record), *owned_of(record)}
    return [name for name in names if name not in known]


def changed_since(now: Mapping[str, Any], then: Mapping[str, Any]) -> list[str]:
    """Return the fields whose values differ now."""
    # An empty text or list and a tick that is not set equal a missing value.
    return [name for name, value in then.items() if (now.get(name) or None) != (value or None)]


def guard(
    session: Session,
    kind: str,
    id: UUID,
    held: Mapping[str, Any],
    fields: Collection[str] | None = None,
) -> None:
    """Refuse a change to fixed fields of a record, or to a fixed record.

    `held` names the record's contact and meeting. Raises MinutesApproved, and NotRestored where the
    contact was recorded in error.
    """
    if in_error := belongs_in_error(session, {"contact_id": held.get("contact_id")}):
        raise NotRestored(in_error)
    meeting_id = (
        id
        if kind == Meeting.kind()
        else value_of(RECORDS[kind], "meeting_id", held.get("meeting_id"))
    )
    if meeting_id is None or (fields is not None and set(fields) <= RECORDS[kind].after_approval):
        return
    meeting = session.get(Meeting, meeting_id)
    if meeting is not None and meeting.approved_on is not None:
        raise MinutesApproved


def give_back(shift: Shift, session: Session, record: Record, values: Mapping[str, Any]) -> None:
    """Set audited values on a record.

    Raises Refused where they conflict with present ones, and CaseworkError where the record is in
    error.
    """
    kind = type(record)
    if "in_error_on" not in values:
        refuse_in_error(record)
    declared = fields_of(kind)
    rows = owned_of(kind)
    typed = {name: value_of(kind, name, value) for name, value in values.items()}
    known = {name: value for name, value in typed.items() if name in declared}
    check(
        shift,
        kind,
        known,
        whole=False,
        rules=_rules(session, record, known),
        current=values_of(record),
    )
    put(record, {name: value for name, value in typed.items() if name in declared})
    for name, value in typed.items():
        if name in declared:
            continue
        if name in rows:
            _set_rows(session, record.id, *rows[name], set(value))
        elif getattr(record, name) != value:
            setattr(record, name, value)
    session.flush()


def _rules(session: Session, record: Record, given: Mapping[str, Any]) -> tuple[Rule, ...]:
    if not isinstance(record, Contact):
        return ()
    return *received_rule(session, record.id, given), day_rule(session, record.id, given)


def _set_rows(
    session: Session, owner: UUID, row: type[Table], rows: OwnedRows, codes: set[str]
) -> None:
    column: Any = rows.code_column
    is_key = isinstance(column.type, Uuid)
    current = session.scalars(select(row).where(rows.owner_column == owner)).all()
    for each in current:
        if rows.code(each) not in codes:
            session.delete(each)
    for code in codes - {rows.code(each) for each in current}:
        value = UUID(code) if is_key else code
        session.add(row(**{rows.owner_column.key: owner, column.key: value}))


def take_out(session: Session, record: Record) -> None:
    """Move a record to the bin. Its values stay in the audit.

    Raises NotRestored where another record refers to it.
    """
    kind = type(record)
    for row, rows in owned_of(kind).values():
        for each in session.scalars(select(row).where(rows.owner_column == record.id)):
            session.delete(each)
    session.flush()
    refuse_named(session, record)
    session.delete(record)
    session.flush()


def refuse_named(session: Session, record: Record) -> None:
    """Raise NotRestored where another record refers to this one."""
    if named := named_by(session, record):
        raise NotRestored(f"{named[:1].upper()}{named[1:]} names this {noun(record.kind())}.")


def belongs_in_error(session: Session, held: Mapping[str, Any]) -> str:
    """Say that a removed record belongs to a contact in error; "" otherwise."""
    return next(iter(in_error_among(session, contacts_of(held)).values()), "")


def contacts_of(held: Mapping[str, Any]) -> list[UUID]:
    """Return the contacts to which a record belongs that had these values."""
    keys = (held.get("contact_id"), *(held.get("contacts") or ()))
    return [UUID(key) for key in keys if key]


def in_error_among(session: Session, contacts: Collection[UUID]) -> dict[UUID, str]:
    """Say of each of these contacts that is in error that it has to be brought back first."""
    if not contacts:
        return {}
    query = select(Contact.id, Contact.reference)
    found = session.execute(query.where(Contact.id.in_(contacts), Contact.in_error_on.is_not(None)))
    return {
        id: f"Contact {reference} was recorded in error. Bring that back first."
        for id, reference in found
    }


def bring_back(
    shift: Shift, session: Session, kind: str, id: UUID, held: Mapping[str, Any]
) -> Record:
    """Create a record again with its values before removal.

    Raises NotRestored where it exists, or its owner is missing or in error.
    """
    record = RECORDS[kind]
    if session.get(record, id) is not None:
        raise NotRestored("It is there already.")
    rows = owned_of(record)
    gone = {*rows, *lost_among(record, held)}
    values = {
        name: value_of(record, name, value) for name, value in held.items() if name not in gone
    }
    for column in record.__table__.c:
        for key in column.foreign_keys:
            named = values.get(str(column.key))
            other = RECORDS.get(key.column.table.name)
            if named is not None and other is not None and session.get(other, named) is None:
                label = label_of(record, str(column.key))
                raise NotRestored(f"It cannot be brought back: {label} is no longer there.")
    if in_error := belongs_in_error(session, held):
        raise NotRestored(in_error)
    _refuse_twice(session, record, id, values)
    many: dict[str, Any] = {
        name: [] for name, field in fields_of(record).items() if field.kind == "choices"
    }
    made = record(id=id, **many, **values)
    session.add(made)
    session.flush()
    give_back(shift, session, made, {name: held[name] for name in rows if name in held})
    return made


def _refuse_twice(
    session: Session, record: type[Record], id: UUID, values: Mapping[str, Any]
) -> None:
    names = record.once
    # Only one decision and one finding of a contact are current, but many may be superseded.
    if not names or (names[-1] == "superseded_on" and values.get("superseded_on") is not None):
        return
    columns = record.__table__.c
    same = [columns[name].is_not_distinct_from(values.get(name)) for name in names]
    other = select(columns.id).where(*same, columns.id != id).limit(1)
    if session.connection().execute(other).first() is not None:
        raise NotRestored("It cannot be brought back: another like it has taken its place.")
