"""Picking a record by typing its name, wherever one is named."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.name_keys import named_like
from db.search import find
from lado_desktop.casework.contact_lines import lines_where
from lado_desktop.casework.known.closeness import KNOWN_AS, NAME, PREVIOUS, closeness, typed_words
from lado_desktop.casework.known.record import MOST_LIKE
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.adult import Adult
from lado_desktop.domain.contact import Contact
from lado_desktop.domain.organisation import Organisation
from lado_desktop.domain.professional import Professional
from lado_desktop.domain.record import Record
from lado_desktop.domain.records import RECORDS

_SAID_IN = {
    "adult": {NAME: "family_name", PREVIOUS: "previous_names", KNOWN_AS: "known_as"},
}


@dataclass(frozen=True)
class Suggestion:
    """One record that may be meant: its name, and enough to recognise it."""

    id: UUID
    label: str
    detail: str


def suggest(shift: Shift, kind: str, typed: str, limit: int = 8) -> list[Suggestion]:
    """Return the records of a kind that what was typed may mean, the best first.

    `kind` is adult, professional, organisation or contact.
    """
    with shift.reading() as session:
        if kind == Contact.kind():
            ids = [hit.id for hit in find(session, typed, (kind,), limit)]
        else:
            ids = _named(session, kind, typed)[:limit]
        return _suggestions(shift, session, kind, ids)


def _named(session: Session, kind: str, typed: str) -> list[UUID]:
    """The records whose name is the closest to what was typed, however it is spelt."""
    record = RECORDS[kind]
    names = {
        where: record.__table__.c[column]
        for where, column in _SAID_IN.get(kind, {NAME: "name"}).items()
    }
    given = record.__table__.c.get("given_names")
    ids = named_like(session, typed_words(typed), kind, MOST_LIKE)
    key = record.__table__.c.id
    columns = [key, *names.values(), *([given] if given is not None else [])]
    found: list[tuple[float, UUID]] = []
    for id, *said in session.connection().execute(select(*columns).where(key.in_(ids))):
        texts = dict(zip(names, said, strict=False))
        if given is not None:
            texts[NAME] = f"{said[-1] or ''} {texts[NAME]}"
        if (close := closeness(typed, texts)) is not None:
            found.append((close.score, id))
    # Keys sort by time: of equals the newest comes first.
    return [id for _, id in sorted(found, reverse=True)]


def name_of(shift: Shift, kind: str, id: UUID) -> str:
    """Return how a record is named beside the field that links to it; empty where it is gone."""
    with shift.reading() as session:
        found = session.get(RECORDS[kind], id)
        return _label(found) if found is not None else ""


def names_of(shift: Shift, kind: str, ids: Collection[UUID]) -> dict[UUID, str]:
    """Return how records are named, by key; one that is gone is left out."""
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
        parts += [line.who for line in lines_where(shift, session, Contact.id == record.id)]
    return " · ".join(part for part in parts if part)
