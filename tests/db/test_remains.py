"""A making that was broken off is cleared away; a vault that somebody worked in never is."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db.problem import VaultExists
from db.secrets.keys import Stretching
from db.vault import unfinished, vault
from lado_desktop.unlocking.opening import FirstOfficer, NotReady, make_vault, open_shift

FAST = Stretching(64 * 1024, passes=1)
PASSPHRASE = "cobalt ferret quietly juggles turnips"
MAKE = """
import os, pathlib, sys
from db.vault import vault, vault_file
from db.secrets.keys import Stretching
stop, folder = sys.argv[1], pathlib.Path(sys.argv[2])
def kill(*_):
    os._exit(9)
if stop == "before the rename":
    pathlib.Path.rename = kill
elif stop == "before vault.json":
    vault_file.write = kill
first = kill if stop == "before the first officer" else lambda _: None
vault.create(folder, sys.argv[3], stretching=Stretching(64 * 1024, passes=1), first=first)
"""


@pytest.fixture
def broken_off(tmp_path: Path) -> Callable[[str], Path]:
    """A folder in which a making was killed."""

    def make(stop: str) -> Path:
        folder = tmp_path / "vault"
        done = subprocess.run(
            [sys.executable, "-c", MAKE, stop, str(folder), PASSPHRASE], check=False, timeout=60
        )
        assert done.returncode == 9
        return folder

    return make


@pytest.mark.slow
@pytest.mark.parametrize(
    "stop", ["before the rename", "before vault.json", "before the first officer"]
)
def test_a_vault_is_made_over_what_a_killed_making_left(
    broken_off: Callable[[str], Path], stop: str
) -> None:
    folder = broken_off(stop)
    assert unfinished.is_broken_off(folder)
    if stop == "before the first officer":
        with pytest.raises(NotReady, match="Make it again in the same folder"):
            open_shift(folder, PASSPHRASE)
        assert unfinished.is_broken_off(folder)
    make_vault(folder, PASSPHRASE, "bromley", FirstOfficer("Ottilie Marsh"), stretching=FAST)
    assert not unfinished.is_broken_off(folder)
    open_shift(folder, PASSPHRASE).store.close()


@pytest.mark.parametrize("more", ["backups/one.ladobak", "data-2.db", "letters.docx", "large"])
def test_nothing_is_cleared_away_where_there_is_anything_else(tmp_path: Path, more: str) -> None:
    unfinished.begin(tmp_path)
    (tmp_path / "vault.json").write_text("{}")
    database = tmp_path / "data-1.db"
    database.write_bytes(os.urandom(5_000_000 if more == "large" else 9_000))
    if more != "large":
        (tmp_path / more).parent.mkdir(exist_ok=True)
        (tmp_path / more).write_text("kept")
    unfinished.clear_away(tmp_path)
    assert database.exists()
    with pytest.raises(VaultExists):
        vault.create(tmp_path, PASSPHRASE, stretching=FAST)


def test_a_vault_that_was_opened_is_never_taken_for_a_broken_making(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    make_vault(folder, PASSPHRASE, "bromley", FirstOfficer("Ottilie Marsh"), stretching=FAST)
    unfinished.begin(folder)
    open_shift(folder, PASSPHRASE).store.close()
    assert not unfinished.is_broken_off(folder)
