"""The two kinds of session: one writes with audit and search index, one only reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Table as SqlTable
from sqlalchemy import event, inspect
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction
from sqlalchemy.orm.attributes import flag_modified

from db.records import audit
from db.records.audit import ActDone
from db.records.changes import KEY, Changes, changes_of, written_names
from db.records.owned import owned_rows
from db.records.visibility import criteria, hidden_in
from db.search import name_keys
from db.search.index import SearchIndex
from lado_desktop.domain.record import Record, Table
from lado_desktop.domain.records import RECORDS


class WritingSession(Session):
    """The session of one act. Its commit writes the audit lines and the search index too."""

    def __init__(
        self,
        engine: Any,
        act: ActDone,
        audit_key: bytes,
        search: SearchIndex,
        before_audit: Callable[[Session], None] = lambda _: None,
    ) -> None:
        """`before_audit` is called just before audit lines are written, if there are any."""
        super().__init__(engine, expire_on_commit=False)
        self.info.update({"act": act, "audit_key": audit_key, KEY: Changes()})
        self.info.update({"search": search, "before_audit": before_audit})


class ReadingSession(Session):
    """A session that sees one moment of the vault and saves nothing."""

    def __init__(self, engine: Any) -> None:
        super().__init__(engine, autoflush=False, expire_on_commit=False)


@event.listens_for(WritingSession, "do_orm_execute")
@event.listens_for(ReadingSession, "do_orm_execute")
def _leave_out(asked: ORMExecuteState) -> None:
    """Leave hidden records out of a result."""
    if not asked.is_select or asked.is_column_load or asked.is_relationship_load:
        return
    hidden = hidden_in(asked.session)
    if hidden.contacts and not asked.execution_options.get("past_restrictions"):
        asked.statement = asked.statement.options(*criteria(hidden))


@event.listens_for(WritingSession, "before_commit")
def _write_beside(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    changes = changes_of(session)
    session.info["search"].update(session, changes.searched)
    name_keys.update(session, changes.searched)
    # Last: from here on other officers wait on a server for the end of the audit.
    if changes.entries or changes.events:
        session.info["before_audit"](session)
        audit.write(session, session.info["act"])
    session.info[KEY] = Changes()


@event.listens_for(WritingSession, "before_flush")
def _touch_owners(session: Session, _context: Any, _instances: Any) -> None:
    """Give a record a new version when only its many-valued fields changed."""
    changes = changes_of(session)
    owners: set[Any] = {record for record in session.dirty if _has_changed_rows(record)}
    for row in (*session.new, *session.deleted):
        kind: type[Table] = type(row)
        rows = owned_rows(kind)
        # A row linked to its owner only by a relationship gets its key at the flush.
        if rows is None or (owner_id := rows.owner_id(row)) is None:
            continue
        if not changes.is_new(rows.owner_kind, owner_id):
            owners.add(session.get(RECORDS[rows.owner_kind], owner_id))
    for owner in owners.difference(session.deleted, {None}):
        if not changes.is_new(owner.kind(), owner.id):
            # Any column will do: a written row gets its next version.
            kind_of_owner: type[Record] = type(owner)
            flag_modified(owner, written_names(kind_of_owner)[0])


def _has_changed_rows(record: Any) -> bool:
    if not isinstance(record, Record):
        return False
    for relationship in inspect(type(record)).relationships:
        rows: Any = relationship.mapper.class_
        if owned_rows(rows) and inspect(record).attrs[relationship.key].history.has_changes():
            return True
    return False


@event.listens_for(WritingSession, "after_transaction_create")
def _savepoint(session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        changes_of(session).keep()


@event.listens_for(WritingSession, "after_transaction_end")
def _savepoint_ended(session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        changes_of(session).end()


@event.listens_for(WritingSession, "after_soft_rollback")
def _back_to_savepoint(session: Session, transaction: SessionTransaction) -> None:
    # SQLAlchemy ends a savepoint first, and reports its rollback afterwards.
    if transaction.nested:
        changes_of(session).restore()


@event.listens_for(WritingSession, "do_orm_execute")
def _refuse_past_the_audit(state: ORMExecuteState) -> None:
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    table = getattr(state.statement, "table", None)
    mapped = {mapper.local_table for mapper in Table.registry.mappers}
    if isinstance(table, SqlTable) and table in mapped:
        raise RuntimeError("Records are changed through the session, so that the audit sees it.")


@event.listens_for(ReadingSession, "before_flush")
def _refuse_to_write(_session: Session, _context: Any, _instances: Any) -> None:
    raise RuntimeError("A reading session saves nothing; use Store.writing.")
