"""Hears when the screen is locked or the computer goes to sleep.

Linux says it on D-Bus, Windows by messages to the program's windows. The Windows part follows its
documentation and was not tried there.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    SLOT,
    QAbstractNativeEventFilter,
    QByteArray,
    QCoreApplication,
    QObject,
    Signal,
    Slot,
)
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

LOGIN = "org.freedesktop.login1"
LOGIN_PATH = "/org/freedesktop/login1"
SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver")
"""Each desktop has its own name for the thing that covers the screen."""

_SLEPT_OR_COVERED: Any = SLOT("slept_or_covered(bool)")
_SESSION_LOCK: Any = SLOT("session_locked(QDBusMessage)")
"""Untyped: PySide6's stub of `connect` asks for bytes, which it does not accept."""


class ScreenLock(QObject):
    """Says once, by `locked`, that nobody is at the screen any more.

    `system` is the bus of the computer, `session` that of the person logged in.
    """

    locked = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        system: QDBusConnection | None = None,
        session: QDBusConnection | None = None,
    ) -> None:
        super().__init__(parent)
        self.own_session = ""
        """The session of this program, as the system names it; until that is known, each is."""
        self._said = False
        if sys.platform == "linux":
            self._listen(
                system or QDBusConnection.systemBus(), session or QDBusConnection.sessionBus()
            )

    @Slot(bool)
    def slept_or_covered(self, now: bool) -> None:
        """Handle the signal that sleep or the screen lock begins or ends."""
        if now:
            self._say()

    @Slot(QDBusMessage)
    def session_locked(self, message: QDBusMessage) -> None:
        """Handle the signal that a session was locked. Only the program's own session counts."""
        if self.own_session in ("", message.path()):
            self._say()

    def _say(self) -> None:
        if not self._said:
            self._said = True
            self.locked.emit()

    def _listen(self, system: QDBusConnection, session: QDBusConnection) -> None:
        # Without a bus, as in a bare X session, the idle minutes lock alone.
        if system.isConnected():
            self._ask_session(system)
            system.connect(
                *("", LOGIN_PATH, f"{LOGIN}.Manager", "PrepareForSleep", self),
                _SLEPT_OR_COVERED,
            )
            system.connect(*("", "", f"{LOGIN}.Session", "Lock", self), _SESSION_LOCK)
        if session.isConnected():
            for saver in SAVERS:
                session.connect(*("", "", saver, "ActiveChanged", self), _SLEPT_OR_COVERED)

    def _ask_session(self, system: QDBusConnection) -> None:
        """Ask which session is the program's own; until that is known, each is."""
        question = QDBusMessage.createMethodCall(
            LOGIN, LOGIN_PATH, f"{LOGIN}.Manager", "GetSessionByPID"
        )
        question.setArguments([os.getpid()])
        waiting = QDBusPendingCallWatcher(system.asyncCall(question), self)
        waiting.finished.connect(self._take_session)

    def _take_session(self, waiting: QDBusPendingCallWatcher) -> None:
        if not waiting.isError() and (said := waiting.reply().arguments()):
            self.own_session = getattr(said[0], "path", lambda: str(said[0]))()
        waiting.deleteLater()


_SESSION_CHANGE, _SESSION_LOCKED = 0x02B1, 0x7  # WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK
_POWER, _SUSPENDING = 0x0218, 0x4  # WM_POWERBROADCAST, PBT_APMSUSPEND
_GONE = {(_SESSION_CHANGE, _SESSION_LOCKED), (_POWER, _SUSPENDING)}


class NativeMessage(ctypes.Structure):
    """The beginning of Windows' MSG: as much as is read here."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("number", ctypes.c_uint),
        ("says", ctypes.c_size_t),
    )


class WindowsMessages(QAbstractNativeEventFilter):
    """Calls `gone` where Windows locks the session or puts the computer to sleep."""

    def __init__(self, app: QCoreApplication, window: int, gone: Callable[[], None]) -> None:
        """`window` is the number that Windows gave the program's window."""
        super().__init__()
        self._app, self._gone = app, gone
        if sys.platform == "win32":
            windll = getattr(ctypes, "windll")  # noqa: B009  (only Windows has it)
            windll.wtsapi32.WTSRegisterSessionNotification(ctypes.c_void_p(window), 0)
            self._app.installNativeEventFilter(self)

    def leave(self) -> None:
        """Hear nothing more."""
        if sys.platform == "win32":
            self._app.removeNativeEventFilter(self)

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        if kind == b"windows_generic_MSG":
            said = NativeMessage.from_address(int(message))
            if (said.number, said.says) in _GONE:
                self._gone()
        return False, 0
