"""The latest sign-ins to a vault, with each wrong passphrase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from db.records.audit import Line
from db.records.audit_query import lines
from db.records.tables import AUDIT
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.time.clock import LONDON


@dataclass(frozen=True)
class SignIn:
    """One successful or refused attempt to unlock the vault."""

    at: datetime
    """London time. For a wrong passphrase: when it was typed, by the computer's clock."""
    who: str
    done: str


def sign_ins(shift: Shift, limit: int = 12) -> list[SignIn]:
    """Return the latest sign-ins and wrong passphrases, newest first."""
    with shift.reading() as session:
        names = {row.id: row.name for row in session.execute(select(Officer.id, Officer.name))}
        which = AUDIT.c.action.in_(("unlock", "failed unlock"))
        found = lines(session, which, newest_first=True, limit=limit)
    return [_sign_in(line, names.get(line.officer_id, "")) for line in found]


def _sign_in(line: Line, name: str) -> SignIn:
    detail = line.detail or {}
    if line.action == "unlock":
        by = str(detail.get("by", "passphrase"))
        return SignIn(line.at.astimezone(LONDON), name or "Nobody named", f"Unlocked by {by}")
    text = str(detail.get("at") or line.at.isoformat())
    account = str(detail.get("account") or "not known")
    at = datetime.fromisoformat(text).astimezone(LONDON)
    return SignIn(at, f"Account {account}", "A passphrase was wrong")
