"""The window's beginning: the look, the unlock page, and the window once a vault is open.

Before this is imported, `ui.platform.why_no_window()` says whether Qt can open a window at all.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.idle_gc import Collecting
from ui.last_chance import LastChance
from ui.look.theme import Mode, Theme
from ui.preferences import Preferences
from ui.privacy.clipboard import clear_own
from ui.privacy.screen_capture import ScreenCapture
from ui.unlock.opening import Opening
from ui.unlock.unlocking import NotOpened, Unlocking
from ui.worker import Worker, take_short_turns

if TYPE_CHECKING:
    from lado_desktop.casework.shift import Shift
    from ui.privacy.screen_lock import WindowsMessages
    from ui.window.window import Window


PATIENCE_MS = 60_000
"""How long the closing waits, behind a hidden window, for a backup or an import under way."""


class Program(QObject):
    """One run of the program: first the opening, then the window over one vault."""

    _went_wrong = Signal(str)

    def __init__(self, unlocking: Unlocking, app: QApplication) -> None:
        super().__init__()
        self._unlocking = unlocking
        self._app = app
        self._preferences = Preferences(unlocking.settings_file)
        self._theme = Theme(app)
        self._theme.apply(Mode(self._preferences.mode), self._preferences.size)
        ScreenCapture(self._preferences, app).watch(app)
        take_short_turns()
        self.worker = Worker(self._is_expected)
        self._collecting = Collecting(lambda: self.worker.busy, self)
        # A bug may come up in any thread; the sentence is shown in the window's.
        self._went_wrong.connect(self._say_wrong)
        self._last_chance = LastChance(self._went_wrong.emit, self._is_expected)
        self._last_chance.install()
        self.window: Window | None = None
        self._shift: Shift | None = None
        self._heard: WindowsMessages | None = None
        self.opening = Opening(unlocking, self.worker, self._open_window)

    def close(self) -> None:
        """Let the background work end and close the vault. A second call does nothing."""
        if self._shift is not None and self.window is not None:
            self.window.hide()  # what is on the screen waits for nothing, nor for the last backup
        ended = self.worker.close(PATIENCE_MS)
        if self._heard is not None:
            self._heard.leave()
        if self._shift is not None:
            clear_own()
            if self.window is not None:
                self._shift = self.window.desk.shift  # its keys may be newer
            self._unlocking.close(self._shift, ended)
            self._shift = None
        self._last_chance.remove()
        self._collecting.leave()

    def _is_expected(self, error: Exception) -> bool:
        return isinstance(error, NotOpened) or self._unlocking.is_expected(error)

    def _open_window(self, shift: Shift) -> None:
        # The window needs all of casework: it is loaded while the passphrase is typed.
        from ui.privacy.idle import IdleLock  # noqa: PLC0415
        from ui.privacy.spot import go_to_spot  # noqa: PLC0415
        from ui.window.backups import Backups  # noqa: PLC0415
        from ui.window.window import Window  # noqa: PLC0415

        self._shift = shift
        self.window = Window(
            shift,
            self.worker,
            self._theme,
            self._preferences,
            manual=self._unlocking.manual,
            lock=self._lock,
        )
        window = self.window
        kept = Backups(lambda: window.desk, window.statusBar())
        if found := [*shift.notices, *kept.found]:
            window.notices.warn("\n".join(found), everywhere=True)
        spot = self._preferences.take_spot()
        left = self._preferences.take_place(shift.vault_id)
        if left is not None:
            self.window.go(left)
        self.window.show()
        if left is not None and self.window.page is not None:
            go_to_spot(self.window.page, spot)
        idle = IdleLock(window, self._app, window.lock_minutes)
        idle.touched.connect(self._collecting.touched)
        idle.expired.connect(window.lock)
        self._collecting.keep()
        if shift.gone_back:
            self._ask_to_read(self.window, shift)
        # Once Today is on screen: asking the system who is logged in may be slow.
        QTimer.singleShot(0, self.window, self._listen)
        self.opening.close()
        self.opening.deleteLater()

    def _ask_to_read(self, window: Window, shift: Shift) -> None:
        """Show that the vault went back. Until the officer says it was read, each opening does."""
        # What is loaded with the window.
        from lado_desktop.casework.custody.notices import mark_as_read  # noqa: PLC0415
        from ui.alerts import ask  # noqa: PLC0415

        asked = ask(
            window,
            "The record is not as it was",
            verb="I have read this",
            leave="Show it again next time",
            detail="\n\n".join(shift.gone_back),
            then=lambda: mark_as_read(window.desk.shift),
        )
        # The Enter after a passphrase is not yet a notice read.
        asked.no.setDefault(True)
        asked.no.setFocus()

    def _listen(self) -> None:
        """Hear from now on when the screen is locked and when the computer goes to sleep."""
        # What is loaded with the window.
        from ui.privacy.screen_lock import ScreenLock, WindowsMessages  # noqa: PLC0415

        if self.window is not None and self._shift is not None:
            ScreenLock(self.window).locked.connect(self.window.lock)
            self._heard = WindowsMessages(self._app, int(self.window.winId()), self.window.lock)

    def _say_wrong(self, sentence: str) -> None:
        if self.window is not None:
            self.window.notices.warn(sentence, everywhere=True)
        else:
            self.opening.refuse(sentence)

    def _lock(self) -> None:
        """End this process with all its keys, and start another at its unlock page."""
        if self.window is not None and self._shift is not None and self.window.page is not None:
            # What is loaded with the window.
            from ui.privacy.spot import spot_of  # noqa: PLC0415

            page = self.window.page
            place, spot = page.to_come_back, spot_of(page)
            self._preferences.leave_place(self._shift.vault_id, place, spot)
        self.close()
        self._unlocking.start_again()
        self._app.quit()


def run(unlocking: Unlocking, arguments: Sequence[str]) -> int:
    """Open the program's window and return the exit code when it is closed."""
    # Display scaling of 125 % and 150 % is taken as it is, so that letters stay sharp.
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(list(arguments) or sys.argv[:1])
    app.setApplicationName("LADO Desktop")
    program = Program(unlocking, app)
    program.opening.show()
    try:
        return app.exec()
    finally:
        program.close()
