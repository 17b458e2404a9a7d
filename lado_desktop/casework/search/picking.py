"""Picking a record by typing its name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.search.name_keys import named_like
from lado_desktop.casework.contacts.contact_lines import lines_where
from lado_desktop.casework.known.closeness import NAME, closeness, typed_words
from lado_desktop.casework.known.people import people
from lado_desktop.casework.known.record import MOST_LIKE, KnownRecord, Typed, points, ranked
from lado_desktop.casework.known.settings import settings, sure
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.organisation import Organisation
from lado_desktop.domain.kinds.professional import Professional
from lado_desktop.domain.record import Record
from lado_desktop.domain.records import RECORDS
from lado_desktop.domain.time.typed_day import day_words

_NOTHING = Typed()


@dataclass(frozen=True)
class Suggestion:
    """A record that may be meant: its name, and enough to recognise it."""

    id: UUID
    label: str
    detail: str


def suggest(
    shift: Shift, kind: str, typed: str, limit: int = 8, beside: Typed = _NOTHING
) -> list[Suggestion]:
    """Return the records of a kind that may be meant, best first.

    `kind` is adult, professional, organisation or contact. `beside` are other typed facts about a
    person: results then have the order of `known`.
    """
    with shift.reading() as session:
        if kind == Contact.kind():
            ids = _contacts(shift, session, typed, limit)
        elif kind == Adult.kind():
            near = sure(settings(session, beside))
            ids = [each.id for each in people(session, replace(beside, name=typed), near, limit)]
        elif kind == Organisation.kind():
            ids = [each.id for each in settings(session, Typed(setting=typed), limit)]
        else:
            ids = [each.id for each in _professionals(session, typed)[:limit]]
        return _suggestions(shift, session, kind, ids)


def _contacts(shift: Shift, session: Session, typed: str, limit: int) -> list[UUID]:
    """Return the contacts with a reference, then those about people of a name, then by text."""
    index = shift.store.search
    named = [hit.id for hit in index.find(session, typed, (Adult.kind(),), MOST_LIKE)]
    theirs = (
        select(Contact.id)
        .where(Contact.adult_id.in_(named))
        .order_by(Contact.received_on.desc(), Contact.id.desc())
        .limit(limit)
    )
    hits = index.by_reference(session, typed, limit)
    referred = [hit.id for hit in hits if hit.kind == Contact.kind()]
    listed = [hit.id for hit in index.find(session, typed, (Contact.kind(),), limit)]
    return list(dict.fromkeys([*referred, *session.scalars(theirs), *listed]))[:limit]


def _professionals(session: Session, typed: str) -> list[KnownRecord]:
    """Return the professionals whose name is close to what was typed, in any spelling."""
    kind = Professional.kind()
    ids = named_like(session, typed_words(typed), kind, MOST_LIKE)
    named = select(Professional.id, Professional.name).where(Professional.id.in_(ids))
    return ranked(
        KnownRecord(kind, id, name, close.why, points(close.score))
        for id, name in session.execute(named)
        if (close := closeness(typed, {NAME: name})) is not None
    )


def name_of(shift: Shift, kind: str, id: UUID) -> str:
    """Return a record's name beside a link to it; "" where it is gone."""
    with shift.reading() as session:
        found = session.get(RECORDS[kind], id)
        return _label(found) if found is not None else ""


def labels(*records: Record | None) -> dict[UUID, str]:
    """Return how records that are loaded are named beside the fields that link to them, by key."""
    return {each.id: _label(each) for each in records if each is not None}


def names_of(shift: Shift, kind: str, ids: Collection[UUID]) -> dict[UUID, str]:
    """Return records' names by id. Missing records are left out."""
    record = RECORDS[kind]
    with shift.reading() as session:
        wanted = select(record).where(record.__table__.c.id.in_(ids))
        return {each.id: _label(each) for each in session.scalars(wanted)}


def _suggestions(
    shift: Shift, session: Session, kind: str, ids: Sequence[UUID]
) -> list[Suggestion]:
    found = []
    for id in ids:
        record = session.get(RECORDS[kind], id)
        if record is not None:
            found.append(Suggestion(id, _label(record), _detail(shift, session, record)))
    return found


def _label(record: Record) -> str:
    if isinstance(record, Contact):
        return record.reference
    if isinstance(record, Adult | Professional | Organisation):
        return record.name
    raise TypeError(f"A {record.kind()} is not picked by name.")


def _detail(shift: Shift, session: Session, record: Record) -> str:
    parts: list[str | None] = []
    if isinstance(record, Adult):
        parts.append(f"born {record.born.words}" if record.born else None)
        parts.append(f"formerly {record.previous_names}" if record.previous_names else None)
        latest = lines_where(shift, session, Contact.adult_id == record.id, limit=1)
        parts += [
            ", ".join(
                part
                for part in (line.reference, line.setting, line.finding or line.outcome)
                if part
            )
            for line in latest
        ]
    elif isinstance(record, Professional):
        parts.append(record.role)
        if record.organisation_id:
            organisation = session.get(Organisation, record.organisation_id)
            parts.append(organisation.name if organisation else None)
    elif isinstance(record, Organisation):
        parts.append(shift.label("sector", record.sector))
    elif isinstance(record, Contact):
        for line in lines_where(shift, session, Contact.id == record.id):
            parts += [line.who, line.setting, day_words(line.received_on)]
    return " · ".join(part for part in parts if part)
