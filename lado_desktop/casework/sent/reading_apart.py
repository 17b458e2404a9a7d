"""Reads a sent file in a separate process, which is shut into a cage.

A file made to harm its reader, a PDF above all, then meets a process without the vault and its
keys, which can open no file and no connection and start no program. Bytes go in and words come out
by pipes.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import lado_desktop
from lado_desktop.cage.caged_program import reply_of
from lado_desktop.cage.inside import shut
from lado_desktop.cage.limits import CageError, Limits, NoCage, TookTooLong
from lado_desktop.casework.sent.read_file import (
    CUT,
    MOST_BYTES,
    MOST_NAMES,
    MOST_TEXT,
    ReadFile,
    Uncaged,
    Unreadable,
)
from lado_desktop.domain.fields.text import clean, one_line

ARGUMENT = "--read-file"
"""The command-line argument that starts the reading process. Nobody types it."""

CAGE = Limits(memory=300_000_000, processor=5, seconds=30, reply=2_000_000)
"""The 30 seconds are by the clock: a busy computer gives 5 seconds of its processor late."""

_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_LINE = 1_000
"""Characters of a subject, a sender or the name of an attachment."""
_TOO_LONG = "Reading this file took too long, so it was not read."
_BROKE = "This file broke off its own reading, so it was not read. It may be damaged, or harmful."
_TOO_LARGE = "Reading this file needs too much memory, so it was not read."
_UNCAGED = (
    "This computer does not offer the protection under which files are read, so this file was "
    "not read. Open it in its own program and copy what matters. IT finds more in the IT note."
)


def read_apart(content: bytes, limits: Limits = CAGE) -> ReadFile:
    """Read a file's bytes, for all kinds that `read_any` knows.

    To be called off the window's thread. Raises Unreadable with the sentence to show, and Uncaged
    where this system has no cage.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable(f"This file is larger than {MOST_BYTES // 1_000_000} MB and was not read.")
    frozen = getattr(sys, "frozen", False)
    own = [] if frozen else ["-m", "lado_desktop"]
    command = [sys.executable, *own, ARGUMENT, os.path.expanduser("~")]  # noqa: PTH111  (never fails)
    root = "" if frozen else str(Path(lado_desktop.__file__).parents[1])
    try:
        return read_reply(reply_of(command, root, content, limits))
    except NoCage:
        raise Uncaged(_UNCAGED) from None
    except TookTooLong:
        raise Unreadable(_TOO_LONG) from None
    except CageError:
        raise Unreadable(_BROKE) from None


def answer(home: str) -> None:
    """Be the process that reads: a file's bytes on standard input, its words on standard output."""
    # The readers, which only this process needs.
    from lado_desktop.casework.sent.any_file import read_any  # noqa: PLC0415
    from lado_desktop.casework.sent.warming_up import warm_up  # noqa: PLC0415

    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    warm_up()
    try:
        shut(CAGE, home)
        data: dict[str, Any] = {"read": asdict(read_any(content))}
    except NoCage:
        data = {"uncaged": True}
    except Unreadable as error:
        data = {"unreadable": str(error)}
    except MemoryError:
        data = {"unreadable": _TOO_LARGE}
    sys.stdout.buffer.write(json.dumps(data, default=datetime.isoformat).encode())
    sys.stdout.buffer.flush()
    # Python's own ending would make calls that the cage refuses.
    os._exit(0)


def read_reply(reply: bytes) -> ReadFile:
    """Return what a reply says, as little trusted as the file was. Raises Unreadable and NoCage."""
    try:
        data = json.loads(reply)
        if data.get("uncaged"):
            raise NoCage("The process refused to read.")
        if "unreadable" not in data:
            return _checked(data["read"])
        sentence = one_line(_text(data["unreadable"], _LINE))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        raise Unreadable(_BROKE) from None
    raise Unreadable(sentence or _BROKE)


def _checked(read: dict[str, Any]) -> ReadFile:
    sent_at = None if read["sent_at"] is None else datetime.fromisoformat(read["sent_at"])
    if sent_at is not None and not _FIRST <= sent_at <= _LAST:
        sent_at = None
    attachments = read["attachments"]
    if not isinstance(attachments, list):
        raise TypeError
    return ReadFile(
        kind=one_line(_text(read["kind"], _LINE)),
        text=clean(_text(read["text"], MOST_TEXT + len(CUT))),
        subject=one_line(_text(read["subject"], _LINE)),
        sender=one_line(_text(read["sender"], _LINE)),
        sent_at=sent_at,
        attachments=tuple(one_line(_text(each, _LINE)) for each in attachments[:MOST_NAMES]),
    )


def _text(value: object, most: int) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value[:most]
