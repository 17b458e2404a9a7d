"""Bringing a vault's tables to the shape this program knows, and refusing a newer one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, inspect, text

from db.problem import VaultNewer

MIGRATIONS = Path(__file__).parent / "migrations"


@cache
def revisions() -> tuple[str, ...]:
    """Return the ids of the migrations that this program has, the oldest first."""
    return tuple(
        sorted(path.stem.partition("_")[0] for path in MIGRATIONS.glob("versions/[0-9]*.py"))
    )


def head() -> str:
    """Return the id of the newest migration."""
    return revisions()[-1]


def current(connection: Connection) -> str | None:
    """Return the id of the last migration that the vault went through; None for a bare one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def upgrade(engine: Engine, before: Callable[[], None] | None = None) -> bool:
    """Bring the vault to the newest shape in one transaction and tell whether anything was done.

    `before` is called first, where there is something to do: it makes a backup.

    Raises VaultNewer, before anything is written, where a newer program wrote the vault.
    """
    with engine.connect() as connection:
        now = current(connection)
    if now == head():
        return False
    if now is not None and now not in revisions():
        raise VaultNewer(
            f"A newer LADO Desktop wrote this vault (its records have shape {now}, this program "
            f"knows up to {head()}). Install the newer program. Nothing was changed."
        )
    if before is not None:
        before()
    with engine.begin() as connection:
        command.upgrade(config(connection), "head")
    return True


def create_all(engine: Engine) -> None:
    """Make every table, trigger and index in a bare database: the upgrade from nothing."""
    upgrade(engine)


def config(connection: Connection) -> Config:
    """Return Alembic's settings for work on an open connection."""
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings
