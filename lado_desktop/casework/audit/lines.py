"""Lists the audit by record, officer, day and group of acts, latest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.records import audit_query
from db.records.audit import Line
from db.records.audit_query import CHANGES
from db.records.tables import AUDIT
from db.search.ordering import in_order
from lado_desktop.casework.audit.field_words import act_words
from lado_desktop.casework.audit.subject import belonging, subjects
from lado_desktop.casework.audit.words import GROUPS, facts, sentence
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing.history import FieldChange, changes_in_words
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.time.clock import LONDON

NOBODY = "The program"
"""Shown as the officer for events before anybody signed in."""


class NoSuchReference(CaseworkError):
    """No contact or meeting has this reference."""


@dataclass(frozen=True)
class AuditQuery:
    """A filter on the audit. Empty attributes filter nothing."""

    reference: str = ""
    """The reference of a contact or meeting. Lines about its parts are included."""
    officer_id: UUID | None = None
    first: date | None = None
    last: date | None = None
    """First and last day in London, both included."""
    group: str = ""
    """A group of acts: a key of GROUPS."""


@dataclass(frozen=True)
class AuditLine:
    """One line of the audit in plain words."""

    seq: int
    at: datetime
    """London time."""
    officer: str
    act: str
    """The act the officer chose, such as "Log contact". Empty for events that change nothing."""
    what: str
    """What was done, such as "Added decision"."""
    about: str
    """The record's reference or name; empty where the line is about no record."""
    page: tuple[str, UUID] | None
    """Kind and key of the record to open for it."""
    changes: tuple[FieldChange, ...]
    detail_missing: bool
    """The detail of this line is missing from the vault."""
    restricted: bool = False
    """The detail is hidden, because the line is about a record restricted to others."""


@dataclass(frozen=True)
class AuditPage:
    """Some lines, latest first, and whether there are earlier ones."""

    lines: list[AuditLine]
    more: bool


def page(shift: Shift, query: AuditQuery, before: int | None = None, limit: int = 100) -> AuditPage:
    """Return the latest lines that match, earlier than line `before` if given.

    Raises NoSuchReference, NotAllowed.
    """
    shift.require(Permission.AUDIT)
    with shift.reading() as session:
        conditions = _conditions(session, query)
        if before is not None:
            conditions.append(AUDIT.c.seq < before)
        found = audit_query.lines(session, *conditions, newest_first=True, limit=limit + 1)
        return AuditPage(_in_words(shift, session, found[:limit]), len(found) > limit)


def count(shift: Shift, query: AuditQuery) -> tuple[int, int]:
    """Return how many lines match, and how many there are in all.

    Raises NoSuchReference, NotAllowed.
    """
    shift.require(Permission.AUDIT)
    with shift.reading() as session:
        conditions = _conditions(session, query)
        found = audit_query.count(session, *conditions)
        return found, audit_query.count(session) if conditions else found


def all_lines(shift: Shift, query: AuditQuery, at_once: int = 1_000) -> Iterator[AuditLine]:
    """Yield every line that matches, earliest first.

    Raises NoSuchReference, NotAllowed.
    """
    shift.require(Permission.AUDIT)
    with shift.reading() as session:
        conditions = _conditions(session, query)
        after = 0
        while found := audit_query.lines(session, *conditions, AUDIT.c.seq > after, limit=at_once):
            yield from _in_words(shift, session, found)
            after = found[-1].seq


def officers(shift: Shift) -> list[tuple[UUID, str]]:
    """Return all officers, present and past, by name."""
    own = Officer.same_as_id.is_(None)
    query = select(Officer.id, Officer.name).where(own).order_by(in_order(Officer.name))
    with shift.reading() as session:
        return [(row.id, row.name) for row in session.execute(query)]


def _conditions(session: Session, query: AuditQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.reference.strip():
        about = belonging(session, query.reference)
        if about is None:
            raise NoSuchReference(
                "No contact and no meeting has this reference. Type it in full, as 2627-0001."
            )
        found.append(about)
    if query.officer_id is not None:
        found.append(AUDIT.c.officer_id == query.officer_id)
    if query.first is not None:
        found.append(AUDIT.c.at >= audit_query.begins(query.first))
    if query.last is not None:
        found.append(AUDIT.c.at < audit_query.begins(query.last + timedelta(days=1)))
    if query.group:
        found.append(AUDIT.c.action.in_(GROUPS[query.group][1]))
    return found


def _nobody(line: Line) -> str:
    """Return what is shown in place of an officer: of a restore, what opened the backup."""
    by = (line.detail or {}).get("by") if line.action == "restore" else None
    return f"{by[:1].upper()}{by[1:]}" if by else NOBODY


def _in_words(shift: Shift, session: Session, found: Sequence[Line]) -> list[AuditLine]:
    names = {row.id: row.name for row in session.execute(select(Officer.id, Officer.name))}
    about = subjects(session, found)
    return [
        AuditLine(
            seq=line.seq,
            at=line.at.astimezone(LONDON),
            officer=names.get(line.officer_id) or _nobody(line),
            act=act_words(line) if line.action in CHANGES else "",
            what=sentence(line),
            about=about[line.seq].words,
            page=about[line.seq].page,
            changes=changes_in_words(shift, session, line)
            if line.action in CHANGES
            else facts(line),
            detail_missing=line.detail is None and not line.hidden,
            restricted=line.hidden,
        )
        for line in found
    ]
