"""Saves as fast as it can and says what was acknowledged; made to be killed, again and again.

For each line on its input it starts a saver (a fork: what is imported is imported once), which
says its process id, then the key of each record that it saved; `killed` follows its end.
"""

from __future__ import annotations

import itertools
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from db.records.audit import ActDone
from db.sqlcipher.opening import open_store
from lado_desktop.domain.kinds.adult import Adult


def _say(line: object) -> None:
    # Not through Python's buffer: a printed line is out before the next line of code runs.
    os.write(1, f"{line}\n".encode())


def _save_for_ever(database: Path, key: bytes) -> None:
    _say(os.getpid())
    store = open_store(database, key)
    for number in itertools.count():
        with store.writing(ActDone("Save", None, datetime.now(UTC))) as session:
            person = Adult(family_name=f"Person {number}", address="x" * (number * 37 % 3_000))
            session.add(person)
        _say(person.id)


if __name__ == "__main__":
    for _ in sys.stdin:
        saver = os.fork()
        if saver == 0:
            _save_for_ever(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
        os.waitpid(saver, 0)
        _say("\nkilled")
