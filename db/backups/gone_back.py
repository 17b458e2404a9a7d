"""Notices for officers after the vault was restored, or opened although it was an earlier one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.freshness.turns import ACCEPT, RESTORE
from db.records.audit import Line
from db.records.audit_query import READ_NOTICE, lines
from db.records.slot_officers import officer_of
from db.records.tables import AUDIT
from db.sqlcipher.store import SqlCipherStore
from db.vault.vault import Unlocked
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.time.clock import LONDON

_EXPECTED = "If you did not expect this, tell the manager before you record anything."


def unread(store: SqlCipherStore, unlocked: Unlocked) -> list[str]:
    """Return a sentence for each restore that this officer has not read of.

    It names the backup, who restored it, and which audit lines are gone. The same for a vault that
    another officer opened although it was not as it was last seen.
    """
    with store.reading() as session:
        officer_id = officer_of(session, unlocked.slot_id) if unlocked.slot_id else None
        own = (AUDIT.c.action == READ_NOTICE, AUDIT.c.officer_id == officer_id)
        last = session.connection().scalar(select(func.max(AUDIT.c.seq)).where(*own)) or 0
        found = lines(session, AUDIT.c.action.in_((RESTORE, ACCEPT)), AUDIT.c.seq > last)
        return [
            _sentence(session, each)
            for each in found
            if each.action == RESTORE or each.officer_id != officer_id
        ]


def _sentence(session: Session, line: Line) -> str:
    detail = line.detail or {}
    name = session.scalar(select(Officer.name).where(Officer.id == line.officer_id))
    by = name or detail.get("by", "somebody unknown")
    if line.action == ACCEPT:
        found = " ".join(str(each) for each in detail.get("found", ()))
        return (
            f"On {_moment(line.at)} the vault was opened by {by} although it was not as it was "
            f"last seen. {found} {_EXPECTED}"
        )
    highest = int(detail.get("highest") or 0)
    gone = (
        f"{_lines(line.seq, highest)} not in it, as the audit was numbered then"
        if highest >= line.seq
        else "What was recorded after the backup is not in it"
    )
    made_at = detail.get("made_at")
    backup = f"the backup of {_moment(datetime.fromisoformat(made_at))}" if made_at else "a backup"
    return f"On {_moment(line.at)} the vault went back to {backup}, by {by}. {gone}. {_EXPECTED}"


def _lines(first: int, last: int) -> str:
    return f"Line {first:,} is" if first == last else f"Lines {first:,} to {last:,} are"


def _moment(at: datetime) -> str:
    here = at.astimezone(LONDON)
    return f"{here.day} {here:%B %Y at %H:%M}"
