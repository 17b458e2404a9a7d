from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

import db.records.tables  # noqa: F401  (its tables join the metadata)
from db.problem import VaultNewer
from db.schema import upgrade
from db.sqlcipher.engine import writing_engine
from db.sqlcipher.opening import open_store
from db.sqlcipher.store import SqlCipherStore
from db.vault.in_place import make_file
from lado_desktop.domain.record import Record
from lado_desktop.domain.records import RECORDS
from tests import beneath

KEY = bytes(range(32))


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    make_file(tmp_path / "bare.db")
    return tmp_path / "bare.db"


@pytest.fixture
def engine(bare: Path) -> Iterator[Engine]:
    engine = writing_engine(bare, KEY)
    yield engine
    engine.dispose()


def test_the_upgrade_from_nothing_makes_what_the_records_declare(
    bare: Path, engine: Engine
) -> None:
    assert upgrade.upgrade(bare, KEY)
    assert not upgrade.upgrade(bare, KEY)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, *_: not (name or "").startswith("search_index")},
        )
        assert compare_metadata(context, Record.metadata) == []
        assert set(RECORDS) < set(inspect(connection).get_table_names())


def test_what_was_upgraded_can_be_taken_back_whole(bare: Path, engine: Engine) -> None:
    upgrade.upgrade(bare, KEY)
    with engine.begin() as connection:
        command.downgrade(upgrade.config(connection), "base")
    with engine.connect() as connection:
        left = connection.scalars(
            text("SELECT name FROM sqlite_master WHERE type <> 'index'")
        ).all()
    assert left == ["alembic_version"]


def test_a_failing_migration_leaves_nothing_behind(
    bare: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from db.schema import extras

    monkeypatch.setattr(extras, "_SEARCH_INDEX", ("CREATE TABLE broken (",))
    with pytest.raises(Exception, match="incomplete input"):
        upgrade.upgrade(bare, KEY)
    with engine.connect() as connection:
        assert connection.scalars(text("SELECT name FROM sqlite_master")).all() == []


def test_a_vault_of_a_newer_program_is_refused_before_anything_is_written(
    store: SqlCipherStore, database: Path
) -> None:
    with beneath.writer(store).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    before = database.read_bytes()
    with pytest.raises(VaultNewer, match=r"shape 9999.*knows up to \d{4}.*Nothing was changed"):
        open_store(database, KEY)
    assert database.read_bytes() == before
    wal = database.with_name("data-1.db-wal")
    assert not wal.exists() or wal.stat().st_size == 0


def test_migrations_are_numbered_without_a_gap() -> None:
    found = upgrade.revisions()
    assert found == tuple(f"{number:04}" for number in range(1, len(found) + 1))
