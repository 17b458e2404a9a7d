"""What an officer looks at, gathered while they work and written down behind the window."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from lado_desktop.casework.audit.journal import (
    Seen,
    ended,
    lock_time_changed,
    opened,
    searched,
    write_down,
)
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.problem import CaseworkError
from ui.worker import Worker

WAITS_MS = 300
"""So long after a page is shown it is written that it was."""
SEARCH_RESTS_MS = 2500
"""A search is one search until the typing rests for so long."""


class Journal(QObject):
    """Queues views and searches, so that no page waits for the disk; writes them in batches.

    What could not be written stays in the queue and is tried with the next. There is no switch.
    """

    def __init__(self, shift: Shift, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shift = shift
        self._worker = worker
        self._waiting: deque[Seen] = deque()
        self._turn = threading.Lock()
        self._known: set[tuple[str, UUID]] = set()
        self._search: tuple[str, int, str] | None = None
        self._soon = _timer(self, WAITS_MS, self._write)
        self._rest = _timer(self, SEARCH_RESTS_MS, self._search_ended)

    def opened(self, kind: str, id: UUID) -> None:
        """A record is on the screen."""
        self._search_ended()
        first = (kind, id) not in self._known
        self._known.add((kind, id))
        self._waiting.append(opened(self._shift, kind, id, first=first))
        self._soon.start()

    def previewed(self, kind: str, id: UUID) -> None:
        """A record was read beside a list; one that was seen before in this shift is known."""
        if (kind, id) not in self._known:
            self._known.add((kind, id))
            self._waiting.append(opened(self._shift, kind, id, first=True, recent=False))
            self._soon.start()

    def searched(self, words: str, hits: int, where: str) -> None:
        """Words were searched for; typed on, they are still the same search."""
        if self._search is not None and self._search[2] != where:
            self._search_ended()
        if words.strip():
            self._search = (words, hits, where)
            self._rest.start()

    def write_now(self) -> None:
        """Write what waits, here and now: before the vault is closed, or where it is asked for."""
        self._search_ended()
        self._soon.stop()
        with suppress(CaseworkError):  # tried again with the next
            self._write_waiting()

    def lock_time_changed(self, before: int, after: int) -> None:
        """The window locks after so many idle minutes now."""
        with suppress(CaseworkError):  # a full disk must not delay the lock
            lock_time_changed(self._shift, before, after)

    def end(self, *, locked: bool) -> None:
        """Write what waits, and that the window was locked or closed."""
        self.write_now()
        with suppress(CaseworkError):  # a full disk must not prevent the lock
            ended(self._shift, locked=locked)

    def _search_ended(self) -> None:
        self._rest.stop()
        if self._search is not None:
            self._waiting.append(searched(self._shift, *self._search))
            self._search = None
            self._soon.start()

    def _write(self) -> None:
        self._worker.run(self, self._write_waiting, lambda _: None, lambda _: None)

    def _write_waiting(self) -> None:
        # One at a time: before the vault is closed nothing may be half taken by the other thread.
        with self._turn:
            seen: list[Seen] = []
            while self._waiting:
                seen.append(self._waiting.popleft())
            try:
                write_down(self._shift, seen)
            except Exception:
                self._waiting.extendleft(reversed(seen))
                raise


def _timer(owner: Journal, after: int, do: Callable[[], object]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(after)
    timer.timeout.connect(do)
    return timer
