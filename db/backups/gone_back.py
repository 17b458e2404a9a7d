"""What each officer is shown after the vault went back to a backup."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.records.audit import Line
from db.records.audit_query import lines
from db.records.tables import AUDIT
from db.sqlcipher.store import Store
from db.vault import slots
from db.vault.vault import Unlocked
from lado_desktop.domain.kinds.officer import Officer


def notices(store: Store, unlocked: Unlocked) -> list[str]:
    """Return a sentence for each restore since this officer last opened the vault.

    To be asked before this opening is written into the audit. It says from which backup, by whom,
    and which lines of the audit are gone.
    """
    with store.reading() as session:
        officer_id = slots.officer_of(session, unlocked.slot_id) if unlocked.slot_id else None
        own = (AUDIT.c.action == "unlock", AUDIT.c.officer_id == officer_id)
        last = session.connection().scalar(select(func.max(AUDIT.c.seq)).where(*own)) or 0
        since = lines(session, AUDIT.c.action == "restore", AUDIT.c.seq > last)
        return [_sentence(session, line) for line in since]


def _sentence(session: Session, line: Line) -> str:
    detail = line.detail or {}
    name = session.scalar(select(Officer.name).where(Officer.id == line.officer_id))
    replaced = int(str(detail.get("replaced") or 0).partition(":")[0])
    gone = (
        f"Lines {line.seq:,} to {replaced:,} of the audit, as it was then, are not in it"
        if replaced >= line.seq
        else "What was recorded after the backup is not in it"
    )
    at = line.at.astimezone()
    return (
        f"On {at.day} {at:%B %Y at %H:%M} the vault went back to the backup "
        f"{detail.get('file', '')}, by {name or detail.get('by', 'somebody unknown')}. {gone}. If "
        "you did not expect this, tell the manager before you record anything."
    )
