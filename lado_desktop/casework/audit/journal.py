"""Records in the audit what changes no record: reading, searching, exporting.

There is no switch for it. None of it is refused for want of room on the disk: the next write here
tries again, so reading goes on.
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
    """A record that was put on the screen."""

    kind: str
    id: UUID
    at: datetime
    first: bool
    """The first time in this shift: that alone is a line of the audit."""
    recent: bool = True
    """Its page was opened, so it is listed as opened last. A preview alone does not count."""


@dataclass(frozen=True)
class Searched:
    """What was searched for, without its words: how long each was, and how much was found."""

    lengths: tuple[int, ...]
    hits: int
    where: str
    """In which box: search, palette, or the list's own noun."""
    at: datetime


Seen = Opened | Searched


def opened(shift: Shift, kind: str, id: UUID, *, first: bool, recent: bool = True) -> Opened:
    """Return that a record was opened just now."""
    return Opened(kind, id, shift.clock.now(), first, recent)


def searched(shift: Shift, words: str, hits: int, where: str) -> Searched:
    """Return that words were searched for just now; the words themselves are forgotten here."""
    lengths = tuple(len(word) for word in words.split())
    return Searched(lengths, hits, where, shift.clock.now())


def write_down(shift: Shift, seen: Sequence[Seen]) -> None:
    """Write what was looked at in one transaction. Raises NotSaved where the disk is full."""
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
    """Write that something is about to leave the vault as a file: before it does.

    Raises NotAllowed, NotSaved; the file is then not to be written.
    """
    note(shift, shift.doing("record.take_out"), "export", kind, id, {"what": what})


def ended(shift: Shift, *, locked: bool) -> None:
    """Write that the window was locked or closed. Raises NotSaved."""
    if locked:
        note(shift, shift.doing("window.lock"), "lock")
    else:
        note(shift, shift.doing("window.close"), "close")


def lock_time_changed(shift: Shift, before: int, after: int) -> None:
    """Write that on this computer the window locks after so many idle minutes now."""
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
    """Write one line for what changed no record. Raises NotSaved."""
    with shift.store.writing(act) as session:
        record_event(session, act, action, kind, id, detail)
