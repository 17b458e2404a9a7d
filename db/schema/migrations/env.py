"""Connects Alembic to the vault, over a connection opened with its key."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

import db.records.tables  # noqa: F401  (its tables join the metadata)
import lado_desktop.domain.records  # noqa: F401  (so do the records')
from db.schema import reshape, steps
from lado_desktop.domain.record import Record


def _ours(name: str | None, type_: str, _parents: Any) -> bool:
    """Exclude the full-text index, which is no ordinary table (see `db.schema.extras`)."""
    return not (type_ == "table" and name is not None and name.startswith("search_index"))


def _plain_type(type_: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Write a domain type as its SQL type, since migrations outlive today's classes."""
    if type_ == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


def _applied(step: Any, **_more: Any) -> None:
    steps.ended(_connection, step.up_revision_id)
    context.config.attributes["applied"]()


_connection = context.config.attributes["connection"]
context.configure(
    connection=_connection,
    target_metadata=Record.metadata,
    include_name=_ours,
    render_item=_plain_type,
    render_as_batch=True,
    # SQLite can roll back DDL, if the driver leaves transactions alone.
    transactional_ddl=True,
    on_version_apply=_applied,  # type: ignore[arg-type]  # it is called by keyword
)
with context.begin_transaction():
    context.run_migrations()
    reshape.write_down(_connection, steps.all_done(_connection))
