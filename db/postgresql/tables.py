"""The tables of a server: those of the records, and PostgreSQL's own."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Connection,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    insert,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from db.postgresql.ordering import ORDERING
from lado_desktop.domain.records import RECORDS

_OWN = MetaData()

COUNTER = Table(
    "counter",
    _OWN,
    Column("name", Text, primary_key=True),
    Column("number", Integer, nullable=False),
)
"""The last number used in each reporting year and register."""

AUDIT_END = Table("audit_end", _OWN, Column("id", Integer, primary_key=True, autoincrement=False))
"""One row. An act that writes to the audit locks it until its commit."""

SEARCH_TEXT = Table(
    "search_text",
    _OWN,
    Column("record_id", Uuid, primary_key=True),
    Column("number", Integer, Identity(), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("words", TSVECTOR, nullable=False),
    Index("ix_search_text_words", "words", postgresql_using="gin"),
)
"""The folded words of each record. Its number grows with each new record."""

SEALED_DOCUMENT = Table(
    "sealed_document",
    _OWN,
    Column("document_id", Uuid, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
"""The sealed bytes of documents, like a vault's files."""

_TRIGGERS = (
    """CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$""",
    """CREATE FUNCTION audit_has_no_gap() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN
        IF NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit) THEN
            RAISE EXCEPTION 'audit lines follow one another';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()""",
    """CREATE TRIGGER audit_no_gap BEFORE INSERT ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_has_no_gap()""",
    """CREATE TRIGGER audit_detail_no_update BEFORE UPDATE ON audit_detail
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()""",
)


def make_tables(connection: Connection) -> None:
    """Create all tables and the audit's triggers in an empty database."""
    RECORDS["contact"].metadata.create_all(connection)
    _OWN.create_all(connection)
    connection.exec_driver_sql(ORDERING)
    connection.execute(insert(AUDIT_END).values(id=1))
    for statement in _TRIGGERS:
        connection.exec_driver_sql(statement)
