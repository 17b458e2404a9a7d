"""Reads a sent file in its own process, which is ended when it runs too long.

A malicious file, most often a PDF, then meets a process with little memory and without the vault
and its keys. Files that the process writes stay empty. Bytes go in and text comes out through
pipes.
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
"""The command-line argument that starts the reading process. Nobody types it."""

SECONDS = 30
_MEMORY = 1_000_000_000
"""Bytes: 40 times the largest file."""

_TOO_LONG = f"Reading this file took more than {SECONDS} seconds, so it was not read."
_BROKE = "This file broke off its own reading, so it was not read. It may be damaged, or harmful."


def read_apart(content: bytes, seconds: float = SECONDS) -> ReadFile:
    """Read a file's bytes within a time limit, whatever their type.

    Call it off the GUI thread. Raises Unreadable with a sentence.
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
            # Otherwise Windows opens a console for the process.
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
    """Run as the reading process: bytes on standard input, text on standard output."""
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
    """Limit this process: memory, processor time, and no writing of files."""
    if sys.platform == "win32":
        return
    # The module exists only on Unix.
    import resource  # noqa: PLC0415

    limits = ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, SECONDS))
    for limit, most in (*limits, (resource.RLIMIT_FSIZE, 0)):
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))


def _checked(read: dict[str, Any]) -> ReadFile:
    """Check the process's answer, which is as untrusted as the file."""
    sent_at = read["sent_at"]
    return ReadFile(
        kind=one_line(str(read["kind"])),
        text=clean(str(read["text"]))[: MOST_TEXT + len(CUT)],
        subject=one_line(str(read["subject"])),
        sender=one_line(str(read["sender"])),
        sent_at=None if sent_at is None else datetime.fromisoformat(sent_at),
        attachments=tuple(one_line(str(each)) for each in read["attachments"]),
    )
