"""Records in the audit what changes no record: reading, searching, exporting.

It cannot be switched off. A full disk does not stop an officer from reading: the next write here
tries again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from db.records.audit import ActDone, record_event
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today.recents import put_first


@dataclass(frozen=True)
class Opened:
    """A record that was shown on the screen."""

    kind: str
    id: UUID
    at: datetime
    first: bool
    """The first time in this shift. Only the first time is written into the audit."""
    recent: bool = True
    """Its page was opened, so it joins the list of recent records. A preview does not count."""


@dataclass(frozen=True)
class Searched:
    """A search without its words: how long each word was, and how many results."""

    lengths: tuple[int, ...]
    hits: int
    where: str
    """The box searched in: search, palette, or the noun of a list."""
    at: datetime


Seen = Opened | Searched


def opened(shift: Shift, kind: str, id: UUID, *, first: bool, recent: bool = True) -> Opened:
    """Return the entry for a record opened just now."""
    return Opened(kind, id, shift.clock.now(), first, recent)


def searched(shift: Shift, words: str, hits: int, where: str) -> Searched:
    """Return the entry for a search made just now. It does not contain the words."""
    lengths = tuple(len(word) for word in words.split())
    return Searched(lengths, hits, where, shift.clock.now())


def write_down(shift: Shift, seen: Sequence[Seen]) -> None:
    """Write these entries in one transaction. Raises NotSaved where the disk is full."""
    if not seen:
        return
    at = max(each.at for each in seen).astimezone(UTC)
    looking = replace(shift.doing("record.look"), at=at)
    with shift.store.writing(looking) as session:
        for each in seen:
            if isinstance(each, Searched):
                detail = {"lengths": list(each.lengths), "hits": each.hits, "in": each.where}
                record_event(session, looking, "search", detail=detail)
                continue
            if each.recent:
                put_first(shift, session, each.kind, each.id, each.at)
            if each.first:
                record_event(session, looking, "view", each.kind, each.id)


def took_out(shift: Shift, what: str, kind: str | None = None, id: UUID | None = None) -> None:
    """Write that a file is about to leave the vault. Call it before the file is written.

    Raises NotAllowed and NotSaved. The file must not be written then.
    """
    note(shift, shift.doing("record.take_out"), "export", kind, id, {"what": what})


def ended(shift: Shift, *, locked: bool) -> None:
    """Write that the window was locked or closed. Raises NotSaved."""
    if locked:
        note(shift, shift.doing("window.lock"), "lock")
    else:
        note(shift, shift.doing("window.close"), "close")


def lock_time_changed(shift: Shift, before: int, after: int) -> None:
    """Write that this computer now locks the window after so many idle minutes."""
    changed = {"minutes_until_it_locks": [str(before), str(after)]}
    note(shift, shift.doing("window.lock_after"), "settings", detail=changed)


def note(
    shift: Shift,
    act: ActDone,
    action: str,
    kind: str | None = None,
    id: UUID | None = None,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Write one line for an event that changed no record. Raises NotSaved."""
    with shift.store.writing(act) as session:
        record_event(session, act, action, kind, id, detail)
