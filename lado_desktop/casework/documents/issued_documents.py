"""Issued documents, stored byte for byte. Each print is audited."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, undefer

from db.records.audit import record_event
from db.records.audit_query import ANY_CHANGE
from db.records.hash_chain import ANCHOR_DIGITS
from db.records.tables import AUDIT
from lado_desktop.casework.audit.journal import note
from lado_desktop.casework.saving import load
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.issued_document import IssuedDocument
from lado_desktop.domain.problem import NotFound

AUDIT_EXTRACT = "audit"
"""Contains what its officer may read, restricted contacts included, so only they may open it."""


def _same(document: str, target_id: UUID | None, reference: str) -> ColumnElement[bool]:
    return (
        (IssuedDocument.document == document)
        & (IssuedDocument.target_id.is_not_distinct_from(target_id))
        & (IssuedDocument.reference == reference)
    )


def _shown_to(shift: Shift) -> ColumnElement[bool]:
    own = IssuedDocument.issued_by_id == shift.officer.id
    return or_(IssuedDocument.document != AUDIT_EXTRACT, own)


def keep(
    shift: Shift,
    document: str,
    target_id: UUID | None,
    reference: str,
    content: bytes,
    *,
    final: bool = False,
) -> IssuedDocument:
    """Store an issued document. The same bytes again are the same edition, stored once."""
    with shift.act("document.issue") as session:
        issued = kept_in(shift, session, (document, target_id, reference), content, final=final)
        act = session.info["act"]
        record_event(session, act, "print", "issued_document", issued.id, {"document": document})
    return issued


def kept_in(
    shift: Shift,
    session: Session,
    which: tuple[str, UUID | None, str],
    content: bytes,
    *,
    final: bool,
) -> IssuedDocument:
    """Store a document's bytes in an open act. A `final` one is reprinted from these bytes.

    `which` is its name, its record, and its reference.
    """
    document, target_id, reference = which
    digest = sha256(content).hexdigest()
    same = select(IssuedDocument).where(_same(*which))
    # A reprint without changes gives the same bytes, and so the same edition.
    known = same.where(IssuedDocument.sha256 == digest)
    issued = session.scalar(known.options(undefer(IssuedDocument.content)))
    if issued is None:
        editions = session.scalar(select(func.count()).select_from(same.subquery())) or 0
        issued = IssuedDocument(
            document=document,
            target_id=target_id,
            reference=reference,
            edition=editions + 1,
            final=final,
            issued_at=shift.clock.now().replace(tzinfo=None, microsecond=0),
            issued_by_id=shift.officer.id,
            sha256=digest,
            content=content,
        )
        session.add(issued)
        session.flush()
    return issued


def final_edition(
    shift: Shift, document: str, target_id: UUID | None, reference: str
) -> IssuedDocument | None:
    """Return the edition that reprints use, if there is one."""
    query = (
        select(IssuedDocument)
        .options(undefer(IssuedDocument.content))
        .where(_same(document, target_id, reference), IssuedDocument.final)
        .order_by(IssuedDocument.id)
    )
    with shift.reading() as session:
        return session.scalar(query.limit(1))


def anchor(shift: Shift, ids: Iterable[UUID] | None = None) -> str:
    """Return the audit's anchor at the last change of any of these records.

    Without records, of any record. An anchor reads `27:31c61a9dadcde768f163`. Anyone with a print
    can prove a later rewriting of the audit.
    """
    # Issuing a document changes nothing in it, so a reprint has the same anchor.
    changed = ANY_CHANGE & (AUDIT.c.target_kind != "issued_document")
    if ids is not None:
        changed &= AUDIT.c.target_id.in_(list(ids))
    last = select(AUDIT.c.seq, AUDIT.c.chain).where(changed).order_by(AUDIT.c.seq.desc()).limit(1)
    with shift.reading() as session:
        row = session.execute(last).first()
    return f"{row.seq}:{row.chain[:ANCHOR_DIGITS]}" if row else ""


def content_of(shift: Shift, id: UUID) -> bytes:
    """Return the bytes of an issued document. Raises NotFound."""
    with shift.reading() as session:
        found = load(session, IssuedDocument, id, options=[undefer(IssuedDocument.content)])
    if found.document == AUDIT_EXTRACT and found.issued_by_id != shift.officer.id:
        raise NotFound("document")
    return found.content


def view(shift: Shift, id: UUID) -> bytes:
    """Return the bytes of an issued document to view, and audit it. Raises NotFound, NotSaved."""
    content = content_of(shift, id)
    note(shift, shift.doing("document.view"), "view", "issued_document", id)
    return content


def issued(shift: Shift, target_id: UUID | None) -> list[IssuedDocument]:
    """Return the documents issued of a record, latest first, without their bytes."""
    query = (
        select(IssuedDocument)
        .where(IssuedDocument.target_id == target_id, _shown_to(shift))
        .order_by(IssuedDocument.id.desc())
    )
    with shift.reading() as session:
        return list(session.scalars(query))
