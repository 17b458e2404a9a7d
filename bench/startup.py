"""Measures the start-up to a page that accepts typing, beside a bare PySide6 window.

Both are whole processes, run in turn, which end once their window is shown and its events are
handled. Each figure is a median of nine. The limit is 1.7 times the bare window. The home folder is
empty, so the page is a new officer's first. Python finds compiled code, as in an installation.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 9
LIMIT = 1.7

# Replaces Qt's event loop: returns once a window is exposed and nothing waits to be done.
UNTIL_READY = """
import os, sys
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

def ready(*_):
    while not any(w.isVisible() and w.windowHandle() and w.windowHandle().isExposed()
                  for w in QApplication.topLevelWidgets()):
        QCoreApplication.processEvents()
    QCoreApplication.processEvents()
    os.write(1, b"ready")
    os._exit(0)

QApplication.exec = QCoreApplication.exec = ready
"""
BARE = """
from PySide6.QtWidgets import QLineEdit, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLineEdit())
window.show()
app.exec()
"""
PROGRAM = """
import runpy
sys.argv = ["lado-desktop"]
runpy.run_module("lado_desktop", run_name="__main__")
"""


def seconds(code: str, home: str) -> float:
    """Run one process until its window is ready, and return the wall time in seconds."""
    places = {"HOME": home, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home}
    compiled = {"PYTHONPYCACHEPREFIX": f"{home}/compiled", "PYTHONDONTWRITEBYTECODE": ""}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", UNTIL_READY + code],
        env=os.environ | places | compiled | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    took = time.perf_counter() - start
    if not done.stdout.endswith(b"ready"):
        sys.exit(f"No window came.\n{done.stderr.decode()}")
    return took


def main() -> int:
    """Print both medians; return 1 where the limit is exceeded."""
    bare, program = [], []
    with tempfile.TemporaryDirectory() as home:
        for code in (BARE, PROGRAM):  # once for the caches of the disk, and compiled
            seconds(code, home)
        for _ in range(RUNS):
            bare.append(seconds(BARE, home))
            program.append(seconds(PROGRAM, home))
    times = statistics.median(program) / statistics.median(bare)
    print(f"bare window    {statistics.median(bare):6.3f} s")
    print(f"LADO Desktop   {statistics.median(program):6.3f} s")
    print(f"ratio          {times:6.2f}   limit {LIMIT}")
    return int(times > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
