"""A program killed while it saves loses nothing that it had acknowledged."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from db.records.audit import verify
from db.search.index import Hit
from db.sqlcipher import integrity
from db.sqlcipher.full_text import FullText
from db.sqlcipher.opening import make_database, open_store
from lado_desktop.domain.kinds.adult import Adult

KEY = bytes(range(32))
LOOP = Path(__file__).with_name("saving_loop.py")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the savers are forks")


def _kill_while_saving(nursery: subprocess.Popen[str], dice: random.Random) -> list[UUID]:
    """Let a saver save some, kill it in the midst of the next, return what it had acknowledged."""
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    nursery.stdin.write("\n")
    nursery.stdin.flush()
    saver = int(nursery.stdout.readline())
    said = [nursery.stdout.readline() for _ in range(dice.randint(5, 25))]
    time.sleep(dice.uniform(0, 0.005))
    os.kill(saver, signal.SIGKILL)
    for line in nursery.stdout:
        if line == "killed\n":
            break
        said.append(line)
    # One cut short by the kill was not acknowledged.
    return [UUID(line.strip()) for line in said if len(line.strip()) == 36]


def _check(database: Path, acknowledged: list[UUID]) -> None:
    store = open_store(database, KEY)
    try:
        head = store.head()
        with store.reading() as session:
            found = set(session.scalars(select(Adult.id)))
            verdict = verify(session, [head])
            hits = FullText().find(session, "person", limit=len(found) + 1)
        assert set(acknowledged) <= found
        assert verdict.sound, verdict
        # No record without its line and its words, no line and no words without their record.
        assert verdict.lines == len(found)
        assert set(hits) == {Hit("adult", key) for key in found}
        assert integrity.damage(store) == []
    finally:
        store.close()


def _kill_and_look(folder: Path, kills: int) -> int:
    database = folder / "data-1.db"
    make_database(database, KEY, {})
    dice = random.Random(11)
    acknowledged: list[UUID] = []
    with subprocess.Popen(
        [sys.executable, str(LOOP), str(database), KEY.hex()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as nursery:
        for _ in range(kills):
            acknowledged += _kill_while_saving(nursery, dice)
            _check(database, acknowledged)
        assert nursery.stdin is not None
        nursery.stdin.close()
    return len(acknowledged)


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_by_kills(
    tmp_path: Path, times: Callable[[int, int], int], figure: Callable[[str], None]
) -> None:
    kills = times(10, 100)
    saves = _kill_and_look(tmp_path, kills)
    figure(f"{saves:,} acknowledged saves over {kills} kills, 0 lost, the audit whole after each")
    assert saves >= 10 * kills
