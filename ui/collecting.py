"""When Python looks for memory that nothing uses any more: while nobody types.

By itself it stops every thread wherever it is, for as long as it takes: with a report being made
over 100,000 contacts 1.75 s were measured in the middle of a word.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_YOUNG = 5_000
"""New objects after which the youngest are looked through: a few milliseconds' work at most."""
_NEVER = 1_000_000
_AFTER_MS = 3_000


class Collecting(QObject):
    """Looks through everything once the keys have rested, and through the youngest meanwhile."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # What the program stands on stays until it ends: it need not be looked through again.
        gc.freeze()
        gc.set_threshold(_YOUNG, 20, _NEVER)
        self.timer = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self.timer.timeout.connect(gc.collect)

    def touched(self) -> None:
        """Wait anew: somebody is at work."""
        self.timer.start()
