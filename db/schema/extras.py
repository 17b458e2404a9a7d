"""What the schema has besides tables: the audit's triggers and the full-text index.

One migration calls each function, which never changes afterwards. A later shape gets a new
function.
"""

from __future__ import annotations

from sqlalchemy import Connection

_AUDIT_TRIGGERS = (
    """CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END""",
    """CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END""",
    """CREATE TRIGGER audit_no_gap BEFORE INSERT ON audit
    WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit)
    BEGIN SELECT RAISE(ABORT, 'audit lines follow one another'); END""",
    """CREATE TRIGGER audit_detail_no_update BEFORE UPDATE ON audit_detail
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END""",
)

_SEARCH_INDEX = (
    """CREATE VIRTUAL TABLE search_index USING fts5(
        kind UNINDEXED, record_id UNINDEXED, reference, text,
        tokenize = 'unicode61', prefix = '2 3 4')""",
    # Without this a deleted name stays readable in the index's pages.
    "INSERT INTO search_index(search_index, rank) VALUES ('secure-delete', 1)",
)


def create_first_extras(connection: Connection) -> None:
    """Create the audit's triggers and the search index as of the first migration."""
    for statement in (*_AUDIT_TRIGGERS, *_SEARCH_INDEX):
        connection.exec_driver_sql(statement)


def drop_first_extras(connection: Connection) -> None:
    """Undo `create_first_extras`."""
    connection.exec_driver_sql("DROP TABLE search_index")
    for trigger in ("audit_no_update", "audit_no_delete", "audit_no_gap", "audit_detail_no_update"):
        connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
