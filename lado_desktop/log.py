"""The program's log on this computer: what happened, never to whom.

A line has its time, its level and a fixed sentence, of an error its reference, class and place.
Beside the settings, so that it is there also where no vault opens. Python's own library only.
"""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from pathlib import Path
from typing import TextIO

NAME = "log.txt"
MOST = 1_000_000
"""Bytes after which a log is put aside."""
KEPT = 4
"""Logs put aside that are kept."""

log = logging.getLogger("lado_desktop")


def begin(folder: Path) -> logging.StreamHandler[TextIO] | None:
    """Write the log into a folder from now on; None where no file can be written."""
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
    """Where the log is long, number it and those before it, and let the oldest go."""
    if not path.exists() or path.stat().st_size < MOST:
        return
    for number in range(KEPT, 0, -1):
        before = path.with_suffix(f".{number - 1}.txt") if number > 1 else path
        with suppress(FileNotFoundError):
            before.replace(path.with_suffix(f".{number}.txt"))
