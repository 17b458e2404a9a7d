"""The last-chance handler: an uncaught bug ends here.

The log gets a reference, the class of the error and where it was raised; never its text, which may
contain something of a record. The person gets the reference.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

_log = logging.getLogger("lado_desktop")
# No letter or digit that is taken for another when it is read out.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class LastChance:
    """Handles every uncaught error, in the window's thread and in any other.

    `show` is called with the sentence for the person, from the thread in which the error was: of
    an expected failure that nobody took it is its own.
    """

    def __init__(
        self,
        show: Callable[[str], None],
        is_expected: Callable[[Exception], bool] = lambda _: False,
    ) -> None:
        self._show = show
        self._is_expected = is_expected
        self._before = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """Handle the errors of all code from now on."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self.take
        threading.excepthook = self._take_of_thread

    def remove(self) -> None:
        """Give back the place."""
        sys.excepthook, threading.excepthook = self._before

    def take(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Log one error and show its reference."""
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error or kind(), trace)
            return
        reference = "".join(_SIGNS[byte % len(_SIGNS)] for byte in os.urandom(6))
        _log.error("%s %s at %s", reference, kind.__name__, where(trace))
        if isinstance(error, Exception) and self._is_expected(error):
            self._show(str(error))
            return
        self._show(
            "Something went wrong in the program. What was saved before is safe, and what you "
            f"typed is kept as a draft. Reference for support: {reference}"
        )

    def _take_of_thread(self, error: threading.ExceptHookArgs) -> None:
        self.take(error.exc_type, error.exc_value, error.exc_traceback)


def where(trace: TracebackType | None) -> str:
    """Return the places of a trace, innermost first, as `folder/file.py:12`."""
    return " < ".join(
        f"{Path(frame.filename).parent.name}/{Path(frame.filename).name}:{frame.lineno}"
        for frame in extract_tb(trace)[::-1][:8]
    )
