from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db.problem import InUse
from db.sqlcipher.opening import open_store
from db.sqlcipher.store import SqlCipherStore
from db.vault.in_use import HOLDER, VaultLock

Run = Callable[..., subprocess.CompletedProcess[str]]

OPEN = """
import sys
from pathlib import Path
from db.problem import InUse
from db.sqlcipher.opening import open_store
try:
    open_store(Path(sys.argv[1]), bytes(range(32))).close()
except InUse as refused:
    print(refused)
else:
    print("opened")
"""

HOLD = """
import sys, time
from pathlib import Path
from db.sqlcipher.opening import open_store
store = open_store(Path(sys.argv[1]), bytes(range(32)))
print("held", flush=True)
time.sleep(60)
"""


@pytest.mark.slow
def test_a_second_program_is_told_who_has_the_vault_and_since_when(
    store: SqlCipherStore, database: Path, run: Run
) -> None:
    said = run(OPEN, database).stdout.strip()
    assert re.fullmatch(
        r"This vault is open already, by the account \S+ on \S*, "
        r"since \d\d:\d\d on \d{1,2} \w+ \d{4}\. Close it there first\.",
        said,
    )
    store.close()
    assert run(OPEN, database).stdout.strip() == "opened"


def test_the_same_program_does_not_open_a_vault_twice(
    store: SqlCipherStore, database: Path
) -> None:
    with pytest.raises(InUse):
        open_store(database, bytes(range(32)))
    assert (store.folder / HOLDER).exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"since": 3}', '{"since": "noon"}'])
def test_without_a_readable_note_the_sentence_still_says_what_to_do(
    store: SqlCipherStore, database: Path, text: str
) -> None:
    (store.folder / HOLDER).write_text(text)
    with pytest.raises(InUse, match="Close it there first"):
        open_store(database, bytes(range(32)))


def test_a_note_that_was_left_behind_locks_nothing(tmp_path: Path) -> None:
    (tmp_path / HOLDER).write_text(json.dumps({"account": "ann"}))
    lock = VaultLock(tmp_path)
    lock.release()
    lock.release()
    assert not (tmp_path / HOLDER).exists()


def test_a_killed_program_gives_the_vault_free(database: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(database)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with pytest.raises(InUse):
            open_store(database, bytes(range(32)))
        child.kill()
        child.wait()
        open_store(database, bytes(range(32))).close()


def test_a_failed_opening_gives_the_vault_free(database: Path) -> None:
    with pytest.raises(Exception, match="data file"):
        open_store(database, bytes(32))
    open_store(database, bytes(range(32))).close()


@pytest.mark.slow
def test_a_refused_second_lock_of_this_program_lets_no_other_program_in(
    store: SqlCipherStore, database: Path, run: Run
) -> None:
    """Closing any descriptor of the file would drop the locks of this process."""
    with pytest.raises(InUse):
        open_store(database, bytes(range(32)))
    assert "open already" in run(OPEN, database).stdout
