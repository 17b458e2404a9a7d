"""Reaches the engines beneath a store, so that tests can damage, fill and forge a vault.

No act of the program may do that, so a store offers no way. Tests reach inside it only here.
"""

from pathlib import Path

from alembic import command
from sqlalchemy import Engine, select

from db.documents.sealed_file import FOLDER
from db.postgresql.store import PostgresStore
from db.postgresql.tables import SEALED_DOCUMENT
from db.schema import upgrade
from db.sqlcipher.engine import upgrading_engine
from db.sqlcipher.store import SqlCipherStore
from db.store import Store
from db.vault.custody import VaultCustody
from db.vault.vault import Unlocked


def vault_of(store: Store) -> SqlCipherStore:
    """The store of a vault, with all that no act may do."""
    assert isinstance(store, SqlCipherStore)
    return store


def writer(store: Store) -> Engine:
    """The engine that writes: what it writes is in no audit."""
    if isinstance(store, PostgresStore):
        return store._engine
    return vault_of(store)._writer


def readers(store: Store) -> Engine:
    """The engine that reads, to hear what it is asked."""
    if isinstance(store, PostgresStore):
        return store._reader
    return vault_of(store)._readers


def folder(store: Store) -> Path:
    """The folder of a vault."""
    found = store.custody.folder
    assert found is not None
    return found


def unlocked(store: Store) -> Unlocked:
    """The keys of a vault, as they are now."""
    assert isinstance(store.custody, VaultCustody)
    return store.custody.known


def sealed(store: Store) -> dict[str, bytes]:
    """The sealed bytes of every document that is kept, by its id."""
    if isinstance(store, PostgresStore):
        with store._engine.connect() as connection:
            rows = connection.execute(select(SEALED_DOCUMENT)).all()
        return {row.document_id.hex: row.content for row in rows}
    files = (folder(store) / FOLDER).glob("*")
    return {path.stem: path.read_bytes() for path in files}


def take_back(unlocked: Unlocked, revision: str) -> None:
    """Give the data file of a closed vault the shape that it had at an earlier migration."""
    engine = upgrading_engine(unlocked.database, unlocked.key)
    with engine.begin() as connection:
        command.downgrade(upgrade.config(connection), revision)
    engine.dispose()


def shape_of(unlocked: Unlocked) -> str | None:
    """Return the migration that the data file of a closed vault has gone through last."""
    engine = upgrading_engine(unlocked.database, unlocked.key)
    with engine.connect() as connection:
        found = upgrade.current(connection)
    engine.dispose()
    return found
