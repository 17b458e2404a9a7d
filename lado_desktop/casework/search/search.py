"""Finds anything by words: people, settings, references, summaries, minutes."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.search.index import Hit
from lado_desktop.casework.audit.field_words import noun
from lado_desktop.casework.contacts.contact_lines import ContactLine, lines_where
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.action import Action
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.allegation import Allegation
from lado_desktop.domain.kinds.child import Child, ChildInvolved
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.kinds.minute_section import MinuteSection
from lado_desktop.domain.kinds.organisation import Organisation
from lado_desktop.domain.kinds.professional import Professional
from lado_desktop.domain.records import RECORDS
from lado_desktop.domain.register import RegisterEntry
from lado_desktop.domain.time.typed_day import day_words


@dataclass(frozen=True)
class Found:
    """A search result, and the record to open for it."""

    kind: str
    id: UUID
    title: str
    detail: str


def search(shift: Shift, words: str, limit: int = 50) -> list[Found]:
    """Return the results for some words, best first, one for each record."""
    with shift.reading() as session:
        hits = shift.store.search.find(session, words, limit=limit)
        found = [found_of(shift, session, hit) for hit in hits]
    best: dict[tuple[str, UUID], Found] = {}
    for each in found:
        if each is not None:
            best.setdefault((each.kind, each.id), each)
    return list(best.values())


def _contact(shift: Shift, session: Session, id: UUID, why: str) -> Found | None:
    line = next(iter(lines_where(shift, session, Contact.id == id)), None)
    return None if line is None else Found("contact", id, _title(line), _detail(line, why))


def _title(line: ContactLine) -> str:
    return f"{line.reference}  {line.who}"


def _detail(line: ContactLine, why: str) -> str:
    result = line.result if line.in_error else line.finding or line.outcome
    parts = (why, day_words(line.received_on), line.setting, result)
    return " · ".join(part for part in parts if part)


def _meeting(shift: Shift, session: Session, id: UUID, why: str) -> Found | None:
    meeting = session.get(Meeting, id)
    if meeting is None:
        return None
    day = day_words(meeting.day) if meeting.day else ""
    parts = (why, shift.label("meeting_kind", meeting.kind_of), day)
    return Found("meeting", id, meeting.reference, " · ".join(part for part in parts if part))


def _without_contact(record: Adult | Organisation | Professional | RegisterEntry) -> Found:
    match record:
        case Adult():
            return Found("adult", record.id, record.name, "Person")
        case Organisation():
            return Found("organisation", record.id, record.name, "Setting")
        case Professional():
            return Found("professional", record.id, record.name, record.role or "Professional")
        case RegisterEntry():
            day = day_words(getattr(record, record.day_field))
            what = noun(record.kind()).capitalize()
            return Found(record.kind(), record.id, record.reference, f"{what} · {day}")


def found_of(shift: Shift, session: Session, hit: Hit) -> Found | None:
    """Return the result for an index hit; None where the record is gone."""
    record = session.get(RECORDS[hit.kind], hit.id)
    found: Found | None = None
    match record:
        case Contact():
            found = _contact(shift, session, record.id, "")
        case Meeting():
            found = _meeting(shift, session, record.id, "")
        case Adult() | Organisation() | Professional() | RegisterEntry():
            found = _without_contact(record)
        case Allegation():
            found = _contact(shift, session, record.contact_id, "Allegation")
        case Action():
            found = _contact(shift, session, record.contact_id, "Action")
        case MinuteSection():
            found = _meeting(shift, session, record.meeting_id, "Minutes")
        case Child():
            involved = select(ChildInvolved.contact_id).where(ChildInvolved.child_id == record.id)
            contact_id = session.scalar(involved)
            found = _contact(shift, session, contact_id, "Child") if contact_id else None
    return found
