"""Documents kept with a case, as somebody sent them or handed them over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, DateTime, ForeignKey, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from lado_desktop.domain.fields.field import line
from lado_desktop.domain.record import Record


class KeptDocument(Record):
    """A file kept with a contact or meeting. Its bytes are sealed in the vault's folder.

    A file with neither waits for a contact that an officer started from it and has not logged.
    """

    __tablename__ = "kept_document"
    belongs_to = ("meeting_id", "contact_id")
    undoable = False

    contact_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("contact.id"), index=True)
    meeting_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("meeting.id"), index=True)
    draft_id: Mapped[UUID | None] = mapped_column(Uuid)
    """The draft of the new contact that it waits for."""
    number: Mapped[int] = mapped_column(default=0)
    """From 1 within its contact or meeting; 0 while it waits."""
    name: Mapped[str] = line("Name", required=True)
    """The file's original name. No file in the vault's folder has it."""
    content_kind: Mapped[str] = mapped_column(String(20))
    """One of KINDS, recognised by content."""
    size: Mapped[int]
    """Bytes of the content."""
    sha256: Mapped[str] = mapped_column(String(64))
    """Hash of the content."""
    sealed_sha256: Mapped[str] = mapped_column(String(64))
    """Hash of the sealed file, which allows a check without the key."""
    added_at: Mapped[datetime] = mapped_column(DateTime)
    added_by_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("officer.id"))
    in_error_on: Mapped[date | None] = mapped_column(Date)
    in_error_reason: Mapped[str | None] = mapped_column(Text)
    in_error_by_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("officer.id"))


@dataclass(frozen=True)
class ContentKind:
    """A type of file, recognised by content."""

    words: str
    ending: str
    """The ending of a saved copy's name."""
    shown_as: str = ""
    """How the program shows it: `pdf`, `picture`, `text`, or "" where it cannot."""


KINDS = {
    "pdf": ContentKind("PDF", ".pdf", "pdf"),
    "email": ContentKind("E-mail", ".eml", "text"),
    "outlook": ContentKind("E-mail (Outlook)", ".msg", "text"),
    "word": ContentKind("Word document", ".docx", "text"),
    "text": ContentKind("Text", ".txt", "text"),
    "png": ContentKind("Picture (PNG)", ".png", "picture"),
    "jpeg": ContentKind("Picture (JPEG)", ".jpg", "picture"),
    "gif": ContentKind("Picture (GIF)", ".gif", "picture"),
    "old_word": ContentKind("Word document (old form)", ".doc"),
    "sheet": ContentKind("Excel workbook", ".xlsx"),
    "slides": ContentKind("PowerPoint slides", ".pptx"),
    "rtf": ContentKind("Rich text", ".rtf"),
    "sound": ContentKind("Sound recording", ".wav"),
    "film": ContentKind("Film or sound (MP4)", ".mp4"),
    "packed": ContentKind("Packed files (ZIP)", ".zip"),
    "other": ContentKind("Other file", ".bin"),
}
