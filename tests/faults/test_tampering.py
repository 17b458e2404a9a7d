"""Every way to change the past is found, with the anchor of one print in hand."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from db.records.audit import ActDone, record_event, verify
from db.sqlcipher.opening import open_store
from db.sqlcipher.store import SqlCipherStore
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.record import new_id
from tests import beneath

LINES = 300
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TEXTS = ("at", "act", "action", "target_kind", "commit_hash", "chain")


def _fill(store: SqlCipherStore) -> None:
    for number in range(LINES // 2):
        with store.writing(ActDone(f"ActDone {number}", new_id(), NOON)) as session:
            session.add(Adult(family_name=f"Person {number}"))
            record_event(session, ActDone("View", None, NOON), "view", "adult", new_id(), {"n": 1})


def _edit(connection: Connection, dice: random.Random) -> str:
    seq = dice.randint(1, LINES)
    column = dice.choice(TEXTS)
    connection.execute(text(f"UPDATE audit SET {column} = {column} || 'x' WHERE seq = {seq}"))
    return "edit"


def _officer(connection: Connection, dice: random.Random) -> str:
    seq = dice.randint(1, LINES)
    connection.execute(text(f"UPDATE audit SET officer_id = act_id WHERE seq = {seq}"))
    return "officer"


def _delete(connection: Connection, dice: random.Random) -> str:
    seq = dice.randint(1, LINES)
    connection.execute(text(f"DELETE FROM audit_detail WHERE seq = {seq}"))
    connection.execute(text(f"DELETE FROM audit WHERE seq = {seq}"))
    return "delete"


def _renumber(connection: Connection, dice: random.Random) -> str:
    """Take a line away and close the gap."""
    seq = dice.randint(1, LINES - 1)
    _delete_one(connection, seq)
    for table in ("audit", "audit_detail"):
        connection.execute(text(f"UPDATE {table} SET seq = -seq WHERE seq > {seq}"))
        connection.execute(text(f"UPDATE {table} SET seq = -seq - 1 WHERE seq < 0"))
    return "renumber"


def _delete_one(connection: Connection, seq: int) -> None:
    connection.execute(text(f"DELETE FROM audit_detail WHERE seq = {seq}"))
    connection.execute(text(f"DELETE FROM audit WHERE seq = {seq}"))


def _swap(connection: Connection, dice: random.Random) -> str:
    one, other = dice.sample(range(1, LINES + 1), 2)
    for table in ("audit", "audit_detail"):
        connection.execute(text(f"UPDATE {table} SET seq = 0 WHERE seq = {one}"))
        connection.execute(text(f"UPDATE {table} SET seq = {one} WHERE seq = {other}"))
        connection.execute(text(f"UPDATE {table} SET seq = {other} WHERE seq = 0"))
    return "swap"


def _detail(connection: Connection, dice: random.Random) -> str:
    seq = dice.randint(1, LINES)
    how = dice.choice(("body = body || ' '", "salt = randomblob(16)"))
    connection.execute(text(f"UPDATE audit_detail SET {how} WHERE seq = {seq}"))
    return "detail"


def _cut(connection: Connection, dice: random.Random) -> str:
    seq = dice.randint(1, LINES)
    for table in ("audit_detail", "audit"):
        connection.execute(text(f"DELETE FROM {table} WHERE seq >= {seq}"))
    return "tail cut"


WAYS: tuple[Callable[[Connection, random.Random], str], ...] = (
    _edit,
    _officer,
    _delete,
    _renumber,
    _swap,
    _detail,
    _cut,
)


def _found(database: Path, key: bytes, times: int) -> int:
    store = open_store(database, key)
    _fill(store)
    anchor = store.head()
    with beneath.writer(store).begin() as connection:
        for name in connection.scalars(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit%'")
        ).all():
            connection.execute(text(f"DROP TRIGGER {name}"))
    beneath.writer(store).dispose()
    dice = random.Random(13)
    found = 0
    for number in range(times):
        # Undone at the end, so that each starts from the same sound audit.
        with beneath.writer(store).connect() as connection:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            WAYS[number % len(WAYS)](connection, dice)
            session: Any = _OneConnection(connection)
            found += not verify(session, [anchor]).sound
            connection.rollback()
    with store.reading() as reading:
        assert verify(reading, [anchor]).sound
    store.close()
    return found


class _OneConnection:
    """As much of a session as the check of the audit asks for, on a connection of ours."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def connection(self) -> Connection:
        return self._connection


@pytest.mark.slow
def test_every_tampering_is_found(
    database: Path, key: bytes, times: Callable[[int, int], int], figure: Callable[[str], None]
) -> None:
    tried = times(70, 1_000)
    found = _found(database, key, tried)
    figure(f"{found:,} of {tried:,} tamperings found ({len(WAYS)} kinds, {LINES} lines, 1 anchor)")
    assert found == tried
