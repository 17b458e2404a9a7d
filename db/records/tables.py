"""The tables besides the records: facts of the vault, audit, drafts, search keys."""

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
"""Facts of the vault: its id, the audit key, a copy of the key slots."""

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
"""One line for each changed record and act. `at` is UTC in ISO 8601, as hashed."""

AUDIT_DETAIL = Table(
    "audit_detail",
    Record.metadata,
    Column("seq", Integer, ForeignKey("audit.seq"), primary_key=True, autoincrement=False),
    Column("salt", LargeBinary(16), nullable=False),
    Column("body", Text, nullable=False),
)
"""The details of changes. They are apart from the chain, which has a salted hash of each."""

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
"""Typed and unsaved values: one row for each form."""

SEARCH_ROW = Table(
    "search_row",
    Record.metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("record_id", Uuid, nullable=False, unique=True),
)
"""The row of the search index of each record. A full-text table has no keys."""

NAME_KEY = Table(
    "name_key",
    Record.metadata,
    # Prefixes are found by byte order, as in SQLite, in any language.
    Column("key", String(40).with_variant(String(40, "C"), "postgresql"), primary_key=True),
    Column("kind", String(40), primary_key=True),
    Column("record_id", Uuid, primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""Phonetic keys of records' names, by which other spellings are found."""

DOCUMENT_KEY = Table(
    "document_key",
    Record.metadata,
    Column("document_id", Uuid, ForeignKey("kept_document.id"), primary_key=True),
    Column("key", LargeBinary(32), nullable=False),
)
"""The key of each document's sealed file. Without its row the document is lost for good."""

RECENT = Table(
    "recent",
    Record.metadata,
    Column("officer_id", Uuid, primary_key=True),
    Column("kind", String(40), primary_key=True),
    Column("record_id", Uuid, primary_key=True),
    Column("opened_at", DateTime, nullable=False),
)
"""The records that each officer opened last."""

OWN_WORD = Table(
    "own_word",
    Record.metadata,
    Column("word", String(60), primary_key=True),
)
"""The service's own words for the spelling checker."""


def meta_value(session: Session, key: str) -> str | None:
    """Return the vault's fact under a key, or None."""
    found: str | None = session.connection().scalar(select(META.c.value).where(META.c.key == key))
    return found


def set_meta_value(session: Session, key: str, value: str) -> None:
    """Store a fact of the vault under a key."""
    session.connection().execute(delete(META).where(META.c.key == key))
    session.connection().execute(insert(META).values(key=key, value=value))
