"""Runs the cyclic garbage collector in the window's thread while the user is idle.

By default Python collects in the thread that allocates, and stops every other. With a report over
100,000 contacts that took 1.75 s in the middle of a word. A collection in a report's thread may
also free a part of a page, which ends the program.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_REST_MS = 3_000
_WORTH = 20_000
"""New objects that are worth a look."""
_MOST = 5_000_000
"""The number of new objects after which it no longer waits for background work."""


class Collecting(QObject):
    """Looks through memory once the keys have rested and no work is done behind the window."""

    def __init__(self, is_busy: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_busy = is_busy
        self._was_on = gc.isenabled()
        gc.disable()
        self._rest = QTimer(self, interval=_REST_MS)
        self._rest.timeout.connect(self.look)
        self._rest.start()

    def touched(self) -> None:
        """Wait again: somebody is at work."""
        self._rest.start()

    def keep(self) -> None:
        """Exclude present objects from now on: modules and classes stay until the program ends."""
        gc.freeze()

    def look(self) -> None:
        """Free what nothing uses, where there is enough of it to be worth the time."""
        new = gc.get_count()[0]
        if new > (_MOST if self._is_busy() else _WORTH):
            gc.collect()

    def leave(self) -> None:
        """Leave it to Python again, as before."""
        self._rest.stop()
        if self._was_on:
            gc.enable()
