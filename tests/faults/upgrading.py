"""Upgrades databases, each in a fork that is killed: one line of input names the database."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from alembic import command

from db.engine import writing_engine
from db.schema import upgrade


def _upgrade(database: Path, key: bytes, revision: str) -> None:
    os.write(1, f"{os.getpid()}\n".encode())
    engine = writing_engine(database, key)
    with engine.begin() as connection:
        command.upgrade(upgrade.config(connection), revision)
    engine.dispose()
    os._exit(0)


if __name__ == "__main__":
    for line in sys.stdin:
        revision, key, database = line.strip().split(" ", 2)
        child = os.fork()
        if child == 0:
            _upgrade(Path(database), bytes.fromhex(key), revision)
        os.waitpid(child, 0)
        os.write(1, b"ended\n")
