"""None, True and False outlive any number of calls into Qt."""

import subprocess
import sys

_MANY_CALLS = """
import sys
import ui
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(20_000):
    thing.setObjectName("x")
    thing.parent()
    thing.blockSignals(False)
    thing == 3
sys.exit(0 if None is thing.parent() else 1)
"""


def test_tens_of_thousands_of_calls_into_qt_do_not_use_up_none_or_false() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _MANY_CALLS], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-500:]
