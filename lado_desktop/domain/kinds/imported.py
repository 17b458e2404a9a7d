"""Import batches, and the link from a record to its batch."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from lado_desktop.domain.record import Record


class ImportBatch(Record):
    """One imported file, recognised by its hash and undone as a whole."""

    __tablename__ = "import_batch"
    undoable = False

    import_kind: Mapped[str] = mapped_column(String(30))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    started_at: Mapped[datetime] = mapped_column(DateTime)
    finished_at: Mapped[datetime | None] = mapped_column(DateTime)
    undone_at: Mapped[datetime | None] = mapped_column(DateTime)
    rows_in: Mapped[int] = mapped_column(default=0)
    rows_refused: Mapped[int] = mapped_column(default=0)


class Imported:
    """A record that may come from an import."""

    @declared_attr
    def batch_id(cls) -> Mapped[UUID | None]:
        """The batch of the import; None where an officer made the record."""
        return mapped_column(Uuid, ForeignKey("import_batch.id"), index=True)
