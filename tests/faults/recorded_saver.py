"""Saves a number of people one after the other, in two openings, saying each as it is acknowledged.

Run under strace. `synchronous` may be given, to see what a weaker setting would lose.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from db.records.audit import ActDone
from db.sqlcipher import engine
from db.sqlcipher.opening import open_store
from lado_desktop.domain.kinds.adult import Adult

if __name__ == "__main__":
    database, key, saves = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), int(sys.argv[3])
    if len(sys.argv) > 4:
        engine._SETTINGS = (*engine._SETTINGS, f"PRAGMA synchronous={sys.argv[4]}")
    for half in range(2):
        store = open_store(database, key)
        for number in range(half * saves // 2, (half + 1) * saves // 2):
            with store.writing(ActDone("Save", None, datetime.now(UTC))) as session:
                person = Adult(family_name=f"Person {number}", address="x" * (number * 997 % 9_000))
                session.add(person)
            os.write(1, f"saved {person.id}\n".encode())
        store.close()
