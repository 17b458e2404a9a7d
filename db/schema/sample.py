"""Sample vaults: a used vault of every released shape, stored as files.

A sample is a folder named after the day of its shape: `vault.json` with a known passphrase,
`documents` with their sealed files, and the whole database as compressed SQL.
"""

from __future__ import annotations

import lzma
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from db.documents import sealed_file
from db.sqlcipher.engine import connect
from db.vault import vault, vault_file
from db.vault.in_place import make_file
from db.vault.vault import Unlocked

SAMPLES = Path(__file__).parent / "samples"
PASSPHRASE = "harbour-thimble-walnut-six-kites"  # noqa: S105  (nobody is protected by it)
"""The passphrase of all samples."""

DATA = "data.sql.xz"
_INDEX = "search_index"
_SECURE_DELETE = "INSERT INTO search_index(search_index, rank) VALUES ('secure-delete', 1);"


def samples() -> list[Path]:
    """Return the folders of the samples, oldest shape first."""
    return sorted(path.parent for path in SAMPLES.glob(f"*/{DATA}"))


def keep(unlocked: Unlocked, sample: Path) -> None:
    """Write a closed vault as a new sample. Raises FileExistsError."""
    sample.mkdir(parents=True)
    shutil.copyfile(unlocked.folder / vault_file.NAME, sample / vault_file.NAME)
    shutil.copytree(unlocked.folder / sealed_file.FOLDER, sample / sealed_file.FOLDER)
    with closing(connect(unlocked.database, unlocked.key, reading=True)) as connection:
        script = "\n".join(_dumped(connection))
    packed = lzma.compress(script.encode(), preset=9 | lzma.PRESET_EXTREME)
    (sample / DATA).write_bytes(packed)


def load(sample: Path, folder: Path) -> Unlocked:
    """Load a sample into a new folder, and return it unlocked."""
    folder.mkdir(mode=0o700, parents=True)
    shutil.copyfile(sample / vault_file.NAME, folder / vault_file.NAME)
    shutil.copytree(sample / sealed_file.FOLDER, folder / sealed_file.FOLDER)
    unlocked = vault.unlock(folder, PASSPHRASE)
    make_file(unlocked.database)
    with closing(connect(unlocked.database, unlocked.key)) as connection:
        # Rows come in the order of table names, not of references.
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.executescript(lzma.decompress((sample / DATA).read_bytes()).decode())
    return unlocked


def _dumped(connection: Any) -> Iterator[str]:
    """Yield a database as SQL statements. sqlcipher3 has no `iterdump`."""
    schema = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE"
        " 'sqlite_%' AND name NOT LIKE 'search_index_%' ORDER BY type, name"
    ).fetchall()
    tables = [(name, sql) for type_, name, sql in schema if type_ == "table"]
    yield "BEGIN;"
    for name, sql in tables:
        yield f"{sql};"
        if name == _INDEX:
            # Without this a deleted name stays readable in the index's pages.
            yield _SECURE_DELETE
    for name, _ in tables:
        yield from _rows(connection, name)
    # Triggers last: they refuse rows out of order.
    yield from (f"{sql};" for type_, _, sql in schema if type_ != "table")
    yield "COMMIT;"


def _rows(connection: Any, table: str) -> Iterator[str]:
    columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    names = [f'"{name}"' for _, name, *_ in columns]
    keys = sorted((place, f'"{name}"') for _, name, _, _, _, place in columns if place)
    order = [name for _, name in keys] or names
    if table == _INDEX:
        # `search_row` refers to rows of the index by number.
        names, order = ["rowid", *names], ["rowid"]
    quoted = " || ',' || ".join(f"quote({name})" for name in names)
    rows = f'SELECT {quoted} FROM "{table}" ORDER BY {", ".join(order)}'  # noqa: S608
    for (values,) in connection.execute(rows):
        yield f'INSERT INTO "{table}" ({", ".join(names)}) VALUES ({values});'  # noqa: S608


if __name__ == "__main__":
    load(SAMPLES / sys.argv[1], Path(sys.argv[2]))
