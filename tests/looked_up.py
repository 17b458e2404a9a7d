"""Somebody who types a name waits for the answer, and reads it."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ui.search.lookup import Lookup

_STEP_MS = 10


def look_up(within: QWidget, patience_ms: int = 5_000) -> None:
    """Wait until all that was typed within a widget is looked up."""
    lookups = within.findChildren(Lookup)
    for _ in range(patience_ms // _STEP_MS):
        if not any(each.is_waiting for each in lookups):
            return
        QTest.qWait(_STEP_MS)
    raise AssertionError("What was typed was not looked up.")
