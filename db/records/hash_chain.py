"""The arithmetic of the audit: each line bears a hash over itself and the line before it.

Editing a line without the audit key breaks the chain from there on. Rewriting everything with the
key is found by an anchor: the head of the chain as it was once printed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, String, func, select, type_coerce
from sqlalchemy.orm import Session

from db.problem import VaultDamaged
from db.records.tables import AUDIT, AUDIT_DETAIL, meta_value

START = "0" * 64
"""The chain value before the first line."""

ANCHOR_DIGITS = 20
AUDIT_KEY = "audit_key"

_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(value: Any) -> str:
    """Return a value as JSON in the one form that is hashed."""
    return _json(value)


def commit_to(salt: bytes, body: str) -> str:
    """Return the commitment to a detail: it fixes the detail without revealing it."""
    return hashlib.sha256(salt + body.encode()).hexdigest()


def link(key: bytes, previous: str, line: tuple[Any, ...]) -> str:
    """Return the chain value of a line.

    `line` is seq, at, act id, act, officer, action, target kind, target id and commitment. Ids are
    hashed as 32 hex digits, whether an engine returns a UUID or the text itself.
    """
    # SQLite gives ids as text and PostgreSQL as UUIDs. Both must give the same bytes.
    plain = (previous, *(part.hex if isinstance(part, UUID) else part for part in line))
    return hmac.digest(key, _json(plain).encode(), "sha256").hex()


def audit_key(session: Session) -> bytes:
    """Return the key of the chain, which is stored in the encrypted database."""
    found = meta_value(session, AUDIT_KEY)
    if found is None:
        raise VaultDamaged("The vault lacks the key of its audit. Restore the newest backup.")
    return bytes.fromhex(found)


@dataclass(frozen=True)
class Verdict:
    """The result of checking the whole audit."""

    lines: int
    broken_at: int | None = None
    """The first line that is not as it was written."""
    reason: str = ""

    @property
    def sound(self) -> bool:
        """Tell whether every line, detail and anchor is unchanged."""
        return self.broken_at is None

    def __str__(self) -> str:
        if not self.sound:
            return f"The audit does not hold from line {self.broken_at:,} on: {self.reason}."
        return f"The audit holds: {self.lines:,} lines, each with its detail."


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
    """Check every line, its detail, and each anchor (line, first 20 hex digits).

    No act removes a detail, so a missing one breaks the audit. Two different anchors of one line
    break it too, since one of them was never printed. 1 s for 100,000 lines.
    """
    return _verify(session, 0, START, anchors)


def verify_end(session: Session, count: int) -> Verdict:
    """Check only the last lines, and trust the line before them."""
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
    awaited: dict[int, set[str]] = defaultdict(set)
    for seq, digits in anchors:
        awaited[seq].add(digits.lower())
    rows = session.connection().execute(
        select(*_LINE, AUDIT.c.chain, AUDIT_DETAIL.c.salt, AUDIT_DETAIL.c.body)
        .outerjoin(AUDIT_DETAIL, AUDIT_DETAIL.c.seq == AUDIT.c.seq)
        .where(AUDIT.c.seq > after)
        .order_by(AUDIT.c.seq)
    )
    lines, previous = 0, start
    for row in rows:
        seq = after + lines + 1
        if fault := _fault(row, seq, key, previous, awaited.pop(seq, set())):
            return Verdict(lines, seq, fault)
        lines, previous = lines + 1, row.chain
    if awaited:
        return Verdict(lines, min(awaited), "it was once printed and is missing now")
    return Verdict(lines)


def _fault(row: Row[Any], seq: int, key: bytes, previous: str, printed: Collection[str]) -> str:
    """Return what is wrong with a line in words, or ""."""
    line = row[: len(_LINE)]
    if row.seq != seq:
        return "a line is missing"
    if row.chain != link(key, previous, line):
        return "it was changed"
    if row.body is None:
        return "its detail is missing"
    if row.commit_hash != commit_to(row.salt, row.body):
        return "its detail was changed"
    if not all(row.chain.startswith(digits) for digits in printed):
        return "it is not the one once printed"
    return ""
