"""Days of use: how long something is kept, counted by the days on which the vault was unlocked.

A clock can be set on by anybody. So nothing is removed for the calendar alone, and nothing at the
first opening after a long time.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select

from db.records.tables import AUDIT
from db.sqlcipher.store import SqlCipherStore

DAYS_KEPT = 30
"""The days of use for which replaced data files and unclaimed documents are kept."""
LONGEST_PAUSE = timedelta(days=7)
"""After a longer pause the clock may have been set on."""


def days_since(store: SqlCipherStore, line: int) -> int:
    """Return on how many days the vault was unlocked after an audit line."""
    day = func.substr(AUDIT.c.at, 1, 10)
    query = select(func.count(day.distinct())).where(AUDIT.c.action == "unlock", AUDIT.c.seq > line)
    with store.reading() as session:
        return session.connection().scalar(query) or 0


def is_calm(store: SqlCipherStore, at: datetime) -> bool:
    """Tell whether the clock goes on from the last unlock. Ask before this one is audited."""
    query = select(func.max(AUDIT.c.at)).where(AUDIT.c.action == "unlock")
    with store.reading() as session:
        last = session.connection().scalar(query)
    return last is not None and timedelta() <= at - datetime.fromisoformat(last) <= LONGEST_PAUSE
