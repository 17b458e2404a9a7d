"""The engines beneath a store, by which tests damage, fill and forge a vault.

No act of the program may do that, so a store offers no way to it: the one reach into its inside
that tests have stands here.
"""

from sqlalchemy import Engine

from db.store import Store


def writer(store: Store) -> Engine:
    """The engine that writes: what it writes is in no audit."""
    return store._writer


def readers(store: Store) -> Engine:
    """The engine that reads, to hear what it is asked."""
    return store._readers
