"""The tables beside the records: what the vault says of itself, the audit, the drafts."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    Uuid,
    delete,
    insert,
    select,
)
from sqlalchemy.orm import Session

from lado_desktop.domain.record import Record

META = Table(
    "meta",
    Record.metadata,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
"""Facts of the vault itself: its id, the audit key, a copy of the key slots."""

AUDIT = Table(
    "audit",
    Record.metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("act_id", Uuid, nullable=False),
    Column("act", String(80), nullable=False),
    Column("officer_id", Uuid),
    Column("action", String(20), nullable=False),
    Column("target_kind", String(40)),
    Column("target_id", Uuid),
    Column("commit_hash", String(64), nullable=False),
    Column("chain", String(64), nullable=False),
    Index("ix_audit_target", "target_kind", "target_id"),
    Index("ix_audit_act", "act_id"),
    Index("ix_audit_officer", "officer_id"),
    Index("ix_audit_action", "action", "at"),
    Index("ix_audit_at", "at"),
)
"""One line a changed record and act. `at` is UTC in ISO 8601, as it was hashed."""

AUDIT_DETAIL = Table(
    "audit_detail",
    Record.metadata,
    Column("seq", Integer, ForeignKey("audit.seq"), primary_key=True, autoincrement=False),
    Column("salt", LargeBinary(16), nullable=False),
    Column("body", Text, nullable=False),
)
"""What changed, apart from the chain, which commits to it by a salted hash."""

DRAFT = Table(
    "draft",
    Record.metadata,
    Column("id", Uuid, primary_key=True),
    Column("officer_id", Uuid, index=True),
    Column("form", String(40), nullable=False),
    Column("target_id", Uuid),
    Column("body", Text, nullable=False),
    Column("saved_at", DateTime, nullable=False),
)
"""What is typed and not yet saved as a record: one row a form on screen."""

SEARCH_ROW = Table(
    "search_row",
    Record.metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("record_id", Uuid, nullable=False, unique=True),
)
"""Which row of the search index tells of which record (a full-text table has no keys)."""

NAME_KEY = Table(
    "name_key",
    Record.metadata,
    # Beginnings are found by the order of the bytes, as SQLite has it, in any language.
    Column("key", String(40).with_variant(String(40, "C"), "postgresql"), primary_key=True),
    Column("kind", String(40), primary_key=True),
    Column("record_id", Uuid, primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""How the names of records sound, by which they are found though spelt otherwise."""

DOCUMENT_KEY = Table(
    "document_key",
    Record.metadata,
    Column("document_id", Uuid, ForeignKey("kept_document.id"), primary_key=True),
    Column("key", LargeBinary(32), nullable=False),
)
"""The key of each document's sealed file. Without its row the document is gone for good."""

RECENT = Table(
    "recent",
    Record.metadata,
    Column("officer_id", Uuid, primary_key=True),
    Column("kind", String(40), primary_key=True),
    Column("record_id", Uuid, primary_key=True),
    Column("opened_at", DateTime, nullable=False),
)
"""What each officer opened last."""

OWN_WORD = Table(
    "own_word",
    Record.metadata,
    Column("word", String(60), primary_key=True),
)
"""Words that the service spells its own way, beside the dictionary."""


def meta_value(session: Session, key: str) -> str | None:
    """Return what the vault says of itself under a key, or None."""
    found: str | None = session.connection().scalar(select(META.c.value).where(META.c.key == key))
    return found


def set_meta_value(session: Session, key: str, value: str) -> None:
    """Let the vault say something of itself under a key, in place of what it said."""
    session.connection().execute(delete(META).where(META.c.key == key))
    session.connection().execute(insert(META).values(key=key, value=value))
