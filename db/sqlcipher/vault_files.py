"""What a vault's files offer without keys and backups."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.custody import Backups, Keys
from db.records.dangling import Dangling, dangling
from db.records.stored_values import Misstored, misstored
from db.schema.upgrade import current
from db.search import index_check
from db.search.index_check import Stale
from db.sqlcipher import integrity
from db.sqlcipher.store import SqlCipherStore

# Only names that the program makes: somebody may have put other files there.
_OWN = ("vault.json", "data-*.db*", "kept-until-*.db*", "ballast.bin", "in-use.db")


class VaultFiles:
    """The custody of an open vault without known keys. `db.custody.Custody`."""

    def __init__(self, store: SqlCipherStore) -> None:
        self._store = store

    @property
    def place(self) -> str:
        return f"Vault: {self.folder}"

    @property
    def folder(self) -> Path:
        return self._store.folder

    @property
    def vault_id(self) -> str:
        return ""

    @property
    def keys(self) -> Keys | None:
        return None

    @property
    def backups(self) -> Backups | None:
        return None

    def damage(self) -> list[str]:
        return integrity.damage(self._store)

    def damage_anywhere(self) -> list[str]:
        return integrity.damage_anywhere(self._store)

    def dangling(self, session: Session) -> list[Dangling]:
        return dangling(session.connection())

    def misstored(self, session: Session) -> list[Misstored]:
        return misstored(session.connection())

    def stale_indexes(self, session: Session) -> list[Stale]:
        return index_check.stale(session)

    def rebuild_indexes(self, session: Session) -> None:
        index_check.rebuild(session)

    def without_fsync(self) -> None:
        with self._store.between_acts() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")

    def facts(self, session: Session) -> list[str]:
        paths = [path for pattern in _OWN for path in sorted(self.folder.glob(pattern))]
        return [
            f"Free on the vault's disk: {_size(shutil.disk_usage(self.folder).free)}",
            *(f"{path.name}: {_size(path.stat().st_size)}" for path in paths),
            f"Shape of the tables: {current(session.connection())}",
            *(
                f"{name} {session.scalar(text(question))}"
                for name, question in (
                    ("SQLite", "SELECT sqlite_version()"),
                    ("SQLCipher", "PRAGMA cipher_version"),
                )
            ),
        ]


def _size(count: int) -> str:
    return f"{count / 1_000_000:,.1f} MB" if count >= 100_000 else f"{count:,} bytes"
