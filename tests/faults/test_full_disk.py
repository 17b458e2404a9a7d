"""A full disk: what was acknowledged is there, what was not was refused in a sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from db.problem import NotSaved, WrongPassphrase
from db.records.audit import ActDone, verify
from db.sqlcipher import disk_reserve, integrity
from db.sqlcipher.opening import make_database, open_store
from db.vault import slots, vault
from db.vault.vault import Unlocked
from lado_desktop.domain.kinds.adult import Adult

PASSPHRASE = "cobalt ferret quietly juggles turnips"
ANOTHER = "seven walnuts orbit the lighthouse"
FULL = Path(__file__).with_name("full_disk.py")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="only POSIX can be told to run short")


def _fill(database: Path, key: bytes, limit: int) -> tuple[set[UUID], int]:
    command = [sys.executable, str(FULL), str(database), key.hex(), str(limit)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    saved = {UUID(line.split()[1]) for line in lines if line.startswith("saved")}
    return saved, lines.count("refused")


def _check(database: Path, key: bytes, saved: set[UUID]) -> None:
    store = open_store(database, key)
    with store.reading() as session:
        assert set(session.scalars(select(Adult.id))) == saved
        assert verify(session).sound
    assert integrity.damage(store) == []
    store.close()


@pytest.mark.slow
def test_where_a_file_may_not_grow_what_was_acknowledged_is_there(
    database: Path, key: bytes, figure: Callable[[str], None]
) -> None:
    saved, refused = _fill(database, key, database.stat().st_size + 1_500_000)
    assert len(saved) > 10
    _check(database, key, saved)
    figure(f"{len(saved)} acknowledged = {len(saved)} found, {refused} refused (RLIMIT_FSIZE)")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("only root may make a small disk")
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody make a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.slow
def test_a_full_disk_is_opened_again_with_the_ballast(
    small_disk: Path, key: bytes, figure: Callable[[str], None]
) -> None:
    database = small_disk / "data-1.db"
    make_database(database, key, {})
    saved, refused = _fill(database, key, 0)
    assert len(saved) > 10
    # The saver ended without closing, and somebody else filled what was left.
    (small_disk / "data-1.db-shm").unlink()
    _fill_up(small_disk / "other")
    assert (small_disk / disk_reserve.NAME).exists()
    _check(database, key, saved)
    assert not (small_disk / disk_reserve.NAME).exists()
    figure(f"{len(saved)} acknowledged = {len(saved)} found on a full disk, {refused} refused")


@pytest.mark.slow
def test_however_little_room_is_left_a_change_of_passphrase_is_reported_as_it_is(
    small_disk: Path, unlocked: Unlocked, figure: Callable[[str], None]
) -> None:
    refused = 0
    rooms = range(14)
    for pages in rooms:
        folder = small_disk / "vault"
        shutil.copytree(unlocked.folder, folder)
        there = replace(unlocked, folder=folder, database=folder / unlocked.database.name)
        store = there.open()
        _fill_up(small_disk / "other", pages)
        holds = ANOTHER
        try:
            act = ActDone("Change", None, datetime(2026, 11, 22, 9, 5, tzinfo=UTC))
            slots.change_passphrase(store, there, PASSPHRASE, ANOTHER, act)
        except NotSaved:
            refused, holds = refused + 1, PASSPHRASE
        finally:
            (small_disk / "other").unlink()
        store.close()
        assert vault.unlock(folder, holds).slot_id == unlocked.slot_id
        with pytest.raises(WrongPassphrase):
            vault.unlock(folder, PASSPHRASE if holds == ANOTHER else ANOTHER)
        shutil.rmtree(folder)
    assert 2 < refused < len(rooms)
    figure(
        f"{refused} of {len(rooms)} changes of passphrase refused for want of room, and none was"
    )


def _fill_up(path: Path, but: int = 0) -> None:
    """Fill the disk, but for some pages."""
    with path.open("wb", buffering=0) as file:
        with suppress(OSError):
            while True:
                file.write(bytes(4_096))
        file.truncate(max(file.tell() - but * 4_096, 0))
