"""One background thread for slow work: unlock, import, reports, backup."""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

_TURN = 0.0002
"""Seconds."""

T = TypeVar("T")
Report = Callable[[int, int], None]


class _Job(NamedTuple):
    owner: QObject
    task: Callable[..., Any]
    then: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    progress: Report | None


def take_short_turns() -> None:
    """Let no thread hold the GIL for longer than 0.2 ms; Python's default is 5 ms.

    A key that is typed asks for Python some thirty times. While a document was being drawn, each
    time took 5.2 ms with Python's own turn and 0.4 ms with this one.
    """
    sys.setswitchinterval(_TURN)


class Worker(QObject):
    """Runs tasks one after another, off the window's thread.

    What comes of a task is handed to its owner in the window's thread, and dropped where the owner
    is gone by then. `is_expected` tells a failure with a sentence for the officer from a bug.
    """

    _settled = Signal(object, object, object)
    _advanced = Signal(object, int, int)

    def __init__(
        self, is_expected: Callable[[Exception], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._is_expected = is_expected
        self._jobs: deque[_Job] = deque()
        self._turn = threading.Condition()
        self._closing = False
        self._waiting = 0
        self._settled.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        self._advanced.connect(self._advance, Qt.ConnectionType.QueuedConnection)
        # A daemon, so that a program that ends badly does not hang; `close` waits for it.
        self._thread = threading.Thread(target=self._work, name="worker", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether a task is running, waiting, or not handed over yet."""
        return self._waiting > 0

    def run(
        self,
        owner: QObject,
        task: Callable[..., T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        progress: Report | None = None,
    ) -> None:
        """Run `task` in the background, then call `then` with what it returned.

        An expected failure goes to `failed`; a bug, or a failure without a handler, to the last
        chance. With `progress`, the task is given a function to call with (done, of) as it goes.
        """
        with self._turn:
            if self._closing:
                return
            self._waiting += 1
            self._jobs.append(_Job(owner, task, then, failed, progress))
            self._turn.notify()

    def close(self, patience_ms: int = 5000) -> bool:
        """Accept no more tasks, drop those that wait, and wait for the running one.

        Returns whether it ended within the patience.
        """
        with self._turn:
            self._closing = True
            self._waiting -= len(self._jobs)
            self._jobs.clear()
            self._turn.notify()
        self._thread.join(patience_ms / 1000)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while (job := self._next()) is not None:
            result: Any = None
            error: Exception | None = None
            try:
                result = job.task(self._report_of(job)) if job.progress else job.task()
            except Exception as raised:  # noqa: BLE001 - handed on to the window's thread
                error = raised
            if self._is_gone():
                return
            self._settled.emit(job, result, error)
            # An unneeded result must not be held until the next job comes.
            del job, result, error

    def _next(self) -> _Job | None:
        with self._turn:
            self._turn.wait_for(lambda: self._jobs or self._closing)
            return self._jobs.popleft() if self._jobs else None

    def _report_of(self, job: _Job) -> Report:
        def report(done: int, of: int) -> None:
            if not self._is_gone():
                self._advanced.emit(job, done, of)

        return report

    def _is_gone(self) -> bool:
        return not shiboken6.isValid(self)

    @Slot(object, int, int)
    def _advance(self, job: _Job, done: int, of: int) -> None:
        if job.progress is not None and shiboken6.isValid(job.owner):
            job.progress(done, of)

    @Slot(object, object, object)
    def _settle(self, job: _Job, result: object, error: Exception | None) -> None:
        self._waiting -= 1
        if error is not None and not self._is_expected(error):
            sys.excepthook(type(error), error, error.__traceback__)
        elif not shiboken6.isValid(job.owner):
            return
        elif error is None:
            job.then(result)
        elif job.failed is not None:
            job.failed(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)
