"""Locking with the screen and before sleep, as the system says it."""

import ctypes
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.waiting import PATIENCE_S
from ui.privacy.screen_lock import (
    LOGIN,
    LOGIN_PATH,
    SAVERS,
    NativeMessage,
    ScreenLock,
    WindowsMessages,
)

Bus = tuple[QDBusConnection, QDBusConnection]


@pytest.fixture(scope="module")
def bus() -> Iterator[Bus]:
    """A bus of the test's own, with two connections: the program's and the system's."""
    if sys.platform != "linux" or shutil.which("dbus-daemon") is None:
        pytest.skip("no dbus-daemon is installed to run a bus of its own")
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    address = daemon.stdout.readline().strip()
    names = ("lado-test-program", "lado-test-system")
    program, system = (QDBusConnection.connectToBus(address, name) for name in names)
    assert program.isConnected()
    yield program, system
    for name in names:
        QDBusConnection.disconnectFromBus(name)
    daemon.terminate()
    daemon.wait(PATIENCE_S)
    daemon.stdout.close()


@pytest.fixture
def said(bus: Bus) -> Iterator[list[bool]]:
    """What was heard on the bus."""
    heard: list[bool] = []
    listening = ScreenLock(None, bus[0], bus[0])
    listening.locked.connect(lambda: heard.append(True))
    # The bus answers in turn: what was asked to be heard is in place before anything is sent.
    bus[0].interface().isServiceRegistered(LOGIN)
    yield heard
    listening.deleteLater()


def _all_heard(bus: Bus) -> None:
    """Wait until what was sent is handed over: a bus answers each connection in turn."""
    for connection in reversed(bus):
        connection.interface().isServiceRegistered(LOGIN)
    QApplication.processEvents()


def _signal(path: str, interface: str, name: str, *says: object) -> QDBusMessage:
    message = QDBusMessage.createSignal(path, interface, name)
    message.setArguments(list(says))
    return message


@pytest.mark.parametrize(
    "message",
    [
        _signal(LOGIN_PATH, f"{LOGIN}.Manager", "PrepareForSleep", True),
        _signal(f"{LOGIN_PATH}/session/_31", f"{LOGIN}.Session", "Lock"),
        *(_signal("/ScreenSaver", saver, "ActiveChanged", True) for saver in SAVERS),
    ],
    ids=["sleep", "session", *SAVERS],
)
def test_a_locked_screen_and_a_coming_sleep_are_heard_once(
    qtbot: QtBot, bus: Bus, said: list[bool], message: QDBusMessage
) -> None:
    bus[1].send(message)
    bus[1].send(message)
    _all_heard(bus)
    assert said == [True]


def test_what_is_no_lock_of_this_session_is_let_go_by(
    qtbot: QtBot, bus: Bus, said: list[bool]
) -> None:
    listening = ScreenLock(None, bus[0], bus[0])
    listening.own_session = f"{LOGIN_PATH}/session/_31"
    listening.locked.connect(lambda: said.append(False))
    bus[1].send(_signal(LOGIN_PATH, f"{LOGIN}.Manager", "PrepareForSleep", False))
    bus[1].send(_signal("/ScreenSaver", SAVERS[0], "ActiveChanged", False))
    _all_heard(bus)
    assert said == []
    # Of a session that is not known to be another's, one locks rather than not.
    bus[1].send(_signal(f"{LOGIN_PATH}/session/_32", f"{LOGIN}.Session", "Lock"))
    qtbot.waitUntil(lambda: bool(said))
    assert said == [True]
    listening.deleteLater()


def test_of_windows_messages_only_a_lock_and_a_coming_sleep_count(qapp: QApplication) -> None:
    gone: list[bool] = []
    messages = WindowsMessages(qapp, 0, lambda: gone.append(True))
    for number, says in ((0x02B1, 0x8), (0x0218, 0x7), (0x0100, 0x7)):
        said = NativeMessage(None, number, says)
        messages.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(said))
    assert not gone
    for number, says in ((0x02B1, 0x7), (0x0218, 0x4)):
        said = NativeMessage(None, number, says)
        messages.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(said))
    assert gone == [True, True]
