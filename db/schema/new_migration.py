"""Write the next migration from the records: `python -m db.schema.new_migration "Add x"`.

It compares the records with a bare vault brought to the newest shape, writes the difference into
`migrations/versions`, and leaves the reading and trying of it to you.
"""

from __future__ import annotations

import secrets
import sys
import tempfile
from pathlib import Path

from alembic import command

from db.engine import make_file, writing_engine
from db.schema import upgrade


def write_next(message: str) -> Path:
    """Write the next migration and return its path."""
    number = f"{len(upgrade.revisions()) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bare.db"
        make_file(database)
        engine = writing_engine(database, secrets.token_bytes(32))
        if upgrade.revisions():
            upgrade.upgrade(engine)
        with engine.begin() as connection:
            settings = upgrade.config(connection)
            made = command.revision(settings, message, autogenerate=True, rev_id=number)
        engine.dispose()
    return Path(made.path)  # type: ignore[union-attr]  # one revision, not a list


if __name__ == "__main__":
    sys.stdout.write(f"{write_next(sys.argv[1])}\n")
