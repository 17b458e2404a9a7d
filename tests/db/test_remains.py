"""A making that was broken off is cleared away; a vault that somebody worked in never is."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db.problem import VaultExists, VaultMissing
from db.secrets.keys import Stretching
from db.vault import unfinished, vault
from lado_desktop.unlocking.opening import FirstOfficer, make_vault, open_shift

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
    vault.move_into_place = kill
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
    with pytest.raises(VaultMissing):
        open_shift(folder, PASSPHRASE)
    make_vault(folder, PASSPHRASE, "bromley", FirstOfficer("Ottilie Marsh"), stretching=FAST)
    assert not unfinished.is_broken_off(folder)
    open_shift(folder, PASSPHRASE).store.close()


@pytest.mark.parametrize("more", ["backups/one.ladobak", "data-1.db", "letters.docx", "large"])
def test_nothing_is_cleared_away_where_there_is_anything_else(tmp_path: Path, more: str) -> None:
    unfinished.begin(tmp_path)
    (tmp_path / "vault.json").write_text("{}")
    database = tmp_path / "unfinished.db"
    database.write_bytes(os.urandom(5_000_000 if more == "large" else 9_000))
    if more != "large":
        (tmp_path / more).parent.mkdir(exist_ok=True)
        (tmp_path / more).write_text("kept")
    unfinished.clear_away(tmp_path)
    assert database.exists()
    with pytest.raises(VaultExists):
        vault.create(tmp_path, PASSPHRASE, stretching=FAST)


@pytest.mark.parametrize("lacks", ["nothing", "vault.json"])
@pytest.mark.parametrize("seen", ["by this account", "by another"])
def test_a_planted_note_clears_no_real_vault_away(
    tmp_path: Path, account: Path, lacks: str, seen: str
) -> None:
    folder = tmp_path / "vault"
    make_vault(folder, PASSPHRASE, "bromley", FirstOfficer("Ottilie Marsh"), stretching=FAST)
    open_shift(folder, PASSPHRASE).store.close()
    if seen == "by another":
        shutil.rmtree(account)
    unfinished.begin(folder)
    if lacks == "vault.json":
        (folder / "vault.json").unlink()
    before = (folder / "data-1.db").read_bytes()
    assert not unfinished.is_broken_off(folder)
    with pytest.raises(VaultExists):
        make_vault(folder, PASSPHRASE, "kent", FirstOfficer("Somebody Else"), stretching=FAST)
    assert (folder / "data-1.db").read_bytes() == before


def test_a_vault_that_was_opened_is_never_taken_for_a_broken_making(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    make_vault(folder, PASSPHRASE, "bromley", FirstOfficer("Ottilie Marsh"), stretching=FAST)
    unfinished.begin(folder)
    open_shift(folder, PASSPHRASE).store.close()
    assert not unfinished.is_broken_off(folder)
