"""The arithmetic of the audit: each line bears a hash over itself and the line before it.

Whoever edits a line without the audit key breaks the chain from there on. Whoever holds the key
and rewrites everything is found by an anchor: the head of the chain as it was once printed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, func, select, type_coerce
from sqlalchemy.orm import Session

from db.problem import VaultDamaged
from db.tables import AUDIT, AUDIT_DETAIL, meta_value

START = "0" * 64
"""What stands before the first line."""

ANCHOR_DIGITS = 20
AUDIT_KEY = "audit_key"

_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(value: Any) -> str:
    """Return a value as JSON in the one form that is hashed."""
    return _json(value)


def commit_to(salt: bytes, body: str) -> str:
    """Return the commitment to a detail: it tells nothing of the detail, and fixes it."""
    return hashlib.sha256(salt + body.encode()).hexdigest()


def link(key: bytes, previous: str, line: tuple[Any, ...]) -> str:
    """Return the chain value of a line.

    `line` is seq, at, act id, act, officer, action, target kind, target id and commitment;
    ids are 32 hex digits.
    """
    return hmac.digest(key, _json((previous, *line)).encode(), "sha256").hex()


def audit_key(session: Session) -> bytes:
    """Return the key of the chain, which lies in the encrypted database itself."""
    found = meta_value(session, AUDIT_KEY)
    if found is None:
        raise VaultDamaged("The vault lacks the key of its audit. Restore the newest backup.")
    return bytes.fromhex(found)


@dataclass(frozen=True)
class Verdict:
    """What a check of the whole audit found."""

    lines: int
    details: int
    erased: int
    """Lines whose detail is gone, as after a lawful disposal."""
    broken_at: int | None = None
    """The first line that does not hold."""
    reason: str = ""

    @property
    def sound(self) -> bool:
        """Tell whether every line, detail and anchor holds."""
        return self.broken_at is None

    def __str__(self) -> str:
        if not self.sound:
            return f"The audit does not hold from line {self.broken_at:,} on: {self.reason}."
        erased = f", {self.erased:,} details lawfully erased" if self.erased else ""
        return f"The audit holds: {self.lines:,} lines, {self.details:,} details{erased}."


_LINE = (
    AUDIT.c.seq,
    AUDIT.c.at,
    type_coerce(AUDIT.c.act_id, String),
    AUDIT.c.act,
    type_coerce(AUDIT.c.officer_id, String),
    AUDIT.c.action,
    AUDIT.c.target_kind,
    type_coerce(AUDIT.c.target_id, String),
    AUDIT.c.commit_hash,
)


def verify(session: Session, anchors: Iterable[tuple[int, str]] = ()) -> Verdict:
    """Check every line, every detail that is kept, and the anchors (line, first 20 hex digits).

    A second for 100,000 lines.
    """
    return _verify(session, 0, START, anchors)


def verify_end(session: Session, count: int) -> Verdict:
    """Check the last lines alone; the line before them is taken as it stands."""
    connection = session.connection()
    before = (connection.scalar(select(func.max(AUDIT.c.seq))) or 0) - count
    if before <= 0:
        return verify(session)
    start = connection.scalar(select(AUDIT.c.chain).where(AUDIT.c.seq == before))
    return _verify(session, before, start or START, ())


def _verify(
    session: Session, after: int, start: str, anchors: Iterable[tuple[int, str]]
) -> Verdict:
    key = audit_key(session)
    awaited = {seq: digits.lower() for seq, digits in anchors}
    rows = session.connection().execute(
        select(*_LINE, AUDIT.c.chain, AUDIT_DETAIL.c.salt, AUDIT_DETAIL.c.body)
        .outerjoin(AUDIT_DETAIL, AUDIT_DETAIL.c.seq == AUDIT.c.seq)
        .where(AUDIT.c.seq > after)
        .order_by(AUDIT.c.seq)
    )
    lines = details = 0
    previous = start

    def broken(seq: int, reason: str) -> Verdict:
        return Verdict(lines, details, lines - details, seq, reason)

    for row in rows:
        line, chain, salt, body = row[:9], row[9], row[10], row[11]
        seq = after + lines + 1
        if line[0] != seq:
            return broken(seq, "a line is missing")
        if chain != link(key, previous, line):
            return broken(seq, "it was changed")
        if body is not None:
            if commit_to(salt, body) != line[8]:
                return broken(seq, "its detail was changed")
            details += 1
        lines += 1
        previous = chain
        if seq in awaited and not chain.startswith(awaited.pop(seq)):
            return broken(seq, "it is not the one once printed")
    if awaited:
        return broken(min(awaited), "it was once printed and is missing now")
    return Verdict(lines, details, lines - details)
