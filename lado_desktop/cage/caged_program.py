"""Starts a program that shuts itself into the cage, feeds it and reads its reply."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, cast

from lado_desktop.cage import app_container
from lado_desktop.cage.limits import BrokeOff, Limits, NoCage, TookTooLong

_AT_A_TIME = 65_536


@dataclass(frozen=True)
class Started:
    """A running program and its two pipes."""

    stdin: BinaryIO
    stdout: BinaryIO
    kill: Callable[[], None]
    wait: Callable[[], int]


def reply_of(command: Sequence[str], root: str, content: bytes, limits: Limits) -> bytes:
    """Return what the program answers to this content. Raises CageError.

    `root` is the folder of the program's source, empty where it is frozen. To be called off the
    window's thread.
    """
    try:
        child = _started(command, root, limits)
    except OSError as error:
        raise NoCage("No program can be started.") from error
    late = threading.Event()

    def end() -> None:
        late.set()
        child.kill()

    clock = threading.Timer(limits.seconds, end)
    feeder = threading.Thread(target=_feed, args=(child.stdin, content), daemon=True)
    reply = bytearray()
    try:
        clock.start()
        feeder.start()
        # Piece by piece: a program taken over by its file may answer without end.
        while piece := os.read(child.stdout.fileno(), _AT_A_TIME):
            reply += piece
            if len(reply) > limits.reply:
                raise BrokeOff("The reply is too long.")
        code = child.wait()
    finally:
        clock.cancel()
        child.kill()
        child.wait()
        feeder.join()
        child.stdout.close()
    if late.is_set() or (sys.platform != "win32" and code in (-signal.SIGKILL, -signal.SIGXCPU)):
        raise TookTooLong("The time was over.")
    if code:
        raise BrokeOff(f"It ended with {code}.")
    return bytes(reply)


def _feed(stdin: BinaryIO, content: bytes) -> None:
    # It may end, or be ended, before it has read all.
    with suppress(OSError), stdin:
        stdin.write(content)


def _started(command: Sequence[str], root: str, limits: Limits) -> Started:
    # Nothing of the officer's environment goes along: it may have names, addresses and secrets.
    environment = {"PYTHONPATH": root} if root else {}
    if sys.platform == "win32":
        contained = app_container.start(command, environment, limits)
        return Started(contained.stdin, contained.stdout, contained.kill, contained.wait)
    child = subprocess.Popen(  # noqa: S603  (our own program)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd="/",
    )
    pipes = (cast("BinaryIO", child.stdin), cast("BinaryIO", child.stdout))
    return Started(*pipes, child.kill, child.wait)
