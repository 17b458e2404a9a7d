from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select, text

from db.problem import InUse, NotSaved, VaultDamaged
from db.records.audit import ActDone
from db.sqlcipher import disk_reserve, integrity
from db.sqlcipher.opening import open_store
from db.sqlcipher.store import SqlCipherStore
from lado_desktop.domain.kinds.adult import Adult
from tests import beneath

MakeAct = Callable[..., ActDone]
MakeAdult = Callable[..., Adult]


def test_a_damaged_page_is_reported_in_a_sentence(
    store: SqlCipherStore, key: bytes, database: Path, act: MakeAct, adult: MakeAdult
) -> None:
    with store.writing(act()) as session:
        session.add_all(adult(f"Okafor {n}", address="x" * 400) for n in range(200))
    assert integrity.damage(store) == []
    store.close()
    size = database.stat().st_size
    data = bytearray(database.read_bytes())
    for page in range(10, size // 4096):
        data[page * 4096 + 100] ^= 1
    database.write_bytes(data)

    def read_all() -> None:
        with (
            contextlib.closing(open_store(database, key)) as damaged,
            damaged.reading() as session,
        ):
            session.scalars(select(Adult)).all()

    with pytest.raises(VaultDamaged, match="damaged"):
        read_all()


def test_a_full_disk_saves_nothing_and_says_so(
    store: SqlCipherStore, act: MakeAct, adult: MakeAdult
) -> None:
    with beneath.writer(store).connect() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(NotSaved, match="NOT SAVED"), store.writing(act()) as session:
        session.add_all(adult(address="x" * 500) for _ in range(500))
    assert store.head()[0] == 0


def test_the_ballast_is_a_megabyte_and_is_freed_once(store: SqlCipherStore) -> None:
    file = store.folder / disk_reserve.NAME
    assert file.stat().st_size == 1_000_000
    assert disk_reserve.free(store.folder)
    assert not disk_reserve.free(store.folder)
    disk_reserve.keep(store.folder)
    assert file.exists()


def test_a_full_disk_that_stops_a_reopening_is_given_the_ballast(
    database: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    open_store(database, key).close()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    really_free = disk_reserve.free

    def free_and_give_room(folder: Path) -> bool:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        return really_free(folder)

    monkeypatch.setattr(disk_reserve, "free", free_and_give_room)
    try:
        # No room for the 32 KB file that readers share.
        resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, before[1]))
        store = open_store(database, key)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not (store.folder / disk_reserve.NAME).exists()
    with pytest.raises(InUse):
        open_store(database, key)
    store.close()
    open_store(database, key).close()
    assert (store.folder / disk_reserve.NAME).exists()
