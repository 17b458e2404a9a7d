"""Making what is out of sight while nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

_REST_MS = 100
"""Between the making of one thing out of sight and the next."""


class Later(QTimer):
    """Makes one thing after another while a page shows, so that none is missing for long.

    `make_next` makes the next one, and returns whether there was any left.
    """

    def __init__(self, page: QWidget, make_next: Callable[[], bool]) -> None:
        super().__init__(page, interval=_REST_MS)
        self._page, self._make_next = page, make_next
        self.timeout.connect(self._turn)
        self.start()

    def _turn(self) -> None:
        if self._page.isVisible() and not self._make_next():
            self.stop()
