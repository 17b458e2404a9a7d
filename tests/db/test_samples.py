"""The sample of each released shape: whole, lived in, small, and never made again."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from db.documents import sealed_file
from db.records.hash_chain import verify
from db.records.reconciling import disagreements
from db.schema import sample, upgrade
from db.sqlcipher.engine import connect, writing_engine
from db.sqlcipher.opening import open_store
from tests import beneath

RELEASED = {
    "2026-11-22": "cc4d301e5316bbd1381c3774c6dd6e41adedb06bd3080a66dd725c84d304ea18",
    "2026-12-01": "9a8eb8a12a14e2b4049ad92d1bdabed3865b074d3a2e405108928ede46789691",
    "2026-12-02": "3e3ac77f9079e7dbb478dc5b97ac1e4a3da0aedee8333243c0705892215dcb76",
}
"""The hash of each sample as it was released."""

SAMPLES = [pytest.param(path, id=path.name) for path in sample.samples()]
LARGEST = 300_000


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(f"{path.relative_to(folder).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def test_a_released_sample_is_what_it_was() -> None:
    assert {path.name: _hash(path) for path in sample.samples()} == RELEASED


@pytest.mark.parametrize("path", SAMPLES)
def test_a_sample_is_small_and_has_rows_in_every_table(path: Path, tmp_path: Path) -> None:
    assert sum(each.stat().st_size for each in _files(path)) <= LARGEST
    unlocked = sample.load(path, tmp_path / "vault")
    engine = writing_engine(unlocked.database, unlocked.key)
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
        rows = {
            name: connection.scalar(text(f"SELECT count(*) FROM {name}"))
            for name in names
            # The index has tables beside it whose content is its own affair.
            if not name.startswith("search_index_")
        }
    engine.dispose()
    assert len(rows) > 40
    assert [name for name, count in rows.items() if not count] == []
    assert len(list((unlocked.folder / sealed_file.FOLDER).iterdir())) >= 2


@pytest.mark.parametrize("path", SAMPLES)
def test_a_sample_is_loaded_as_it_was_kept(path: Path, tmp_path: Path) -> None:
    unlocked = sample.load(path, tmp_path / "vault")
    sample.keep(unlocked, tmp_path / "again")
    assert _hash(tmp_path / "again") == _hash(path)
    with closing(connect(unlocked.database, unlocked.key)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        with pytest.raises(Exception, match="append-only"):
            connection.execute("DELETE FROM audit")
        secure = "SELECT v FROM search_index_config WHERE k = 'secure-delete'"
        assert connection.execute(secure).fetchone() == (1,)


@pytest.mark.parametrize("path", SAMPLES)
def test_an_upgraded_sample_agrees_with_its_audit(path: Path, tmp_path: Path) -> None:
    unlocked = sample.load(path, tmp_path / "vault")
    store = open_store(unlocked.database, unlocked.key)
    try:
        with beneath.readers(store).connect() as connection:
            assert upgrade.current(connection) == upgrade.head()
        with store.reading() as session:
            assert str(verify(session)).startswith("The audit holds")
            assert disagreements(session) == []
    finally:
        store.close()
