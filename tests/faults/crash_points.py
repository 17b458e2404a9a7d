"""Does one thing to a vault, its keys or its documents, and is killed at the moment chosen.

For each number on its input a fork does the thing and stops dead there: before or after each call
that makes something last. 0 runs to the end. It says how many moments there were.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from db.backups import backup
from db.backups.restore import restore
from db.records.audit import ActDone
from db.records.session import WritingSession
from db.sqlcipher import copying, store
from db.vault import rotation, slots, vault
from lado_desktop.casework.documents import kept_documents
from lado_desktop.casework.sent.given_file import given
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.practice.practice import practice_named
from lado_desktop.domain.time.clock import StoppedClock

PASSPHRASE = "cobalt ferret quietly juggles turnips"
ANOTHER = "seven walnuts orbit the lighthouse"
NOW = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)
LASTING = (
    (os, "fsync"),
    (Path, "replace"),
    (Path, "rename"),
    (Path, "unlink"),
    (copying, "copy"),
    (copying, "check"),
    (WritingSession, "commit"),
    (store.SqlCipherStore, "close"),
)


def _change(folder: Path) -> None:
    unlocked = vault.unlock(folder, PASSPHRASE)
    slots.change_passphrase(
        unlocked.open(), unlocked, PASSPHRASE, ANOTHER, ActDone("Change", None, NOW)
    )


def _rotate(folder: Path) -> None:
    rotation.rotate(vault.unlock(folder, PASSPHRASE), PASSPHRASE, ActDone("Rotate", None, NOW))


def _restore(folder: Path) -> None:
    unlocked = vault.unlock(folder, PASSPHRASE)
    (newest,) = backup.all_in(backup.folder_of(folder))
    restore(newest, unlocked.master_key, folder, ActDone("Restore", None, NOW), unlocked)


def _keep(folder: Path) -> None:
    store = vault.unlock(folder, PASSPHRASE).open()
    with store.reading() as session:
        officer, contact = session.query(Officer).one(), session.query(Contact.id).scalar()
    shift = Shift(store, officer, practice_named("bromley"), StoppedClock(NOW))
    kept_documents.keep(shift, "contact", contact, given("a.pdf", b"%PDF-1.7 " * 9_000))
    store.close()


def _counted(call: Callable[..., Any], stop_at: int, seen: list[int]) -> Callable[..., Any]:
    def stopping(*arguments: Any, **named: Any) -> Any:
        for moment in range(2):
            seen[0] += 1
            if seen[0] == stop_at:
                os._exit(9)
            if moment == 0:
                result = call(*arguments, **named)
        return result

    return stopping


def _run(what: str, folder: Path, stop_at: int) -> None:
    seen = [0]
    for owner, name in LASTING:
        setattr(owner, name, _counted(getattr(owner, name), stop_at, seen))
    _DOING[what](folder)
    os.write(1, f"{seen[0]}\n".encode())
    os._exit(0)


_DOING = {"change": _change, "rotate": _rotate, "restore": _restore, "keep": _keep}


if __name__ == "__main__":
    for line in sys.stdin:
        what, stop_at, folder = line.strip().split(" ", 2)
        child = os.fork()
        if child == 0:
            _run(what, Path(folder), int(stop_at))
        _, ended = os.waitpid(child, 0)
        if os.waitstatus_to_exitcode(ended) != 0:
            os.write(1, f"ended {os.waitstatus_to_exitcode(ended)}\n".encode())
