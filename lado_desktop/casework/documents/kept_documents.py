"""Documents kept with a contact or meeting: add, view, copy out, record in error.

The file is on disk before its row is written. After a crash there can be a file without a row,
which is put aside, but never a row without its file. Each view and each copy is audited.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.orm import Session

from db.problem import NotSaved
from db.records.audit import ActDone
from db.records.tables import DOCUMENT_KEY
from lado_desktop.casework.audit.journal import note
from lado_desktop.casework.saving import contact_for_change, load
from lado_desktop.casework.sent.content_kind import content_kind
from lado_desktop.casework.sent.given_file import GivenFile
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.text import clean
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.kept_document import KINDS, KeptDocument
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.problem import CaseworkError, NotFound, Problem, Refused
from lado_desktop.domain.record import new_id

_LONGEST_REASON = 1_000


class KeptAlready(CaseworkError):
    """The same file is already kept with the same record."""


@dataclass(frozen=True)
class DocumentLine:
    """One document as a list shows it."""

    document: KeptDocument
    added_by: str

    @property
    def kind(self) -> str:
        """Its kind of content in words."""
        return KINDS[self.document.content_kind].words


def keep(shift: Shift, kind: str, owner_id: UUID, file: GivenFile) -> KeptDocument:
    """Add a document to a contact or meeting (`kind`).

    Raises NotKept for a program, KeptAlready, NotSaved, NotFound, and CaseworkError where the
    contact was recorded in error.
    """
    with shift.reading() as session:
        _open_owner(session, kind, owner_id)
        _refuse_twice(session, kind, owner_id, file.content)
    document, key = _sealed(shift, file)
    setattr(document, f"{kind}_id", owner_id)
    with _removed_if_refused(shift, document.id), shift.act("document.add") as session:
        _open_owner(session, kind, owner_id)
        document.number = _next_number(session, kind, owner_id)
        _add(session, document, key)
    return document


def set_aside(shift: Shift, file: GivenFile, draft_id: UUID | None = None) -> KeptDocument:
    """Add a document to a new contact that is not logged yet.

    `draft_id` says to which, where several are open. Raises NotKept for a program, KeptAlready for
    a second copy, and NotSaved.
    """
    digest = sha256(file.content).hexdigest()
    if any(each.sha256 == digest for each in waiting(shift)):
        raise KeptAlready("This file is with a new contact that is begun already.")
    document, key = _sealed(shift, file)
    document.draft_id = draft_id
    with _removed_if_refused(shift, document.id), shift.act("file.set_aside") as session:
        _add(session, document, key)
    return document


def waiting(shift: Shift) -> list[KeptDocument]:
    """Return the officer's documents of contacts not logged yet, oldest first."""
    query = select(KeptDocument).where(
        KeptDocument.contact_id.is_(None),
        KeptDocument.meeting_id.is_(None),
        KeptDocument.added_by_id == shift.officer.id,
    )
    with shift.reading() as session:
        return list(session.scalars(query.order_by(KeptDocument.id)))


def leave_out(shift: Shift, id: UUID) -> None:
    """Erase a document of a contact not logged yet: row, key and bytes. Raises NotFound."""
    with shift.act("file.leave_out") as session:
        document = load(session, KeptDocument, id)
        if document.contact_id is not None or document.meeting_id is not None:
            raise NotFound("waiting file")
        erase_key(session, id)
        session.delete(document)
    shift.store.documents.remove(id)


def attach(session: Session, ids: Collection[UUID], contact: Contact) -> None:
    """Move the documents of a draft to the contact that is being logged."""
    session.flush()
    for number, id in enumerate(ids, 1):
        document = session.get(KeptDocument, id)
        if document is not None and document.contact_id is None and document.meeting_id is None:
            document.contact_id, document.number = contact.id, number
            document.draft_id = None


def documents_of(shift: Shift, kind: str, owner_id: UUID) -> list[DocumentLine]:
    """Return the documents of a contact or meeting, latest first."""
    query = (
        select(KeptDocument, Officer.name)
        .join(Officer, Officer.id == KeptDocument.added_by_id)
        .where(_of(kind, owner_id))
        .order_by(KeptDocument.number.desc())
    )
    with shift.reading() as session:
        return [DocumentLine(row[0], row[1]) for row in session.execute(query)]


def view(shift: Shift, id: UUID) -> bytes:
    """Return a document's content to view. Raises NotFound, DocumentLost, NotSaved."""
    return _taken_out(shift, "document.view", "view", id)


def copy_out(shift: Shift, id: UUID) -> bytes:
    """Return a document's content to save or print outside the vault. Raises what `view` raises."""
    return _taken_out(shift, "document.save_copy", "export", id)


def file_name(reference: str, document: KeptDocument) -> str:
    """Return the file name of a copy: reference and number, never the original name."""
    ending = KINDS[document.content_kind].ending
    return f"{reference.replace('/', '-')}-document-{document.number}{ending}"


def record_in_error(shift: Shift, id: UUID, reason: str) -> None:
    """Mark a document as kept in error. It stays. Raises Refused, NotFound."""
    text = clean(reason).strip()
    if not text:
        raise Refused([Problem("in_error_reason", "Why it was kept in error is needed.")])
    if len(text) > _LONGEST_REASON:
        sentence = f"Why it was kept in error must be {_LONGEST_REASON:,} characters or fewer."
        raise Refused([Problem("in_error_reason", sentence)])
    with shift.act("document.in_error") as session:
        document = load(session, KeptDocument, id)
        if document.in_error_on is not None:
            raise CaseworkError("This document was recorded in error already.")
        document.in_error_on, document.in_error_reason = shift.today, text
        document.in_error_by_id = shift.officer.id


def erase_key(session: Session, id: UUID) -> None:
    """Erase a document's key, so that no later backup can open it."""
    session.connection().execute(delete(DOCUMENT_KEY).where(DOCUMENT_KEY.c.document_id == id))


@contextmanager
def _removed_if_refused(shift: Shift, id: UUID) -> Iterator[None]:
    """Remove a document's bytes where the act that adds it is refused.

    After a failed commit nobody knows whether the row is there. Then the bytes stay, and an opening
    puts them aside if no record names them.
    """
    try:
        yield
    except NotSaved:
        raise
    except BaseException:
        shift.store.documents.remove(id)
        raise


def _of(kind: str, owner_id: UUID) -> ColumnElement[bool]:
    column = KeptDocument.contact_id if kind == Contact.kind() else KeptDocument.meeting_id
    return column == owner_id


def _open_owner(session: Session, kind: str, owner_id: UUID) -> None:
    if kind == Meeting.kind():
        load(session, Meeting, owner_id)
    else:
        contact_for_change(session, owner_id)


def _refuse_twice(session: Session, kind: str, owner_id: UUID, content: bytes) -> None:
    same = select(KeptDocument.number).where(
        _of(kind, owner_id),
        KeptDocument.sha256 == sha256(content).hexdigest(),
        KeptDocument.in_error_on.is_(None),
    )
    number = session.scalar(same)
    if number is not None:
        raise KeptAlready(f"The same file is kept here already, as document {number}.")


def _next_number(session: Session, kind: str, owner_id: UUID) -> int:
    return (
        session.scalar(select(func.max(KeptDocument.number)).where(_of(kind, owner_id))) or 0
    ) + 1


def _sealed(shift: Shift, file: GivenFile) -> tuple[KeptDocument, bytes]:
    kind, id = content_kind(file.content), new_id()
    seal = shift.store.documents.put(id, file.content)
    document = KeptDocument(
        id=id,
        number=0,
        name=file.name,
        content_kind=kind,
        size=len(file.content),
        sha256=sha256(file.content).hexdigest(),
        sealed_sha256=seal.sha256,
        added_at=shift.clock.now().replace(tzinfo=None, microsecond=0),
        added_by_id=shift.officer.id,
    )
    return document, seal.key


def _add(session: Session, document: KeptDocument, key: bytes) -> None:
    session.add(document)
    session.flush()
    session.connection().execute(insert(DOCUMENT_KEY).values(document_id=document.id, key=key))


def _taken_out(shift: Shift, act: str, action: str, id: UUID) -> bytes:
    with shift.reading() as session:
        document = load(session, KeptDocument, id)
        for owner, owner_id in ((Contact, document.contact_id), (Meeting, document.meeting_id)):
            if owner_id is not None:
                load(session, owner, owner_id)
        query = select(DOCUMENT_KEY.c.key).where(DOCUMENT_KEY.c.document_id == id)
        key: bytes | None = session.connection().scalar(query)
    if key is None:
        raise CaseworkError(
            "This document cannot be read: its key is missing from the vault, and no act of the "
            "program removes one. Tell the manager, and look in the last verified backup."
        )
    done = shift.doing(act)
    # A separate act, in case the file has to come back from a backup.
    put_back = ActDone("document.put_back", shift.officer.id, done.at)
    content = shift.store.documents.get(id, key, put_back)
    note(shift, done, action, "kept_document", id, {"what": f"document {document.number}"})
    return content
