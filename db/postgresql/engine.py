"""Connections to a PostgreSQL server (15 or later), and the meaning of its errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import Error
from sqlalchemy import Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DBAPIError

from db.problem import Disconnected, NotSaved
from lado_desktop.domain.problem import ChangedMeanwhile, PickedIsGone

_FOREIGN_KEY = "23503"
_SAVED_FIRST = ("23505", "40001", "40P01")
"""A unique value that somebody else saved first, a deadlock, and a serialisation failure."""
_NO_ROOM = "53100"
_DISCONNECTED = ("08", "57P")
_MISTAKES = ("25", "42")
"""Errors whose text is about the statement, so that it quotes no value."""


def engine_of(url: str) -> Engine:
    """Return an engine for a database, `postgresql+psycopg://…`.

    Each statement of an act sees what was committed before it. So after waiting for a lock an act
    sees what the last holder wrote.
    """
    engine = create_engine(
        url,
        isolation_level="READ COMMITTED",
        # Otherwise the text of every exception has names and addresses in it.
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args={"options": "-c datestyle=ISO -c timezone=UTC"},
    )
    event.listen(engine, "handle_error", _leave_out_values)
    return engine


def reading(engine: Engine) -> Engine:
    """Return the same engine for sessions that see one moment and cannot write."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _leave_out_values(context: ExceptionContext) -> None:
    """Remove the rows that a server quotes ("Key (name)=(…) already exists") from an error."""
    error, wrapped = context.original_exception, context.sqlalchemy_exception
    if not isinstance(error, Error) or (error.sqlstate or "42").startswith(_MISTAKES):
        return
    error.args = (f"{error.sqlstate} {error.diag.constraint_name or ''}".strip(),)
    if wrapped is not None:
        wrapped.args = (f"({type(error).__name__}) {error}",)


@contextmanager
def in_words() -> Iterator[None]:
    """Turn the server's error into one with a sentence for the officer."""
    try:
        yield
    except DBAPIError as error:
        state = getattr(error.orig, "sqlstate", None) or ""
        if state == _FOREIGN_KEY:
            raise PickedIsGone from None
        if state in _SAVED_FIRST:
            raise ChangedMeanwhile from None
        if state == _NO_ROOM:
            raise NotSaved from error
        if error.connection_invalidated or state.startswith(_DISCONNECTED):
            raise Disconnected from error
        raise
