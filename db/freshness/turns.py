"""The turns of an audit: the acts after which its lines are not those of before.

These are going back to a backup, opening a vault that was not as last seen, and new keys.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.sqlcipher.engine import connect

Ask = Callable[[str], Iterable[Any]]
"""Runs a query on a database, whichever way it is open."""

BACKUP_ROUND = "backup_round"
"""The meta key of the state of the backups (`db.backups.schedule`)."""
RESTORE, ACCEPT = "restore", "accept vault"
NEW_KEYS = ("renew keys", "remove officer")
_TURNS = f"""
SELECT a.seq, a.act_id, a.action, d.body FROM audit a JOIN audit_detail d ON d.seq = a.seq
WHERE a.action IN ('{RESTORE}', '{ACCEPT}', '{NEW_KEYS[0]}', '{NEW_KEYS[1]}') ORDER BY a.seq
"""  # noqa: S608  (our own constants)


@dataclass(frozen=True)
class Turn:
    """A line of the audit after which lines of before may be gone."""

    seq: int
    act_id: str
    action: str
    highest: int | None
    """The highest line left behind; None where nothing was there, or nobody knows."""
    unread: bool
    """A vault was there whose lines could not be read: any may have been left behind."""
    earlier: tuple[str, ...]
    """The turns that were left behind with those lines."""
    key_gen: int
    """The key generation that an officer accepted."""

    def covers(self, seq: int, seen: Collection[str], *, loosely: bool = False) -> bool:
        """Tell whether this explains that line `seq` is gone, for one who saw the turns `seen`.

        `loosely` also where the line does not say what was left behind.
        """
        if self.action in NEW_KEYS or self.act_id in seen:
            return False
        if self.unread or (loosely and self.highest is None):
            return True
        return self.highest is not None and seq <= self.highest


def second_place(ask: Ask) -> str:
    """Return the second place of the backups, as a database knows it; "" for none."""
    stored = list(ask(f"SELECT value FROM meta WHERE key = '{BACKUP_ROUND}'"))  # noqa: S608
    return str(json.loads(stored[0][0]).get("second_place", "")) if stored else ""


def turns(ask: Ask) -> list[Turn]:
    """Return the turns in the audit of a database, oldest first."""
    return [_turn(*row) for row in ask(_TURNS)]


def turns_in(database: Path, key: bytes) -> list[Turn]:
    """Return the turns of a closed database. Raises what `connect` raises."""
    with closing(connect(database, key, reading=True)) as connection:
        return turns(connection.execute)


def ids(found: Iterable[Turn]) -> list[str]:
    """Return the ids of all turns that a history knows of, also of those left behind."""
    known = {
        each
        for turn in found
        if turn.action not in NEW_KEYS
        for each in (turn.act_id, *turn.earlier)
    }
    return sorted(known)


def _turn(seq: int, act_id: object, action: str, body: str) -> Turn:
    detail = json.loads(body)
    highest = detail.get("highest")
    return Turn(
        seq,
        str(act_id).replace("-", ""),
        action,
        None if highest is None else int(highest),
        bool(detail.get("unread")),
        tuple(str(each) for each in detail.get("turns", ())),
        int(detail.get("key_gen") or 0),
    )
