"""Backups while the window is open: made in the background, and one line that says how they are."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QStatusBar

from lado_desktop.casework.audit.clock_watch import ClockWatch
from lado_desktop.casework.custody import backups
from lado_desktop.casework.custody.backup_list import second_place_words
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.problem import CaseworkError
from ui.desk import Desk
from ui.look.labels import label

_LOOKED_AT_EVERY = 3 * 60 * 1000
"""Milliseconds."""


class Backups(QObject):
    """Looks every few minutes whether a backup is due, and writes the line in the status bar."""

    def __init__(self, desk: Callable[[], Desk], bar: QStatusBar) -> None:
        """`desk` returns that of the window, which changes with the service's settings."""
        super().__init__(bar)
        self._desk = desk
        self.line = label("", size="small", tone="muted", wraps=False)
        bar.addPermanentWidget(self.line)
        self.watch = ClockWatch()
        self.timer = QTimer(self)
        self.timer.setInterval(_LOOKED_AT_EVERY)
        self.timer.timeout.connect(self.look)
        self.timer.start()
        self._show()
        self.found = self._find(desk().shift)
        """What is wrong at the opening, in sentences."""

    def _find(self, shift: Shift) -> list[str]:
        found = []
        if said := backups.missing_from_backups(shift):
            found.append(said)
            self._desk().worker.run(
                self,
                lambda: backups.back_up_if_changed(shift, "after an opening"),
                lambda _: self._show(),
                self._failed,
            )
        state = backups.backup_state(shift)
        words, well = second_place_words(shift, state)
        if state.second_place and not well:
            found.append(words)
        return found

    def look(self) -> None:
        """Have a backup made, and the monthly one tried, where that is due."""
        desk = self._desk()
        with suppress(CaseworkError):  # a full disk: the clock is looked at all the same
            if jumped := self.watch.look(desk.shift):
                self._desk().notices.warn(jumped, everywhere=True)
        if desk.worker.busy:
            return  # next time: nobody's print or import waits for it
        shift = desk.shift
        desk.worker.run(
            self, lambda: backups.back_up_when_due(shift), lambda _: self._show(), self._failed
        )

    def _failed(self, error: Exception) -> None:
        self._show()
        self._desk().notices.warn(str(error), everywhere=True)

    def _show(self) -> None:
        self.line.setText(f"{backups.status_line(self._desk().shift)}  ")
