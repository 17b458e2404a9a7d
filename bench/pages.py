"""Measures the processor time of opening a page: a contact, a new contact, a meeting.

Each is opened several times from a list in the practice service's window, until everything is
drawn. The median counts, because the first time also loads the page's modules.
"""

import os
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from lado_desktop.casework.lists.listing import Query, page
from lado_desktop.casework.lists.lists import CONTACTS, MEETINGS
from lado_desktop.demo.practice_vault import practice_vault
from lado_desktop.unlocking.opening import open_shift
from ui.look.theme import Mode, Theme
from ui.preferences import Preferences
from ui.route import Place
from ui.window.window import Window
from ui.worker import Worker

TIMES = 9
LIMIT = 0.120


def _seconds(app: QApplication, window: Window, place: Place) -> float:
    window.go(Place("today"))
    app.processEvents()
    start = time.process_time()
    window.go(place)
    app.processEvents()
    app.processEvents()
    return time.process_time() - start


def main(folder: Path) -> int:
    """Print the medians; return 1 where one exceeds the limit."""
    app = QApplication(["lado-desktop"])
    known = practice_vault(folder / "vault")
    shift = open_shift(Path(known.folder), known.passphrase)
    worker = Worker(lambda _: False)
    theme = Theme(app)
    theme.apply(Mode.LIGHT, 100)
    preferences = Preferences(folder / "settings.ini")
    window = Window(shift, worker, theme, preferences, lock=lambda: None)
    window.resize(1366, 768)
    window.show()
    over = 0
    for words, place in (
        ("a contact", Place("contact", page(shift, CONTACTS, Query()).rows[0].id)),
        ("a new contact", Place("contact")),
        ("a meeting", Place("meeting", page(shift, MEETINGS, Query()).rows[0].id)),
        ("a new meeting", Place("meeting")),
    ):
        took = [_seconds(app, window, place) for _ in range(TIMES)]
        middle = statistics.median(took)
        over += middle > LIMIT
        print(f"{words:16} {middle * 1000:6.1f} ms   the first time {took[0] * 1000:6.1f} ms")
    print(f"{'limit':16} {LIMIT * 1000:6.1f} ms")
    window.close()
    worker.close()
    shift.store.close()
    return int(over > 0)


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        sys.exit(main(Path(place)))
