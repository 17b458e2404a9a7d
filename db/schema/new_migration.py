"""Write the next migration from the records: `python -m db.schema.new_migration "Add x"`.

It compares the records with a bare vault of the newest shape, writes the difference into
`migrations/versions`, and tries it on every sample. Read what it wrote. A column that was renamed
or split looks like one that went and one that came: write `steps.rename` or `steps.split` instead,
then try again with `--try`.
"""

from __future__ import annotations

import secrets
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata, render_op_text, renderers
from alembic.migration import MigrationContext
from alembic.operations import ops
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator

from db.problem import VaultProblem
from db.records.hash_chain import verify
from db.records.reconciling import disagreements
from db.schema import sample, upgrade
from db.sqlcipher.engine import upgrading_engine
from db.vault.in_place import make_file
from lado_desktop.domain.record import Record
from lado_desktop.domain.records import RECORDS

_SHOWN = 5


class StepOp(ops.MigrateOperation):
    """A call of `db.schema.steps`, in place of an operation that is not audited."""

    def __init__(self, step: str, kind: str, *arguments: str, added: Any = None) -> None:
        self.step, self.kind, self.arguments, self.added = step, kind, arguments, added


@renderers.dispatch_for(StepOp)
def _rendered(context: Any, step: StepOp) -> str:
    context.imports.add("from db.schema import steps")
    arguments = [repr(step.kind), *step.arguments]
    if step.added is not None:
        column = render_op_text(context, step.added).split(", ", 1)[1].removesuffix(")")
        arguments.insert(1, column)
    return f"steps.{step.step}({', '.join(arguments)})"


def write_next(message: str, migrations: Path = upgrade.MIGRATIONS) -> Path:
    """Write the next migration and return its path."""
    number = f"{len(upgrade.revisions(migrations)) + 1:04}"
    with _bare(migrations) as connection:
        settings = upgrade.config(connection, migrations)
        made: Any = command.revision(
            settings, message, autogenerate=True, rev_id=number, process_revision_directives=_noted
        )
    upgrade.revisions.cache_clear()
    return Path(made.path)


def _noted(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """Replace operations by steps that audit which columns get values, go, or change type."""
    up = directives[0].upgrade_ops
    given: list[Any] = []
    others: list[Any] = []
    for table in up.ops:
        if not isinstance(table, ops.ModifyTableOps) or table.table_name not in RECORDS:
            continue
        for each in list(table.ops):
            step = _step(table.table_name, each)
            if step is not None:
                table.ops.remove(each)
                (given if step.step == "give" else others).append(step)
    # Columns are added before their indexes, and dropped after them.
    up.ops[:] = [*given, *(each for each in up.ops if getattr(each, "ops", True)), *others]


def _step(kind: str, done: Any) -> StepOp | None:
    if isinstance(done, ops.AddColumnOp):
        column = done.column
        default = getattr(column.default, "arg", None)
        if callable(default) or (default is None and column.server_default is None):
            return None
        if column.server_default is None:
            wanted = int(default) if isinstance(default, bool) else default
            done = ops.AddColumnOp(kind, column.copy(server_default=str(wanted)))
        value = getattr(column.server_default, "arg", None) if default is None else default
        return StepOp("give", kind, repr(value), added=done)
    if isinstance(done, ops.DropColumnOp):
        return StepOp("drop", kind, repr(done.column_name))
    if isinstance(done, ops.AlterColumnOp) and done.modify_type is not None:
        type_ = done.modify_type
        plain = type_.impl if isinstance(type_, TypeDecorator) else type_
        nullable = () if done.modify_nullable is None else (f"nullable={done.modify_nullable}",)
        return StepOp("retype", kind, repr(done.column_name), f"sa.{plain!r}", *nullable)
    return None


def tried(migrations: Path = upgrade.MIGRATIONS) -> list[str]:
    """Upgrade every sample vault, and return what is wrong with each."""
    with _bare(migrations) as connection:
        wanted = _parts(connection)
    found = []
    for path in sample.samples():
        with tempfile.TemporaryDirectory() as folder:
            unlocked = sample.load(path, Path(folder) / "vault")
            try:
                upgrade.upgrade(unlocked.database, unlocked.key, migrations=migrations)
                wrong = list(_wrong(unlocked.database, unlocked.key, wanted))
            except VaultProblem as error:
                wrong = [f"{error} {error.__cause__ or ''}"]
        found += [f"Sample {path.name}: {each}" for each in wrong]
    return found


def _wrong(database: Path, key: bytes, wanted: set[str]) -> Iterator[str]:
    engine = upgrading_engine(database, key)
    try:
        with engine.connect() as connection:
            there = _parts(connection)
            yield from _named("is missing", wanted - there)
            yield from _named("is left over", there - wanted)
            options = {"include_name": lambda name, *_: not (name or "").startswith("search_index")}
            context = MigrationContext.configure(connection, opts=options)
            differ = compare_metadata(context, Record.metadata)
            yield from _named("differs from the records", map(str, differ))
        if not differ:
            with Session(engine) as session:
                verdict = verify(session)
                if not verdict.sound:
                    yield str(verdict)
                yield from _named("is not what the audit says", map(str, disagreements(session)))
    finally:
        engine.dispose()


def _named(how: str, things: Iterable[str]) -> list[str]:
    every = sorted(things)
    more = [f"{len(every) - _SHOWN} more of these"] if len(every) > _SHOWN else []
    return [*(f"{each} ({how})" for each in every[:_SHOWN]), *more]


def _parts(connection: Connection) -> set[str]:
    """Return the tables, indexes and triggers of a database."""
    return set(connection.scalars(text("SELECT type || ' ' || name FROM sqlite_master")))


@contextmanager
def _bare(migrations: Path) -> Iterator[Connection]:
    """Yield an empty vault of the newest shape."""
    with tempfile.TemporaryDirectory() as folder:
        database, key = Path(folder) / "bare.db", secrets.token_bytes(32)
        make_file(database)
        if upgrade.revisions(migrations):
            upgrade.upgrade(database, key, migrations=migrations)
        engine = upgrading_engine(database, key)
        with engine.begin() as connection:
            yield connection
        engine.dispose()


def main(arguments: list[str]) -> int:
    """Write a migration, unless it exists (`--try`), and try it on the samples."""
    if arguments != ["--try"]:
        sys.stdout.write(f"Written: {write_next(arguments[0])}\n")
    wrong = tried()
    for sentence in wrong:
        sys.stderr.write(f"{sentence}\n")
    if wrong:
        sys.stderr.write("Put the step right, then try again: --try\n")
        return 1
    sys.stdout.write(f"It works on {len(sample.samples())} samples: every record is kept.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
