"""What a command asks where somebody is at a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from db.backups.restore import restore
from db.records.audit import ActDone
from db.records.tables import AUDIT
from db.vault import vault as vaults
from lado_desktop.casework.custody import backups
from lado_desktop.casework.people import adults
from lado_desktop.unlocking.opening import open_shift
from tests.whole_vault import NOW, PASSPHRASE

pty = pytest.importorskip("pty", reason="Windows has no such terminal to test with")
pytestmark = pytest.mark.slow


def _typed(vault: Path, password: Path, *words: str) -> tuple[int, str]:
    """Run `verify` at a terminal, with these lines typed; return its code and what it asked."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "lado_desktop", "verify", str(vault)]
    with subprocess.Popen(
        [*command, "--password-file", str(password)],
        stdin=theirs,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    ) as program:
        os.close(theirs)
        os.write(ours, "".join(f"{word}\n" for word in words).encode())
        said = b""
        try:
            while piece := os.read(ours, 4096):
                said += piece
        except OSError:  # the other end is closed
            pass
    os.close(ours)
    return program.returncode, " ".join(said.decode().split())


def _actions(vault: Path) -> list[str]:
    shift = open_shift(vault, PASSPHRASE)
    with shift.store.reading() as session:
        found = session.connection().scalars(select(AUDIT.c.action)).all()
    shift.store.close()
    return list(found)


def test_an_older_vault_is_opened_by_a_word_alone(vault: Path, password: Path) -> None:
    earlier = {path: path.read_bytes() for path in vault.iterdir()}
    shift = open_shift(vault, PASSPHRASE)
    adults.add(shift, {"family_name": "Featherstone"})
    shift.store.close()
    for path, content in earlier.items():
        path.write_bytes(content)
    code, said = _typed(vault, password, "yes")
    assert (code, "Type OPEN to open it all the same" in said) == (1, True)
    assert _typed(vault, password, "OPEN")[0] == 0
    assert "accept vault" in _actions(vault)


def test_a_restore_is_said_until_it_was_read(vault: Path, password: Path) -> None:
    shift = open_shift(vault, PASSPHRASE)
    made = backups.back_up(shift, "asked for")
    shift.store.close()
    unlocked = vaults.unlock(vault, PASSPHRASE)
    restore(made, unlocked.master_key, vault, ActDone("backup.restore", None, NOW), unlocked)
    for word, asked in (("", True), ("READ", True), ("", False)):
        code, said = _typed(vault, password, word)
        assert (code, "Type READ once you have read this" in said) == (0, asked)
        assert ("went back to the backup" in said) == asked
    assert _actions(vault).count("read notice") == 1
