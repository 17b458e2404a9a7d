"""Import batches: each file once, recognised by its hash, undone as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Table, select
from sqlalchemy.orm import Session

from db.records.tables import AUDIT, DRAFT
from db.records.visibility import hidden_from
from lado_desktop.casework.contacts.contacts import MANY
from lado_desktop.casework.saving import load
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.allegation import Allegation
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.employment_outcome import EmploymentOutcome
from lado_desktop.domain.kinds.finding import Finding
from lado_desktop.domain.kinds.imported import ImportBatch
from lado_desktop.domain.kinds.issued_document import IssuedDocument
from lado_desktop.domain.kinds.meeting import Meeting, MeetingContact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.kinds.onward_referral import OnwardReferral
from lado_desktop.domain.kinds.organisation import Organisation
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.record import Record
from lado_desktop.domain.register import RegisterEntry
from lado_desktop.domain.registers import REGISTERS

ROWS_AT_ONCE = 150
"""Rows in one transaction, few enough that no other act has to wait long."""

_OF_A_CONTACT = (OnwardReferral, EmploymentOutcome, Finding, Allegation, Decision)
"""What an import makes of a row besides the contact."""

_ENTRIES = tuple(each.record for each in REGISTERS.values())
_NAMED: tuple[type[Contact | Meeting | RegisterEntry], ...] = (
    Contact,
    Meeting,
    *_ENTRIES,
)
"""Records with a reference. One that was changed since stops the undo."""

_SHARED = (Adult, Organisation, Officer)
"""Kinds that other records may refer to. One that is in use stays."""

_SHOWN = 5


@dataclass(frozen=True)
class Undone:
    """What an undo removed, and what it left because of later work."""

    taken_out: int
    """Contacts, meetings, register entries, or officers' posts."""
    kept: int
    """Adults, settings and officers of the batch that were changed or are in use."""


class NotUndone(CaseworkError):
    """The batch was not undone, because its records were changed since."""


def batches(shift: Shift) -> list[ImportBatch]:
    """Return all batches, latest first. One without `finished_at` was interrupted."""
    with shift.reading() as session:
        return list(session.scalars(select(ImportBatch).order_by(ImportBatch.id.desc())))


def seen_before(shift: Shift, sha256: str, kind: str) -> ImportBatch | None:
    """Return the batch that imported this same file and was not undone, if any.

    A batch that imported no row does not count. Meetings refused because their contacts were
    missing can be imported from the same file later.
    """
    query = select(ImportBatch).where(
        ImportBatch.sha256 == sha256,
        ImportBatch.import_kind == kind,
        ImportBatch.undone_at.is_(None),
        ImportBatch.rows_in > 0,
    )
    with shift.reading() as session:
        return session.scalar(query.order_by(ImportBatch.id.desc()).limit(1))


def undo(shift: Shift, batch_id: UUID) -> Undone:
    """Undo a batch, finished or interrupted.

    Raises NotAllowed and NotFound. Raises NotUndone where it was undone already, or a contact or
    meeting of it was changed since. The sentence names those that the officer sees. Nothing is
    removed then.
    """
    shift.require(Permission.IMPORT)
    # Restricted records too, since they are part of the batch.
    with shift.reading_all() as session:
        batch = load(session, ImportBatch, batch_id)
        if batch.undone_at is not None:
            raise NotUndone("This import has been undone already.")
        hidden = hidden_from(session, shift.officer.id)
        _refuse_if_worked_on(session, batch_id, hidden.keys)
        meetings = list(session.scalars(_of_batch(Meeting, batch_id)))
        contacts = list(session.scalars(_of_batch(Contact, batch_id)))
        posts = list(session.scalars(_made(batch_id, Officer)))
        entries = {kind: list(session.scalars(_of_batch(kind, batch_id))) for kind in _ENTRIES}
    for record, keys in entries.items():
        for ids in _in_parts(keys):
            with shift.act("import.undo") as session:
                _delete(session, record, record.id, ids)
    for ids in _in_parts(meetings):
        with shift.act("import.undo") as session:
            _delete(session, MeetingContact, MeetingContact.meeting_id, ids)
            _delete(session, Meeting, Meeting.id, ids)
    # Latest first: a contact is removed before the one that it follows.
    for ids in _in_parts(contacts[::-1]):
        with shift.act("import.undo") as session:
            for kind in _OF_A_CONTACT:
                _delete(session, kind, kind.contact_id, ids)
            _delete(session, Contact, Contact.id, ids)
    with shift.act("import.undo") as session:
        # Last, when no record of the batch refers to them any more.
        kept = sum(_delete_unused(session, kind, batch_id) for kind in _SHARED)
        batch = load(session, ImportBatch, batch_id)
        batch.undone_at = shift.clock.now().replace(tzinfo=None)
    if batch.import_kind == "officers":
        return Undone(len(posts) - kept, kept)
    return Undone(len(contacts) + len(meetings) + sum(map(len, entries.values())), kept)


def _of_batch(kind: type[Contact | Meeting | RegisterEntry], batch_id: UUID) -> Select[UUID]:
    return select(kind.id).where(kind.batch_id == batch_id).order_by(kind.id)


def _in_parts(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (ids[start : start + ROWS_AT_ONCE] for start in range(0, len(ids), ROWS_AT_ONCE))


def _acts(batch_id: UUID) -> Select[UUID]:
    """Return the ids of the batch's acts: each of them updated the batch's progress."""
    return select(AUDIT.c.act_id).where(
        AUDIT.c.target_kind == ImportBatch.kind(), AUDIT.c.target_id == batch_id
    )


def _made(batch_id: UUID, kind: type[Record]) -> Select[UUID]:
    """Return the records of a kind that the batch made, as the audit lists them."""
    return select(AUDIT.c.target_id).where(
        AUDIT.c.action == "create",
        AUDIT.c.target_kind == kind.kind(),
        AUDIT.c.act_id.in_(_acts(batch_id)),
    )


def _touched(batch_id: UUID, kind: type[Record]) -> Select[UUID]:
    """Return which of the made records another act changed."""
    return select(AUDIT.c.target_id).where(
        AUDIT.c.action == "change",
        AUDIT.c.target_kind == kind.kind(),
        AUDIT.c.target_id.in_(_made(batch_id, kind)),
        AUDIT.c.act_id.not_in(_acts(batch_id)),
    )


def _named_by_others(batch_id: UUID, kind: type[Record]) -> Iterator[Select[UUID]]:
    """Yield which of the made records are referred to by records from outside the batch."""
    made = _made(batch_id, kind)
    for mapper in Record.registry.mappers:
        table = mapper.local_table
        if not isinstance(table, Table) or not issubclass(mapper.class_, Record):
            continue
        others = table.c.id.not_in(_made(batch_id, mapper.class_))
        for column in table.c:
            if column.references(kind.__table__.c.id):
                yield select(column).where(column.in_(made), others)


def _refuse_if_worked_on(session: Session, batch_id: UUID, hidden: Collection[UUID]) -> None:
    found: set[UUID] = set()
    for kind in _NAMED:
        found.update(session.scalars(_touched(batch_id, kind)))
        for query in _named_by_others(batch_id, kind):
            found.update(session.scalars(query))
        for column in (IssuedDocument.target_id, DRAFT.c.target_id):
            found.update(session.scalars(select(column).where(column.in_(_made(batch_id, kind)))))
    about = MeetingContact.meeting_id.not_in(_made(batch_id, Meeting))
    of_batch = MeetingContact.contact_id.in_(_made(batch_id, Contact))
    found.update(session.scalars(select(MeetingContact.contact_id).where(about, of_batch)))
    for of_contact in _OF_A_CONTACT:
        query = select(of_contact.contact_id).where(
            of_contact.id.in_(_touched(batch_id, of_contact))
        )
        found.update(session.scalars(query))
    if not found:
        return
    references = sorted(
        reference
        for kind in _NAMED
        for reference in session.scalars(
            select(kind.reference).where(kind.id.in_(found.difference(hidden)))
        )
    )
    shown = references[:_SHOWN]
    if others := len(found) - len(shown):
        shown = [f"{', '.join(shown)} and {others} more" if shown else f"{others} of its records"]
    raise NotUndone(
        f"This import cannot be undone: there was work on {', '.join(shown)} since. "
        "Nothing was taken out."
    )


def _delete(session: Session, kind: type[Any], column: Any, ids: Sequence[UUID]) -> None:
    query = select(kind).where(column.in_(ids))
    if kind is Contact:
        _delete_following(session, ids)
        query = query.options(*MANY)
    for record in session.scalars(query).unique():
        session.delete(record)
    session.flush()


def _delete_following(session: Session, ids: Sequence[UUID]) -> None:
    """Remove the contacts that follow others one by one, latest first."""
    following = select(Contact).where(Contact.id.in_(ids), Contact.follows_id.is_not(None))
    newest_first = following.options(*MANY).order_by(Contact.id.desc())
    for contact in session.scalars(newest_first).unique().all():
        session.delete(contact)
        session.flush()


def _delete_unused(session: Session, kind: type[Record], batch_id: UUID) -> int:
    """Remove what only the batch used, and return how many stay."""
    staying = set(session.scalars(_touched(batch_id, kind)))
    for query in _named_by_others(batch_id, kind):
        staying.update(session.scalars(query))
    made = session.scalars(select(kind).where(kind.id.in_(_made(batch_id, kind)))).all()
    for record in made:
        if record.id not in staying:
            session.delete(record)
    session.flush()
    return sum(record.id in staying for record in made)
