"""A migration that is killed leaves the old shape or the new one, and never a mixture."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text

from db.schema import sample, upgrade
from db.sqlcipher import copying
from db.sqlcipher.engine import writing_engine
from db.vault.in_place import make_file
from tests.db.planted import planted
from tests.db.test_upgrade_failed import REBUILD, SPLIT

UPGRADING = Path(__file__).with_name("upgrading.py")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="what is killed is a fork")


def _at(folder: Path, key: bytes, revision: str | None, rows: int) -> Path:
    """Make a database as a program of that revision left it, with rows in it."""
    folder.mkdir()
    database = folder / "data-1.db"
    make_file(database)
    engine = writing_engine(database, key)
    with engine.begin() as connection:
        if revision is None:
            # A table of somebody else's: a file of nothing would be easy to leave as it was.
            connection.execute(text("CREATE TABLE draft_of_old (id, body)"))
        else:
            command.upgrade(upgrade.config(connection), revision)
        table = "draft_of_old" if revision is None else "draft"
        columns = "id, body" if revision is None else "id, form, saved_at, body"
        values = "hex(randomblob(16))" + ("" if revision is None else ", 'contact', '2026-11-22'")
        connection.execute(
            text(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows)"
                f" INSERT INTO {table} ({columns}) SELECT {values}, hex(randomblob(100)) FROM n"
            ),
            {"rows": rows},
        )
    engine.dispose()
    return database


def _shape(database: Path, key: bytes) -> tuple[str | None, frozenset[str], int]:
    """The migration that a whole database went through last, what it is made of, its rows."""
    rows = sum(copying.check(database, key).rows.values())
    engine = writing_engine(database, key)
    with engine.connect() as connection:
        found = upgrade.current(connection)
        names = connection.scalars(text("SELECT type || ' ' || name FROM sqlite_master")).all()
    engine.dispose()
    return found, frozenset(names), rows


def _killed(
    origin: Path, key: bytes, revision: str, kills: int, migrations: Path = upgrade.MIGRATIONS
) -> str:
    dice = random.Random(9)
    with subprocess.Popen(
        [sys.executable, str(UPGRADING), str(migrations)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as nursery:
        assert nursery.stdin is not None
        assert nursery.stdout is not None

        def upgrade_and_kill(seconds: float | None) -> tuple[Path, float]:
            assert nursery.stdin is not None
            assert nursery.stdout is not None
            target = origin.parent.with_name("after")
            shutil.rmtree(target, ignore_errors=True)
            database = Path(shutil.copytree(origin.parent, target)) / origin.name
            nursery.stdin.write(f"{revision} {key.hex()} {database}\n")
            nursery.stdin.flush()
            child = int(nursery.stdout.readline())
            started = time.perf_counter()
            if seconds is not None:
                time.sleep(seconds)
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
            assert nursery.stdout.readline() == "ended\n"
            return database, time.perf_counter() - started

        old = _shape(origin, key)
        upgrade_and_kill(None)
        whole, taken = upgrade_and_kill(None)
        new = _shape(whole, key)
        assert old[0] != new[0] == revision
        counted = {old: 0, new: 0}
        for number in range(kills):
            # The last moments, where the transaction is kept, are looked at most closely.
            share = dice.uniform(0, 1.1) if number % 2 else dice.uniform(0.7, 1.4)
            database, _ = upgrade_and_kill(taken * share)
            counted[_shape(database, key)] += 1
        nursery.stdin.close()
    return f"{counted[old]} wholly old, {counted[new]} wholly new, 0 mixed"


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(upgrade.revisions())))
def test_each_migration_may_be_killed(
    tmp_path: Path,
    key: bytes,
    number: int,
    times: Callable[[int, int], int],
    figure: Callable[[str], None],
) -> None:
    before = upgrade.revisions()[number - 1] if number else None
    revision = upgrade.revisions()[number]
    kills, rows = times(2, 30), times(500, 5_000)
    said = _killed(_at(tmp_path / "before", key, before, rows), key, revision, kills)
    figure(f"migration {revision} killed {kills} times over {rows:,} rows: {said}")


@pytest.mark.slow
def test_a_migration_of_a_lived_in_vault_may_be_killed(
    tmp_path: Path, times: Callable[[int, int], int], figure: Callable[[str], None]
) -> None:
    kills = times(4, 30)
    unlocked = sample.load(sample.samples()[-1], tmp_path / "before")
    upgrade.upgrade(unlocked.database, unlocked.key)
    migrations = planted(tmp_path / "migrations", REBUILD, SPLIT)
    newest = upgrade.head(migrations)
    said = _killed(unlocked.database, unlocked.key, newest, kills, migrations)
    figure(f"a sample's tables written again, killed {kills} times: {said}")
