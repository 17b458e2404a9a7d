"""Keeps the account's note of an open vault: after commits, at backups and at closing."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from db.freshness import seen_note
from db.freshness.looking import PRACTICE_DATA
from db.freshness.seen_note import SeenNote
from db.freshness.turns import Ask, ids, second_place, turns
from db.problem import VaultProblem
from db.vault import vault, vault_file
from db.vault.vault import Unlocked

EVERY = 60.0
"""Seconds between two notes of one opening, besides those at backups and at the end."""


class KeptNote:
    """`db.sqlcipher.store.Seen` of an open vault. Its failures stop nothing: it is a floor."""

    def __init__(
        self, keys: Callable[[], Unlocked], seconds: Callable[[], float] = time.monotonic
    ) -> None:
        """`keys` returns today's keys of the vault."""
        self._keys, self._seconds = keys, seconds
        self._next = 0.0

    def is_due(self) -> bool:
        return self._seconds() >= self._next

    def keep(self, ask: Ask) -> None:
        self._next = self._seconds() + EVERY
        # Each of these is shown by the next act that needs it.
        with suppress(DBAPIError, VaultProblem):
            self._keep(ask)

    def _keep(self, ask: Ask) -> None:
        unlocked = self._keys()
        practice = list(ask(f"SELECT 1 FROM meta WHERE key = '{PRACTICE_DATA}'"))  # noqa: S608
        last = list(ask("SELECT seq, chain FROM audit ORDER BY seq DESC LIMIT 1"))
        if practice or not last:
            return
        before = seen_note.note_of(unlocked.vault_id, unlocked.folder)
        known = {*ids(turns(ask)), *(before.turns if before else ())}
        note = SeenNote(
            vault_id=unlocked.vault_id,
            folder=seen_note.folder_name(unlocked.folder),
            key_gen=vault_file.parse(vault.text_of(unlocked.folder)).key_gen,
            seq=last[0][0],
            head=last[0][1],
            turns=tuple(sorted(known)),
            second=second_place(ask),
            at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        seen_note.keep(note, unlocked.master_key)


def forget_moved(unlocked: Unlocked) -> None:
    """Remove this account's notes of the vault in folders that no longer exist."""
    here = seen_note.folder_name(unlocked.folder)
    for note in seen_note.notes():
        moved = note.vault_id == unlocked.vault_id and note.folder != here
        if moved and not Path(note.folder).is_dir():
            seen_note.drop(note)
