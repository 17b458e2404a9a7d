"""The custody of a server, whose keys, backups and disk others look after."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from db.custody import Backups, Keys
from db.records.dangling import Dangling
from db.records.stored_values import Misstored
from db.records.tables import meta_value
from db.search.index_check import Stale


class ServerCustody:
    """The custody of a record on a server. `db.custody.Custody`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        with Session(engine) as session:
            self.vault_id = meta_value(session, "vault_id") or ""

    @property
    def place(self) -> str:
        url = self._engine.url
        return f"Server: {url.host or 'this computer'}, database {url.database}"

    @property
    def folder(self) -> Path | None:
        return None

    @property
    def keys(self) -> Keys | None:
        return None

    @property
    def backups(self) -> Backups | None:
        return None

    def damage(self) -> list[str]:
        return []

    def damage_anywhere(self) -> list[str]:
        return []

    def dangling(self, session: Session) -> list[Dangling]:
        """Return nothing: the server refuses such rows."""
        return []

    def misstored(self, session: Session) -> list[Misstored]:
        """Return nothing: the server keeps each type in one form."""
        return []

    def stale_indexes(self, session: Session) -> list[Stale]:
        """Return nothing: those who run the server rebuild its indexes."""
        return []

    def rebuild_indexes(self, session: Session) -> None:
        """Do nothing: those who run the server rebuild its indexes."""

    def facts(self, session: Session) -> list[str]:
        return [f"PostgreSQL {session.scalar(text('SHOW server_version'))}"]

    def without_fsync(self) -> None:
        """Do nothing: the server decides."""
