"""A lock that all users of the data file share, and that one of them can have alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Door:
    """A re-entrant shared lock. `shut` waits for every holder and then excludes them."""

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self._inside: dict[int, int] = {}
        self._is_shut = False

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Go in, once the door is open, and out again."""
        me = threading.get_ident()
        with self._turn:
            if me not in self._inside:
                self._turn.wait_for(lambda: not self._is_shut)
            self._inside[me] = self._inside.get(me, 0) + 1
        try:
            yield
        finally:
            with self._turn:
                self._inside[me] -= 1
                if not self._inside[me]:
                    del self._inside[me]
                self._turn.notify_all()

    @contextmanager
    def shut(self) -> Iterator[None]:
        """Shut the door, and open it again at the end."""
        if threading.get_ident() in self._inside:
            raise RuntimeError("A thread inside cannot wait until all are out.")
        with self._turn:
            self._turn.wait_for(lambda: not self._is_shut)
            self._is_shut = True
            self._turn.wait_for(lambda: not self._inside)
        try:
            yield
        finally:
            with self._turn:
                self._is_shut = False
                self._turn.notify_all()
