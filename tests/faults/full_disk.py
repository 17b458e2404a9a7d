"""Saves until the disk is full. Prints each key that was acknowledged and each refusal.

With a number of bytes, no file may grow beyond it (RLIMIT_FSIZE); else the disk itself is small.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from db.problem import NotSaved
from db.records.audit import ActDone
from db.sqlcipher.opening import open_store
from lado_desktop.domain.kinds.adult import Adult

if __name__ == "__main__":
    database, key, limit = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), int(sys.argv[3])
    store = open_store(database, key)
    if limit:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    refused = 0
    while refused < 50:
        try:
            with store.writing(ActDone("Save", None, datetime.now(UTC))) as session:
                person = Adult(family_name="Person", address="x" * 5_000)
                session.add(person)
        except NotSaved:
            refused += 1
            os.write(1, b"refused\n")
        else:
            os.write(1, f"saved {person.id}\n".encode())
    os._exit(0)
