"""Fields, acts and audited values in the words that officers use."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, DateTime, Uuid
from sqlalchemy.orm import Session

from db.records.audit import Line
from db.search.ordering import sort_key
from lado_desktop.casework.audit.brief import Key, briefs
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.acts import REDO, UNDO, declared
from lado_desktop.domain.fields.column_types import PartialDateText
from lado_desktop.domain.fields.field import FieldKind, fields_of
from lado_desktop.domain.record import Record
from lado_desktop.domain.records import RECORDS
from lado_desktop.domain.time.partial_date import PartialDate
from lado_desktop.domain.time.typed_day import day_words

DETAIL_MISSING = (
    "What was recorded here is missing from the audit, and no act of the program removes it. "
    "Tell the manager, and compare with the last verified backup."
)

_LABELS = {
    "taken_by_id": "Taken by",
    "incident_id": "Linked with others of one incident",
    "in_error_by_id": "Recorded in error by",
    "approved_on": "Minutes approved on",
    "approved_by_id": "Minutes approved by",
    "officers": "Seen by",
    "lifted_on": "Restriction lifted on",
    "position": "Place in the list",
    "same_as_id": "Further post of",
    "fte": "Full-time equivalent",
    "batch_id": "Came in with an import",
    "sha256": "Fingerprint",
}
_ROWS_OF = {"contacts": "contact", "officers": "officer"}
"""Many-valued fields whose rows refer to records."""


def label_of(record: type[Record], name: str) -> str:
    """Return the label of a field or column."""
    declared = fields_of(record).get(name)
    if declared is not None:
        return declared.label
    return _LABELS.get(name) or name.removesuffix("_id").replace("_", " ").capitalize()


def act_words(line: Line) -> str:
    """Return the words of a line's act: "Log contact", "Undo Change category"."""
    if line.act not in (UNDO, REDO):
        return words_of_act(line.act)
    took = line.took_back or {}
    if not took:
        return words_of_act(line.act)
    return f"{words_of_act(line.act)} {words_of_act(took['act'], took.get('field'))}"


def words_of_act(stored: str, field: str | None = None) -> str:
    """Return the words of an act by its stored code, with the field if it changed only one."""
    if field is None:
        act = declared(stored)
        return act.words if act else stored
    kind, _, name = field.partition(".")
    label = label_of(RECORDS[kind], name)
    # An abbreviation keeps its capitals: "DBS number", but "main category".
    small = label if label[1:2].isupper() else label[:1].lower() + label[1:]
    return f"Change {small}"


def noun(kind: str) -> str:
    """Return the words for a kind of record, in small letters."""
    return RECORDS[kind].noun() if kind in RECORDS else kind.replace("_", " ")


def name_in(session: Session, kind: str, id: UUID) -> str:
    """Return how a record is named: its reference, else its name, else its noun."""
    found = briefs(session, [(kind, id)])[kind, id]
    return f"{noun(kind)}, no longer there" if found is None else found.words or noun(kind)


def linked(line: Line) -> Iterator[Key]:
    """Yield the records that the words of a line's values name."""
    record = RECORDS.get(line.target_kind or "")
    if record is None:
        return
    for name, values in (line.detail or {}).items():
        kind = _ROWS_OF.get(name) or linked_kind(record, name)
        for value in values if kind else ():
            for id in value if isinstance(value, list) else [value]:
                if id is not None:
                    yield kind, UUID(id)


def linked_kind(record: type[Record], name: str) -> str | None:
    """Return the kind of record that a column names."""
    column = record.__table__.c.get(name)
    keys = list(column.foreign_keys) if column is not None else []
    return keys[0].column.table.name if keys else None


def value_of(record: type[Record], name: str, plain: Any) -> Any:
    """Convert a value from its form in the audit to its Python type."""
    column = record.__table__.c.get(name)
    if plain is None or column is None:
        return plain
    found = plain
    if isinstance(column.type, Uuid):
        found = UUID(plain)
    elif isinstance(column.type, DateTime):
        found = datetime.fromisoformat(plain)
    elif isinstance(column.type, Date):
        found = date.fromisoformat(plain)
    elif isinstance(column.type, PartialDateText):
        found = PartialDate.parse(plain)
    return found


def words_of_value(
    shift: Shift, session: Session, record: type[Record], name: str, plain: Any
) -> str:
    """Return an audited value in words; "" for an empty one."""
    if plain is None or plain == []:
        return ""
    declared = fields_of(record).get(name)
    codes = declared.codes if declared else ""
    if declared and declared.kind is FieldKind.CHOICE:
        return shift.label(codes, plain)
    if isinstance(plain, list):
        if name in _ROWS_OF:
            names = (name_in(session, _ROWS_OF[name], UUID(id)) for id in plain)
            return ", ".join(sorted(names, key=sort_key))
        return ", ".join(shift.label(codes, code) for code in plain)
    if isinstance(plain, dict):
        return f"{plain.get('bytes', 0):,} bytes"
    return _plain_words(session, record, name, value_of(record, name, plain))


def _plain_words(session: Session, record: type[Record], name: str, value: Any) -> str:
    column = record.__table__.c.get(name)
    if isinstance(value, UUID):
        kind = linked_kind(record, name)
        return name_in(session, kind, value) if kind else "yes"
    if isinstance(value, datetime):
        return f"{day_words(value.date())} at {value:%H:%M}"
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, PartialDate):
        return value.words
    if column is not None and isinstance(column.type, Boolean):
        return "Yes" if value else "No"
    return str(value)
