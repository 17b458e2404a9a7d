"""The engines beneath a store, by which tests damage, fill and forge a vault.

No act of the program may do that, so a store offers no way to it: the one reach into its inside
that tests have stands here.
"""

from alembic import command
from sqlalchemy import Engine

from db.schema import upgrade
from db.sqlcipher.engine import upgrading_engine
from db.sqlcipher.store import Store
from db.vault.vault import Unlocked


def writer(store: Store) -> Engine:
    """The engine that writes: what it writes is in no audit."""
    return store._writer


def readers(store: Store) -> Engine:
    """The engine that reads, to hear what it is asked."""
    return store._readers


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
