"""Locking by itself: after some minutes without a key or a click, and after the computer slept."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget

_LOOKED_AT_EVERY = 5_000
"""Milliseconds."""
_SLEPT = 60
"""In seconds: a longer gap between checks means the computer slept or its clock was changed."""
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class IdleLock(QObject):
    """Tells when nobody has touched a window for so many minutes.

    `clock` returns seconds, and goes on while the computer sleeps.
    """

    expired = Signal()
    """Nobody has been here for long enough, or the computer slept."""
    touched = Signal()
    """A key, a click or the like."""

    def __init__(
        self,
        window: QWidget,
        app: QGuiApplication,
        minutes: Callable[[], int],
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(window)
        self._minutes = minutes
        self._clock = clock
        self._touched = self._looked = clock()
        self._watched: set[QWindow] = set()
        self._watch(window.windowHandle())
        # Each dialog is a separate system window.
        app.focusWindowChanged.connect(self._watch)
        self.timer = QTimer(self)
        self.timer.setInterval(_LOOKED_AT_EVERY)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self) -> None:
        """Lock where nobody has been here for long enough."""
        now = self._clock()
        slept = abs(now - self._looked) > _SLEPT
        self._looked = now
        if slept or now - self._touched >= 60 * self._minutes():
            self.timer.stop()
            self.expired.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self._touched = self._clock()
            self.touched.emit()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None and window not in self._watched:
            self._watched.add(window)
            window.destroyed.connect(lambda: self._watched.discard(window))
            window.installEventFilter(self)
