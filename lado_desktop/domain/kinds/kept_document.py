"""Documents kept with a case: what somebody sent or handed over, as it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, DateTime, ForeignKey, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from lado_desktop.domain.fields.field import line
from lado_desktop.domain.record import Record


class KeptDocument(Record):
    """One file of a contact or a meeting. Its bytes are sealed in the vault's folder.

    One that belongs to neither waits for a contact that an officer started from it and has not
    logged yet.
    """

    __tablename__ = "kept_document"
    belongs_to = ("meeting_id", "contact_id")
    undoable = False

    contact_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("contact.id"), index=True)
    meeting_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("meeting.id"), index=True)
    draft_id: Mapped[UUID | None] = mapped_column(Uuid)
    """While it waits: for which new contact, where several are open."""
    number: Mapped[int] = mapped_column(default=0)
    """From 1 within its contact or meeting; 0 while it waits."""
    name: Mapped[str] = line("Name", required=True)
    """What the file was called where it came from. No file here bears it."""
    content_kind: Mapped[str] = mapped_column(String(20))
    """One of KINDS, told by the content."""
    size: Mapped[int]
    """Bytes of the content."""
    sha256: Mapped[str] = mapped_column(String(64))
    """Of the content."""
    sealed_sha256: Mapped[str] = mapped_column(String(64))
    """Of the sealed file, so that it can be checked without opening it."""
    added_at: Mapped[datetime] = mapped_column(DateTime)
    added_by_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("officer.id"))
    in_error_on: Mapped[date | None] = mapped_column(Date)
    in_error_reason: Mapped[str | None] = mapped_column(Text)
    in_error_by_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("officer.id"))


@dataclass(frozen=True)
class ContentKind:
    """What sort of file it is, by its content."""

    words: str
    ending: str
    """That of a copy which is saved."""
    shown_as: str = ""
    """How the program shows it: `pdf`, `picture` or `text`; nothing where it does not."""


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
