"""Upgrades databases, each in a fork that is killed: one line of input names the database.

The argument is the folder of the migrations.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from db.schema import upgrade


def _upgrade(database: Path, key: bytes, revision: str) -> None:
    os.write(1, f"{os.getpid()}\n".encode())
    upgrade.upgrade(database, key, migrations=Path(sys.argv[1]), to=revision)
    os._exit(0)


if __name__ == "__main__":
    for line in sys.stdin:
        revision, key, database = line.strip().split(" ", 2)
        child = os.fork()
        if child == 0:
            _upgrade(Path(database), bytes.fromhex(key), revision)
        os.waitpid(child, 0)
        os.write(1, b"ended\n")
