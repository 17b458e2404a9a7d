"""Issued documents, stored byte for byte, so that a reprint is the same."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from lado_desktop.domain.record import Record

OF_A_CONTACT = frozenset({"case", "advice", "outcome", "concluded"})
"""The documents of a contact. A meeting has minutes, action list and invitation."""


class IssuedDocument(Record):
    """A printed document of a record, with its bytes."""

    __tablename__ = "issued_document"
    undoable = False

    document: Mapped[str] = mapped_column(String(30))
    """Its name: `summary`, one of OF_A_CONTACT, or one of a meeting."""
    target_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    reference: Mapped[str] = mapped_column(String(60))
    edition: Mapped[int] = mapped_column(default=1)
    final: Mapped[bool] = mapped_column(default=False)
    """Its content is fixed, as that of approved minutes: reprints use these bytes."""
    issued_at: Mapped[datetime] = mapped_column(DateTime)
    issued_by_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("officer.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
