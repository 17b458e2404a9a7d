"""Reading a file that somebody sent in a process of its own, which is ended when it takes too long.

A file made to harm its reader, a PDF above all, then meets a process without the vault and its
keys, with little memory. Files that it writes stay empty. Bytes go in and words come out by pipes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from typing import Any

from lado_desktop.casework.sent.read_file import CUT, MOST_BYTES, MOST_TEXT, ReadFile, Unreadable
from lado_desktop.domain.fields.text import clean, one_line

ARGUMENT = "--read-file"
"""The program's own argument for such a process; nobody types it."""

SECONDS = 30
_MEMORY = 1_000_000_000
"""Bytes: forty times the largest file."""

_TOO_LONG = f"Reading this file took more than {SECONDS} seconds, so it was not read."
_BROKE = "This file broke off its own reading, so it was not read. It may be damaged, or harmful."


def read_apart(content: bytes, seconds: float = SECONDS) -> ReadFile:
    """Read a file's bytes, whatever it is called, in at most so many seconds.

    To be called off the window's thread. Raises Unreadable with the sentence to show.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable(f"This file is larger than {MOST_BYTES // 1_000_000} MB and was not read.")
    try:
        done = subprocess.run(  # noqa: S603  (our own program)
            _command(),
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            # Windows would open a console for it.
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(_TOO_LONG) from None
    except OSError:
        raise Unreadable(
            "The file could not be read: the system starts no more programs."
        ) from None
    try:
        data = json.loads(done.stdout)
        sentence, read = data.get("unreadable"), data.get("read")
        if done.returncode or not (sentence or read):
            raise ValueError
        if read:
            return _checked(read)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Unreadable(_BROKE) from None
    raise Unreadable(one_line(str(sentence)))


def answer() -> int:
    """Be the process that reads: a file's bytes on standard input, its words on standard output."""
    # The readers, which only this process needs.
    from lado_desktop.casework.sent.any_file import read_any  # noqa: PLC0415

    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    confine()
    try:
        data: dict[str, Any] = {"read": asdict(read_any(content))}
    except Unreadable as error:
        data = {"unreadable": str(error)}
    sys.stdout.buffer.write(json.dumps(data, default=datetime.isoformat).encode())
    sys.stdout.buffer.flush()
    return 0


def _command() -> list[str]:
    own = [] if getattr(sys, "frozen", False) else ["-m", "lado_desktop"]
    return [sys.executable, *own, ARGUMENT]


def confine() -> None:
    """Take from this process what reading does not need: much memory, time, and writing files."""
    if sys.platform == "win32":
        return
    # Unix alone has it.
    import resource  # noqa: PLC0415

    limits = ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, SECONDS))
    for limit, most in (*limits, (resource.RLIMIT_FSIZE, 0)):
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))


def _checked(read: dict[str, Any]) -> ReadFile:
    """What came back is as little trusted as the file was."""
    sent_at = read["sent_at"]
    return ReadFile(
        kind=one_line(str(read["kind"])),
        text=clean(str(read["text"]))[: MOST_TEXT + len(CUT)],
        subject=one_line(str(read["subject"])),
        sender=one_line(str(read["sender"])),
        sent_at=None if sent_at is None else datetime.fromisoformat(sent_at),
        attachments=tuple(one_line(str(each)) for each in read["attachments"]),
    )
