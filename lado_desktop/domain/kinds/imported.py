"""What came in from a file, and in which batch."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from lado_desktop.domain.record import Record


class ImportBatch(Record):
    """One file taken in: undone as a whole, and known again by its hash."""

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
    """A record that may have come in with a batch."""

    @declared_attr
    def batch_id(cls) -> Mapped[UUID | None]:
        """The batch that brought it in; None where an officer made it."""
        return mapped_column(Uuid, ForeignKey("import_batch.id"), index=True)
