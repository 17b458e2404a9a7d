"""Documents as issued: kept byte for byte, each print a line of the audit."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from db.audit import record_event
from lado_desktop.casework.saving import load
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.issued_document import IssuedDocument


def keep(
    shift: Shift, document: str, target_id: UUID | None, reference: str, content: bytes
) -> IssuedDocument:
    """Keep an issued document's bytes. The same bytes again are the same edition, kept once."""
    digest = sha256(content).hexdigest()
    with shift.act("Issue document") as session:
        same = select(IssuedDocument).where(
            IssuedDocument.document == document,
            IssuedDocument.target_id.is_(None)
            if target_id is None
            else IssuedDocument.target_id == target_id,
        )
        issued = session.scalar(same.where(IssuedDocument.sha256 == digest))
        if issued is None:
            last = session.scalar(select(func.count()).select_from(same.subquery()))
            issued = IssuedDocument(
                document=document,
                target_id=target_id,
                reference=reference,
                edition=(last or 0) + 1,
                issued_at=_local(shift),
                issued_by_id=shift.officer.id,
                sha256=digest,
                content=content,
            )
            session.add(issued)
        session.flush()
        record_event(
            session,
            session.info["act"],
            "print",
            "issued_document",
            issued.id,
            {"document": document},
        )
    return issued


def _local(shift: Shift) -> datetime:
    return shift.clock.now().replace(tzinfo=None, microsecond=0)


def content_of(shift: Shift, id: UUID) -> bytes:
    """Return the bytes of an issued document. Raises NotFound."""
    with shift.reading() as session:
        return load(session, IssuedDocument, id, options=[undefer(IssuedDocument.content)]).content


def issued(shift: Shift, target_id: UUID | None) -> list[IssuedDocument]:
    """Return what was issued of a record, latest first, without the bytes."""
    query = (
        select(IssuedDocument)
        .where(IssuedDocument.target_id == target_id)
        .order_by(IssuedDocument.id.desc())
    )
    with shift.reading() as session:
        return list(session.scalars(query))
