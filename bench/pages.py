"""Measures the processor time of opening a page: a contact, a new contact, a meeting.

Each is opened several times from Today in the practice service's window, until everything that is
in sight is drawn. The median counts, because the first time also loads the page's modules. Beside
it is how many widgets the page has then: a figure that no other work on the machine changes.
"""

import os
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from lado_desktop.casework.lists.listing import Query, page
from lado_desktop.casework.lists.lists import CONTACTS, MEETINGS
from lado_desktop.demo.practice_vault import practice_vault
from lado_desktop.unlocking.opening import open_shift
from ui.idle_gc import Collecting
from ui.look.theme import Mode, Theme
from ui.preferences import Preferences
from ui.route import Place
from ui.window.window import Window
from ui.worker import Worker

TIMES = 9
LIMITS = {"contact": 0.080, "meeting": 0.100}


def _opened(app: QApplication, window: Window, place: Place) -> tuple[float, int]:
    """Open a place, and return the seconds that took and the widgets of the page."""
    window.go(Place("today"))
    app.processEvents()
    start = time.process_time()
    window.go(place)
    app.processEvents()
    app.processEvents()
    took = time.process_time() - start
    return took, 0 if window.page is None else len(window.page.findChildren(QWidget))


def main(folder: Path) -> int:
    """Print the medians; return 1 where one exceeds its limit."""
    app = QApplication(["lado-desktop"])
    # As the program does, which looks through memory only while nobody works.
    collecting = Collecting(lambda: False)
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
        opened = [_opened(app, window, place) for _ in range(TIMES)]
        took = [seconds for seconds, _ in opened]
        middle, limit = statistics.median(took), LIMITS[place.noun]
        over += middle > limit
        print(
            f"{words:16} {middle * 1000:6.1f} ms, limit {limit * 1000:.0f}; the first time "
            f"{took[0] * 1000:.1f} ms; {opened[-1][1]} widgets"
        )
    window.close()
    worker.close()
    shift.store.close()
    collecting.leave()
    return int(over > 0)


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        sys.exit(main(Path(place)))
