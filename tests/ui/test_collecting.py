"""Memory is looked through in the window's thread, while nobody types."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from ui.idle_gc import Collecting
from ui.worker import Worker


class _Part(QObject):
    """A part of a page that refers to itself, as widgets with their signals do."""

    def __init__(self, freed_in: list[str]) -> None:
        super().__init__()
        self.timer = QTimer(self)
        self.held = self.tick
        self.timer.timeout.connect(self.held)
        weakref.finalize(self, lambda: freed_in.append(threading.current_thread().name))

    def tick(self) -> None:
        """Do nothing."""


def _much() -> int:
    return len([[number] for number in range(300_000)])


def test_work_behind_the_window_takes_no_part_of_a_page_apart(qtbot: QtBot) -> None:
    busy, was_on = True, gc.isenabled()
    collecting = Collecting(lambda: busy)
    assert not gc.isenabled()
    worker = Worker(lambda _: False)
    freed_in: list[str] = []
    _Part(freed_in)
    done: list[int] = []
    worker.run(worker, _much, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert freed_in == []
    collecting.look()
    assert freed_in == [], "the window rests, but there is work behind it"
    busy = False
    held = [[number] for number in range(30_000)]
    collecting.look()
    assert freed_in == ["MainThread"]
    assert len(held) == 30_000
    worker.close()
    collecting.leave()
    assert gc.isenabled() is was_on
