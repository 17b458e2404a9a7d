import subprocess
import sys

MANY_CALLS = """
import ui
from PySide6.QtCore import QObject

thing = QObject()
for _ in range(50_000):
    thing.property("never set")
print("still here")
"""


def test_many_calls_of_qt_that_return_nothing_do_not_end_the_interpreter() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MANY_CALLS], capture_output=True, text=True, check=False
    )
    assert done.stdout == "still here\n", done.stderr
