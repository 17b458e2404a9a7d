"""Looking up what is typed, off the window's thread: typing waits for no search and no report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ui.worker import Worker

T = TypeVar("T")


class Lookup(QObject):
    """Looks once the fingers rest. A look that typing has overtaken is left out or dropped."""

    failed = Signal(str)
    """What was asked last has no answer, and the sentence says why."""

    def __init__(self, worker: Worker, rest_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._asked = self._answered = 0
        self._task: Callable[[], Any] = lambda: None
        self._then: Callable[[Any], None] = lambda _: None
        self._rest = QTimer(self, singleShot=True, interval=rest_ms)
        self._rest.timeout.connect(self._look)

    @property
    def is_waiting(self) -> bool:
        """Whether the answer to what was asked last is still to come."""
        return self._asked != self._answered

    def ask(self, task: Callable[[], T], then: Callable[[T], None]) -> None:
        """Have `then` called with what `task` finds, unless something else is asked meanwhile."""
        self._asked += 1
        self._task, self._then = task, then
        self._rest.start()

    def forget(self) -> None:
        """Forget the query."""
        self._rest.stop()
        self._asked += 1
        self._answered = self._asked

    def _look(self) -> None:
        asked, task, then = self._asked, self._task, self._then

        def found() -> Any:
            try:
                return task() if asked == self._asked else None
            except Exception:
                # Nobody waits for the answer, so a bug here is not reported.
                if asked == self._asked:
                    self._answered = asked
                raise

        def answer(what: Any) -> None:
            if asked == self._asked:
                self._answered = asked
                then(what)

        def fail(error: Exception) -> None:
            if asked == self._asked:
                self.failed.emit(str(error))

        self._worker.run(self, found, answer, fail)
