"""Waiting that ends with what is waited for; the patience is for what never comes.

No test waits for time to go by (tests/shape/test_waits.py): on a busy machine it is never enough.
"""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

PATIENCE_S = 30
PATIENCE_MS = PATIENCE_S * 1000


class PatientBot(QtBot):
    """A bot that has half a minute's patience where pytest-qt has five seconds."""

    def waitUntil(  # noqa: N802
        self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS
    ) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(  # noqa: N802
        self,
        signal: Any,
        *,
        timeout: int = PATIENCE_MS,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> SignalBlocker:
        return super().waitSignal(
            signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb
        )


def until(comes: Callable[[], object], rest: Callable[[float], object] = time.sleep) -> None:
    """Wait until something has come of which no signal tells; Qt does nothing meanwhile."""
    end = time.monotonic() + PATIENCE_S
    while not comes():
        assert time.monotonic() < end, "what was waited for did not come"
        rest(0.005)


def until_shown(comes: Callable[[], object]) -> None:
    """Wait until the window, which works meanwhile, shows something."""
    until(comes, lambda seconds: QTest.qWait(round(seconds * 1000)))


def in_front(window: QWidget) -> None:
    """Wait until the keys go to a window."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, PATIENCE_MS), "the window did not come to the front"
