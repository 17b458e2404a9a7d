"""What was acknowledged outlasts a power cut, even where the disk had not written all of it."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from db.problem import VaultProblem
from db.records.audit import verify
from db.sqlcipher import copying
from db.sqlcipher.opening import open_store
from lado_desktop.domain.kinds.adult import Adult
from tests.faults.power import CALLS, Call, Disk, read_calls

SAVER = Path(__file__).with_name("recorded_saver.py")

pytestmark = pytest.mark.skipif(
    shutil.which("strace") is None, reason="strace is not installed: sudo apt install strace"
)


def _recorded(database: Path, key: bytes, saves: int, *setting: str) -> tuple[Disk, list[Call]]:
    """Let the saver run on a database; return the disk before it and what it asked of it."""
    before = Disk({str(database): bytearray(database.read_bytes())})
    log = database.parent.parent / "calls"
    command = ["strace", "-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={CALLS}", "-o", str(log)]
    saver = [sys.executable, str(SAVER), str(database), key.hex(), str(saves), *setting]
    done = subprocess.run([*command, *saver], capture_output=True, text=True, check=False)
    if "ptrace" in done.stderr.lower():
        pytest.skip("this machine does not let strace look at another process")
    assert done.returncode == 0, done.stderr
    calls = list(read_calls(log, database.parent))
    log.unlink()
    assert sum(call.name == "said" for call in calls) == saves
    return before, calls


def _lost(folder: Path, key: bytes, files: dict[str, bytes], acknowledged: set[UUID]) -> str:
    """Return what is wrong with a vault as it was found after a power cut; "" for nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for file, data in files.items():
        (folder / Path(file).name).write_bytes(data)
    database = folder / "data-1.db"
    try:
        store = open_store(database, key)
    except VaultProblem as problem:
        return str(problem)
    try:
        with store.reading() as session:
            missing = acknowledged - set(session.scalars(select(Adult.id)))
            verdict = verify(session)
    except VaultProblem as problem:
        return str(problem)
    finally:
        store.close()
    if missing:
        return f"{len(missing)} lost"
    try:
        copying.check(database, key)
    except VaultProblem as problem:
        return str(problem)
    return "" if verdict.sound else str(verdict)


def _cut(folder: Path, key: bytes, recorded: tuple[Disk, list[Call]], cuts: int) -> list[str]:
    """Cut the power at so many moments and return what was wrong after each."""
    disk, calls = recorded
    dice = random.Random(5)
    moments = sorted(dice.sample(range(len(calls)), cuts))
    acknowledged: set[UUID] = set()
    found = []
    for number, call in enumerate(calls):
        disk.do(call)
        if call.name == "said":
            acknowledged.add(UUID(call.said.split()[1]))
        if moments and number == moments[0]:
            moments.pop(0)
            found.append(_lost(folder, key, disk.after_power_cut(dice), acknowledged))
    return found


@pytest.mark.slow
def test_power_cuts_lose_nothing(
    tmp_path: Path,
    database: Path,
    key: bytes,
    times: Callable[[int, int], int],
    figure: Callable[[str], None],
) -> None:
    saves, cuts = times(30, 300), times(40, 500)
    recorded = _recorded(database, key, saves)
    wrong = [problem for problem in _cut(tmp_path / "after", key, recorded, cuts) if problem]
    assert wrong == []
    figure(f"{cuts} of {cuts} states after a power cut good ({saves} saves, WAL, FULL)")


@pytest.mark.slow
def test_the_same_with_a_weaker_setting_loses_saves(
    tmp_path: Path,
    database: Path,
    key: bytes,
    times: Callable[[int, int], int],
    figure: Callable[[str], None],
) -> None:
    cuts = times(40, 200)
    recorded = _recorded(database, key, times(60, 300), "NORMAL")
    found = _cut(tmp_path / "after", key, recorded, cuts)
    wrong = sum(problem.endswith(" lost") for problem in found)
    figure(f"{wrong} of {cuts} states lost saves with synchronous=NORMAL: the test has teeth")
    assert wrong >= cuts / 2
