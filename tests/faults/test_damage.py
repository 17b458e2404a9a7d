"""Damage to the data file is found, and told as damage."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from db.problem import VaultDamaged
from db.records.audit import ActDone
from db.sqlcipher import copying
from db.sqlcipher.opening import open_store
from lado_desktop.domain.kinds.adult import Adult

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def _found(database: Path, key: bytes, flips: int, cuts: int) -> int:
    store = open_store(database, key)
    with store.writing(ActDone("Fill", None, NOON)) as session:
        session.add_all(Adult(family_name=f"Person {n}", address="x" * 900) for n in range(150))
    store.close()
    copying.check(database, key)
    whole = database.read_bytes()
    dice = random.Random(3)
    found = 0
    for number in range(flips + cuts):
        damaged = bytearray(whole)
        if number < flips:
            damaged[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        else:
            del damaged[dice.randrange(len(whole)) :]
        database.write_bytes(damaged)
        try:
            copying.check(database, key)
        except VaultDamaged as problem:
            found += "damaged" in str(problem)
    return found


def test_every_flip_and_every_cut_is_found(
    database: Path, key: bytes, times: Callable[[int, int], int], figure: Callable[[str], None]
) -> None:
    flips, cuts = times(16, 200), times(4, 50)
    found = _found(database, key, flips, cuts)
    figure(f"{found} of {flips + cuts} flips of one bit and cuts found, and called damage")
    assert found == flips + cuts
