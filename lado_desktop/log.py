"""The program's log on this computer: events, never about whom.

A line has time, level and a fixed sentence; for an error its reference, class and place. It is in
the folder of the settings, so that it works without a vault. Standard library only.
"""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from pathlib import Path
from typing import TextIO

NAME = "log.txt"
MOST = 1_000_000
"""Bytes after which the log is rotated."""
KEPT = 4
"""The number of old logs that are kept."""

log = logging.getLogger("lado_desktop")


def begin(folder: Path) -> logging.StreamHandler[TextIO] | None:
    """Start logging into a folder; None where no file can be written."""
    path = folder / NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _put_aside(path)
        stream: TextIO = os.fdopen(
            os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a", encoding="utf-8"
        )
    except OSError:
        return None
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    return handler


def _put_aside(path: Path) -> None:
    """Rotate the log if it is too long, and delete the oldest."""
    if not path.exists() or path.stat().st_size < MOST:
        return
    for number in range(KEPT, 0, -1):
        before = path.with_suffix(f".{number - 1}.txt") if number > 1 else path
        with suppress(FileNotFoundError):
            before.replace(path.with_suffix(f".{number}.txt"))
