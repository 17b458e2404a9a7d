"""Finds what each audit line is about: the record, and its case or meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, String, or_, select, type_coerce
from sqlalchemy.orm import Session

from db.records.audit import Line
from db.records.tables import AUDIT, AUDIT_DETAIL
from lado_desktop.casework.audit.brief import Brief, Key, briefs, owners_of
from lado_desktop.casework.audit.field_words import linked, noun
from lado_desktop.domain.fields.text import one_line
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.issued_document import IssuedDocument
from lado_desktop.domain.kinds.meeting import Meeting, MeetingContact
from lado_desktop.domain.records import PAGES, RECORDS

_AT_ONCE = 500


@dataclass(frozen=True)
class Subject:
    """What a line is about, and which page shows it."""

    words: str
    """The record's reference or name, else the reference of its case or meeting."""
    page: tuple[str, UUID] | None
    """Kind and key of the record whose page shows it."""


NOTHING = Subject("", None)
RESTRICTED = Subject("Restricted", None)


def subjects(session: Session, lines: Sequence[Line]) -> dict[int, Subject]:
    """Return the subject of each line, by its number, in two statements for any number of lines."""
    known = briefs(session, ((line.target_kind, line.target_id) for line in lines))
    owners = {line.seq: _owner(line, known) for line in lines}
    known = briefs(session, [*owners.values(), *(key for line in lines for key in linked(line))])
    return {line.seq: _subject(line, owners[line.seq], known) for line in lines}


def _owner(line: Line, known: Mapping[Key, Brief | None]) -> Key:
    """Return the case or meeting that a record belongs to; the record itself where to none."""
    # Of an action the case is named, not the meeting that it came from.
    owners = owners_of(line, known)
    return owners[-1] if owners else (line.target_kind, line.target_id)


def _subject(line: Line, owner: Key, known: Mapping[Key, Brief | None]) -> Subject:
    if line.hidden:
        return RESTRICTED
    if line.target_kind not in RECORDS:
        return NOTHING
    record, of = known.get((line.target_kind, line.target_id)), known.get(owner)
    words = (of.words if of else "") or (record.words if record else "")
    page = None
    if of is not None and owner[0] in PAGES and owner[1] is not None:
        page = (str(owner[0]), owner[1])
    return Subject(words or f"{noun(str(line.target_kind))}, no longer there", page)


def belonging(session: Session, typed: str) -> ColumnElement[bool] | None:
    """Return the condition for all lines about a reference; None if it does not exist.

    Matches lines about the contact or meeting and about everything that belongs to it. Parts since
    removed and prints are included.
    """
    reference = one_line(typed)
    owners = list(session.scalars(select(Contact.id).where(Contact.reference == reference)))
    owners += session.scalars(select(Meeting.id).where(Meeting.reference == reference))
    if not owners:
        return None
    ids = {*owners, *_held_by(session, owners), *_taken_off(session, owners)}
    wanted = sorted(ids)
    parts = [wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE)]
    return or_(*(AUDIT.c.target_id.in_(part) for part in parts))


def _held_by(session: Session, owners: Sequence[UUID]) -> set[UUID]:
    found: set[UUID] = set()
    for record in RECORDS.values():
        for name in ("target_id",) if record is IssuedDocument else record.belongs_to:
            column = record.__table__.c[name]
            found.update(session.scalars(select(record.id).where(column.in_(owners))))
    meetings = select(MeetingContact.meeting_id).where(MeetingContact.contact_id.in_(owners))
    return found | set(session.scalars(meetings))


def _taken_off(session: Session, owners: Sequence[UUID]) -> set[UUID]:
    body = type_coerce(AUDIT_DETAIL.c.body, String)
    query = (
        select(AUDIT.c.target_id)
        .join(AUDIT_DETAIL, AUDIT_DETAIL.c.seq == AUDIT.c.seq)
        .where(AUDIT.c.action == "delete", or_(*(body.contains(str(owner)) for owner in owners)))
    )
    return {id for id in session.connection().scalars(query) if id is not None}
