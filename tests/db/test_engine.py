from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from db.problem import VaultDamaged, WrongLibrary
from db.sqlcipher import engine
from db.sqlcipher.opening import open_store
from db.sqlcipher.store import SqlCipherStore
from tests import beneath


def test_every_connection_keeps_to_the_recipe(store: SqlCipherStore) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "locking_mode": "normal",
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }
    for lender, query_only in ((beneath.writer(store), 0), (beneath.readers(store), 1)):
        with lender.connect() as connection:
            for pragma, value in {**expected, "query_only": query_only}.items():
                assert connection.scalar(text(f"PRAGMA {pragma}")) == value, pragma


def test_a_library_that_cannot_be_trusted_opens_nothing(
    database: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "OLDEST_SQLITE", (99, 0, 0))
    with pytest.raises(WrongLibrary, match="Nothing was opened"):
        open_store(database, key)


def test_the_wrong_key_opens_nothing_and_changes_nothing(database: Path) -> None:
    before = database.read_bytes()
    with pytest.raises(VaultDamaged):
        open_store(database, bytes(32))
    assert database.read_bytes() == before
