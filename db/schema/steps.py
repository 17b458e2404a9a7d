"""Steps of a migration for columns with values: each changes the shape and is noted.

`db.schema.reshape` writes the notes into the audit. Steps refuse to lose a value silently. Notes
have no order within a migration, so a migration does one thing to each column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

from db.schema.reshape import Moved, Reshape

_AT_ONCE = 1_000
_DOING = "reshape"
_DONE = "reshapes"
_NAMED = "named in this migration"


class StepRefused(Exception):
    """A step would lose values, or what the audit needs. Its text says which."""


def give(kind: str, column: sa.Column[Any], value: Any) -> None:
    """Add a column that gives every existing record the column's server default."""
    reshape = _doing(f"{kind}.{column.name}")
    with op.batch_alter_table(kind) as batch:
        batch.add_column(column)
    reshape.given[f"{kind}.{column.name}"] = value


def rename(kind: str, old: str, new: str) -> None:
    """Rename a column and the index on it."""
    reshape = _doing(f"{kind}.{old}", f"{kind}.{new}")
    op.execute(f'ALTER TABLE "{kind}" RENAME COLUMN "{old}" TO "{new}"')
    for index in sa.inspect(op.get_bind()).get_indexes(kind):
        if index["name"] == f"ix_{kind}_{old}":
            op.drop_index(f"ix_{kind}_{old}", kind)
            op.create_index(f"ix_{kind}_{new}", kind, [new], unique=bool(index["unique"]))
    reshape.renamed[f"{kind}.{old}"] = new


def retype(kind: str, field: str, type_: TypeEngine[Any], *, nullable: bool | None = None) -> None:
    """Change a column's type. Raises StepRefused where a value would change."""
    reshape = _doing(f"{kind}.{field}")
    old = next(
        each for each in sa.inspect(op.get_bind()).get_columns(kind) if each["name"] == field
    )
    column, table = sa.column(field, old["type"]), sa.table(kind)
    there_and_back = sa.cast(sa.cast(column, type_), old["type"])
    lost = column.is_distinct_from(there_and_back)
    if (longest := getattr(type_, "length", None)) is not None:
        lost = sa.or_(lost, sa.func.length(column) > longest)
    counted = sa.select(sa.func.count()).select_from(table).where(lost)
    if count := op.get_bind().scalar(counted):
        raise StepRefused(f"{count} values of {kind}.{field} are not the same in the new type")
    with op.batch_alter_table(kind) as batch:
        batch.alter_column(field, existing_type=old["type"], type_=type_, nullable=nullable)
    reshape.retyped[f"{kind}.{field}"] = _sort(type_)


def drop(kind: str, field: str) -> None:
    """Drop a column with its values. The audit and earlier backups still have them."""
    reshape = _doing(f"{kind}.{field}", goes=True)
    _take_away(kind, field)
    reshape.dropped.append(f"{kind}.{field}")


def split(
    kind: str,
    field: str,
    *,
    into: str,
    value: str,
    owner: str,
    copied: Mapping[str, str] | None = None,
    fixed: Mapping[str, Any] | None = None,
) -> None:
    """Move a column's values into records of a new kind, whose table exists already.

    Each value becomes a record. `owner` refers to the record that had it and `value` has it.
    `copied` fields are copied from that record, and `fixed` ones are the same in all.
    """
    name, moved = (
        f"{kind}.{field}",
        Moved(into, value, owner, dict(copied or {}), dict(fixed or {})),
    )
    read = [f"{kind}.{old}" for old in moved.copied.values()]
    read += [f"{into}.{new}" for new in (value, owner, *moved.copied, *moved.fixed)]
    reshape = _doing(name, goes=True, read=read)
    taken = [field, *moved.copied.values()]
    columns: list[Any] = [sa.column("id", sa.Uuid()), *map(sa.column, taken)]
    rows = sa.select(*columns).select_from(sa.table(kind)).where(sa.column(field).is_not(None))
    names = (value, *moved.copied, *moved.fixed)
    keys = [sa.column(name, sa.Uuid()) for name in ("id", owner)]
    target = sa.table(into, *keys, *map(sa.column, ("version", *names)))
    for part in op.get_bind().execute(rows).partitions(_AT_ONCE):
        made = [_made(name, moved, id, held) for id, *held in part]
        op.get_bind().execute(sa.insert(target), made)
    _take_away(kind, field)
    reshape.moved[name] = moved


def _made(name: str, moved: Moved, owner: UUID, held: list[Any]) -> dict[str, Any]:
    values = dict(zip((moved.value, *moved.copied), held, strict=True))
    made = {"id": moved.id_of(owner, name), "version": 1, moved.owner: owner}
    return {**made, **moved.fixed, **values}


def _take_away(kind: str, field: str) -> None:
    there = sa.inspect(op.get_bind())
    for index in there.get_indexes(kind):
        if field in index["column_names"]:
            op.drop_index(str(index["name"]), kind)
    keys = [key for key in there.get_foreign_keys(kind) if field in key["constrained_columns"]]
    with op.batch_alter_table(kind) as batch:
        for key in keys:
            batch.drop_constraint(str(key["name"]), type_="foreignkey")
        batch.drop_column(field)


def _sort(type_: TypeEngine[Any]) -> str:
    sorts = ((sa.Boolean, "boolean"), (sa.Integer, "integer"), (sa.Numeric, "real"))
    return next((sort for of_sort, sort in sorts if isinstance(type_, of_sort)), "text")


def _doing(*names: str, goes: bool = False, read: Sequence[str] = ()) -> Reshape:
    """Return this migration's notes for a step on these columns (`kind.field`).

    `read` are columns that a split reads or fills; they may be dropped afterwards, but not changed.
    Raises StepRefused for a column of an earlier step.
    """
    info = op.get_bind().info
    changed, only_read = info.setdefault(_NAMED, (set(), set()))
    earlier = changed if goes else changed | only_read
    if twice := sorted({*earlier.intersection(names), *changed.intersection(read)}):
        raise StepRefused(
            f"another step of this migration names {', '.join(twice)} already: put this step into "
            "a migration of its own"
        )
    changed.update(names)
    only_read.update(read)
    found: Reshape = info.setdefault(_DOING, Reshape())
    return found


def ended(connection: sa.Connection, revision: str) -> None:
    """Add the notes of a migration that has ended to the run's list."""
    reshape: Reshape = connection.info.pop(_DOING, None) or Reshape()
    connection.info.pop(_NAMED, None)
    reshape.revision = revision
    connection.info.setdefault(_DONE, []).append(reshape)


def all_done(connection: sa.Connection) -> list[Reshape]:
    """Return the notes of all migrations of this run, and clear them."""
    done: list[Reshape] = connection.info.pop(_DONE, [])
    return done
