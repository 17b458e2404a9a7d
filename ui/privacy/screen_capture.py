"""Excludes the program's windows from screenshots, recordings and shared screens.

Windows alone offers it. It follows Windows' documentation and was not tried there. A photograph of
the screen it cannot prevent.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow

from ui.preferences import Preferences

SHOWN, LEFT_OUT = 0x00, 0x11  # WDA_NONE, WDA_EXCLUDEFROMCAPTURE
Say = Callable[[int, int], object]


def told_by_windows() -> Say | None:
    """Return what tells the system about one window; None where it offers nothing of the kind."""
    return _tell_windows if sys.platform == "win32" else None


def _tell_windows(window: int, affinity: int) -> object:
    user = getattr(ctypes, "windll").user32  # noqa: B009  (only Windows has it)
    return user.SetWindowDisplayAffinity(ctypes.c_void_p(window), affinity)


class ScreenCapture(QObject):
    """Tells the system whether the program's windows may be seen in captures."""

    def __init__(self, preferences: Preferences, parent: QObject, say: Say | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._say = say or told_by_windows()

    def watch(self, app: QGuiApplication) -> None:
        """Tell the system of each window that opens from now on."""
        if self._say is not None:
            app.focusWindowChanged.connect(self._look)

    @property
    def is_offered(self) -> bool:
        """Whether this system can leave windows out."""
        return self._say is not None

    @property
    def left_out(self) -> bool:
        """Whether the windows are left out now: on, unless the officer chose otherwise."""
        return self._preferences.left_out_of_captures

    def choose(self, left_out: bool) -> None:
        """Leave the windows out from now on, or let them be seen, as for sharing a screen."""
        self._preferences.left_out_of_captures = left_out
        self._look()

    def _look(self) -> None:
        # Each dialog is a separate system window.
        for window in QGuiApplication.topLevelWindows():
            self._tell(window)

    def _tell(self, window: QWindow) -> None:
        if self._say is not None and window.isVisible():
            self._say(int(window.winId()), LEFT_OUT if self.left_out else SHOWN)
