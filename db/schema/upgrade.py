"""Upgrades a vault's tables to this program's shape, and refuses a newer one."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from db.documents import sealed_file
from db.problem import UpgradeFailed, VaultNewer
from db.records.dangling import Dangling, dangling
from db.schema.steps import StepRefused
from db.sqlcipher.engine import disk_said_no, upgrading_engine

MIGRATIONS = Path(__file__).parent / "migrations"
BACKUPS = "backups"
"""The folder of a vault's own backups."""

Before = Callable[[], str]
"""Makes a backup and returns its file's name."""
Progress = Callable[[int, int], None]
"""Called with the parts of an upgrade done, and how many there are."""

_WAYS_BACK = "ways_back"
"""The meta key of the backups made before upgrades, by shape."""
ROOM = 4
"""Copies of the data file that must fit on the disk: two during the backup, or one and the
rewritten tables in the file and its write-ahead log."""
_LEAST_ROOM = 5_000_000


@cache
def revisions(migrations: Path = MIGRATIONS) -> tuple[str, ...]:
    """Return the ids of this program's migrations, oldest first."""
    return tuple(
        sorted(path.stem.partition("_")[0] for path in migrations.glob("versions/[0-9]*.py"))
    )


def head(migrations: Path = MIGRATIONS) -> str:
    """Return the id of the newest migration."""
    return revisions(migrations)[-1]


def current(connection: Connection) -> str | None:
    """Return the id of a vault's last migration; None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def upgrade(
    database: Path,
    key: bytes,
    before: Before | None = None,
    progress: Progress = lambda _done, _of: None,
    *,
    migrations: Path = MIGRATIONS,
    to: str | None = None,
) -> bool:
    """Upgrade a database to the newest shape, or `to` a migration, in one transaction.

    Returns whether there was anything to do. The connection is separate with foreign keys off,
    since rewritten tables may be referred to; they are checked at the end. `before` is called first
    if there is anything to do. Raises VaultNewer before anything is written, and UpgradeFailed,
    after which the vault is unchanged.
    """
    engine = upgrading_engine(database, key)
    try:
        with engine.connect() as connection:
            now = current(connection)
            known = revisions(migrations)
            if now is not None and now not in known:
                raise VaultNewer(_newer(connection, now, database, migrations))
        target = to or head(migrations)
        if now == target:
            return False
        if now is None:
            with engine.begin() as connection:
                command.upgrade(config(connection, migrations), target)
            return True
        of = known.index(target) - known.index(now) + 2
        _refuse_without_room(database)
        progress(0, of)
        backup = before() if before is not None else None
        progress(1, of)
        done = iter(range(2, of))
        try:
            with engine.begin() as connection:
                triggers, earlier = _triggers(connection), dangling(connection)
                settings = config(connection, migrations, lambda: progress(next(done), of))
                command.upgrade(settings, target)
                _check_whole(connection, triggers, earlier)
                _remember_way_back(connection, now, backup)
        except Exception as error:
            raise UpgradeFailed(_failed(error, backup)) from error
        progress(of, of)
    finally:
        engine.dispose()
    return True


def config(
    connection: Connection,
    migrations: Path = MIGRATIONS,
    applied: Callable[[], None] = lambda: None,
) -> Config:
    """Return Alembic's settings for an open connection. `applied` is called for each step."""
    settings = Config()
    settings.set_main_option("script_location", str(migrations).replace("%", "%%"))
    settings.attributes["connection"] = connection
    settings.attributes["applied"] = applied
    return settings


def _triggers(connection: Connection) -> set[str]:
    return set(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")))


def _check_whole(connection: Connection, triggers: set[str], earlier: Sequence[Dangling]) -> None:
    """Raise StepRefused where steps lost a trigger, or a row that others refer to.

    Rows that were dangling before do not stop the upgrade: `verify` reports them.
    """
    # Rewriting a table silently drops its triggers, which protect the audit.
    if lost := triggers - _triggers(connection):
        raise StepRefused(f"the triggers {', '.join(sorted(lost))} are gone")
    # Without the field, since a step may have renamed it.
    broken = _counted(dangling(connection)) - _counted(earlier)
    if broken:
        tables = ", ".join(sorted({kind for kind, _, _ in broken}))
        raise StepRefused(f"{broken.total()} rows of {tables} refer to rows that are gone")


def _counted(found: Sequence[Dangling]) -> Counter[tuple[str, str, str]]:
    return Counter((each.kind, each.id, each.parent) for each in found)


def _refuse_without_room(database: Path) -> None:
    """Raise UpgradeFailed where the disk has too little room for the backup and the upgrade."""
    folder = database.parent
    files = (database, database.with_name(f"{database.name}-wal"))
    needed = _LEAST_ROOM + ROOM * sum(path.stat().st_size for path in files if path.exists())
    copied = folder / BACKUPS / sealed_file.FOLDER
    for path in (folder / sealed_file.FOLDER).glob(f"*{sealed_file.ENDING}"):
        if not (copied / path.name).exists():
            needed += path.stat().st_size
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise UpgradeFailed(
            f"Free some room on the disk, then open the vault again: bringing it to the shape of "
            f"this program needs {_megabytes(needed)}, and {_megabytes(free)} are free. Nothing "
            "was changed."
        )


def _megabytes(size: int) -> str:
    return f"{-(-size // 1_000_000):,} MB"


def _failed(error: Exception, backup: str | None) -> str:
    if isinstance(error, SQLAlchemyError) and disk_said_no(error):
        cause = "the disk is full or did not take the change. Free some room on it, then try again"
    else:
        why = f" ({type(error).__name__})" if not isinstance(error, StepRefused) else f" ({error})"
        cause = f"a step of the upgrade failed{why}. Use the earlier program and send IT this text"
    sentence = (
        "The vault could not be brought to the shape of this program, and nothing was changed: "
        f"{cause}."
    )
    if backup is None:
        return sentence
    return f"{sentence} The backup of it is {backup}, in the vault's folder {BACKUPS}."


def _remember_way_back(connection: Connection, shape: str, backup: str | None) -> None:
    if backup is not None:
        known = {**_ways_back(connection), shape: backup}
        query = text("INSERT OR REPLACE INTO meta (key, value) VALUES (:key, :value)")
        connection.execute(query, {"key": _WAYS_BACK, "value": json.dumps(known)})


def _ways_back(connection: Connection) -> dict[str, str]:
    query = text("SELECT value FROM meta WHERE key = :key")
    stored = connection.scalar(query, {"key": _WAYS_BACK})
    return dict(json.loads(stored)) if stored else {}


def _newer(connection: Connection, now: str, database: Path, migrations: Path) -> str:
    """Return the sentence about a vault that a newer program wrote, with the way back."""
    known = revisions(migrations)
    ways = {shape: name for shape, name in _ways_back(connection).items() if shape in known}
    name = ways[max(ways)] if ways else ""
    there = bool(name) and (database.parent / BACKUPS / name).exists()
    which = f"{name}, in the vault's folder {BACKUPS}" if there else "made before the upgrade"
    return (
        f"A newer LADO Desktop wrote this vault (its records have shape {now}, this program "
        f"knows up to {known[-1]}). Install the newer program. Nothing was changed. To go back to "
        f"this program, restore the backup {which}, by the recovery sheet. It lacks what was "
        "recorded since."
    )
