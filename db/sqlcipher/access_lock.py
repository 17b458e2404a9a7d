"""The lock that lets sessions use the data file, or one task replace it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class AccessLock:
    """A re-entrant shared lock. `exclusive` waits for every holder and then excludes them."""

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self._holders: dict[int, int] = {}
        self._is_exclusive = False

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Share the lock inside the block. A thread that has it already does not wait."""
        me = threading.get_ident()
        with self._turn:
            # A thread that waited for its own share would never release the outer one.
            if me not in self._holders:
                self._turn.wait_for(lambda: not self._is_exclusive)
            self._holders[me] = self._holders.get(me, 0) + 1
        try:
            yield
        finally:
            with self._turn:
                self._holders[me] -= 1
                if not self._holders[me]:
                    del self._holders[me]
                self._turn.notify_all()

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Exclude every other thread inside the block. Raises RuntimeError inside `shared`."""
        if threading.get_ident() in self._holders:
            raise RuntimeError("A thread that shares the lock cannot wait for its exclusive use.")
        with self._turn:
            self._turn.wait_for(lambda: not self._is_exclusive)
            self._is_exclusive = True
            self._turn.wait_for(lambda: not self._holders)
        try:
            yield
        finally:
            with self._turn:
                self._is_exclusive = False
                self._turn.notify_all()
