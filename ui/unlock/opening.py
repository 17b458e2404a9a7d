"""The small window before the vault is open: unlock page and first run, and what goes on behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui.unlock.unlock import Attempt, UnlockPage
from ui.unlock.unlocking import KnownVault, NewVault, NotOpened, Unlocking
from ui.worker import Worker

if TYPE_CHECKING:
    from lado_desktop.casework.shift import Shift
    from ui.unlock.code_entry import CodePage
    from ui.unlock.first_run import FirstRunPage
    from ui.unlock.sheet_entry import SheetPage
    from ui.unlock.unlocking import CodeOpening, SheetOpening


_PAINTED = 50
"""Milliseconds after which the page is on screen and the keyboard is heard."""


class Opening(QWidget):
    """Shows the unlock page, or the first run where no vault is known, and opens the vault.

    The rest of the program is loaded in the background from the moment this is on screen. `opened`
    is called once, with the shift.
    """

    def __init__(
        self,
        unlocking: Unlocking,
        worker: Worker,
        opened: Callable[[Shift], None],
    ) -> None:
        super().__init__()
        self._unlocking = unlocking
        self._worker = worker
        self._opened = opened
        self._vaults: list[KnownVault] = list(unlocking.vaults())
        self._made: tuple[str, str] | None = None
        self.is_loaded = False
        self.unlock: UnlockPage | None = None
        self.first_run: FirstRunPage | None = None
        self.sheet: SheetPage | None = None
        self.code: CodePage | None = None
        self.setWindowTitle("LADO Desktop")
        self._stack = QStackedWidget()
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setWidget(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroller)
        if self._vaults:
            self._show_unlock(self._vaults)
        else:
            self._show_first_run()
        self._fit()
        # After the first paint: loading must not delay the drawing of the page.
        QTimer.singleShot(_PAINTED, self, self._load)

    def _fit(self) -> None:
        """Grow to the size that the page asks for, and no larger than the screen.

        Once on screen it only grows: a size that the user chose stays.
        """
        screen = QGuiApplication.primaryScreen().availableSize()
        letter = self.fontMetrics().averageCharWidth()
        wide = min(screen.width(), max(520, 84 * letter))
        tall = self._tall(wide) + 48
        size = QSize(wide, min(screen.height(), max(360, tall)))
        self.resize(size.expandedTo(self.size()) if self.isVisible() else size)

    def _fit_soon(self) -> None:
        """Fit once the layouts have heard of what came into them just now."""
        QTimer.singleShot(0, self, self._fit)

    def _tall(self, wide: int) -> int:
        page = self._stack.currentWidget()
        if page is self.first_run and self.first_run is not None:
            return self.first_run.tall(wide)
        # Sentences that wrap make a page taller than its hint.
        return max(self._stack.sizeHint().height(), page.heightForWidth(wide) if page else 0)

    def _load(self) -> None:
        self._worker.run(self, self._unlocking.load, lambda _: self._load_done())

    def _load_done(self) -> None:
        self.is_loaded = True
        if self.first_run is not None:
            self.first_run.loaded()
            self._fit_soon()
        self._look_at_the_clock()

    def _look_at_the_clock(self) -> None:
        """Say at once where the vault's next passphrase has to wait, not after it was typed."""
        if self.is_loaded and self.unlock is not None:
            seconds, sentence = self._unlocking.waiting(self.unlock.vault.folder)
            if seconds:
                self.unlock.hold_back(sentence, seconds)

    def _show_unlock(self, vaults: Sequence[KnownVault]) -> None:
        if self.unlock is not None:
            self._stack.removeWidget(self.unlock)
            self.unlock.deleteLater()
        self.unlock = UnlockPage(vaults)
        self.unlock.tried.connect(self._try)
        self.unlock.elsewhere.connect(self._show_first_run)
        self.unlock.chosen.connect(self._look_at_the_clock)
        self.unlock.sheet_wanted.connect(self._show_sheet)
        self.unlock.code_wanted.connect(self._show_code)
        self._stack.addWidget(self.unlock)
        self._stack.setCurrentWidget(self.unlock)
        self.unlock.start()

    def _show_first_run(self) -> None:
        if self.first_run is None:
            # Once in a vault's life: its printing part of Qt is not loaded for an unlock.
            from ui.unlock.first_run import FirstRunPage  # noqa: PLC0415

            self.first_run = FirstRunPage(self._unlocking, known=bool(self._vaults))
            self.first_run.making.connect(self._make)
            self.first_run.practising.connect(self._practise)
            self.first_run.leaving.connect(self._leave_first_run)
            self.first_run.finished.connect(self._open_made)
            self.first_run.turned.connect(self._fit_soon)
            self._stack.addWidget(self.first_run)
            if self.is_loaded:
                self.first_run.loaded()
        self._stack.setCurrentWidget(self.first_run)
        self._fit()
        self.first_run.start()

    def _show_sheet(self) -> None:
        """Ask for the recovery sheet of the vault that is chosen, from its first group."""
        if self.unlock is None:
            return
        # Once in a vault's life, if at all.
        from ui.unlock.sheet_entry import SheetPage  # noqa: PLC0415

        self._leave_sheet()
        folder, unlocking = self.unlock.vault.folder, self._unlocking
        page = SheetPage(folder, unlocking)
        self.sheet = page

        def read(typed: str, accepted: str = "") -> None:
            self._worker.run(
                page,
                lambda report: unlocking.sheet_officers(folder, typed, report, accepted),
                page.offer,
                self._asking(lambda anchor: read(typed, anchor)),
                page.upgrading,
            )

        def open_it(said: SheetOpening) -> None:
            self._worker.run(
                page, lambda: unlocking.open_by_sheet(said), self._opened, self._refuse
            )

        page.reading.connect(read)
        page.opening.connect(open_it)
        page.leaving.connect(self._leave_first_run)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._fit()
        page.start()

    def _show_code(self) -> None:
        """Ask for a one-time code to the vault that is chosen."""
        if self.unlock is None:
            return
        # Once in an officer's life.
        from ui.unlock.code_entry import CodePage  # noqa: PLC0415

        self._leave_sheet()
        page = CodePage(self.unlock.vault.folder, self._unlocking.passphrase_problem)
        self.code = page

        def open_it(said: CodeOpening) -> None:
            self._worker.run(
                page,
                lambda report: self._unlocking.open_by_code(said, report),
                self._opened,
                self._refuse,
                page.upgrading,
            )

        page.opening.connect(open_it)
        page.leaving.connect(self._leave_first_run)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._fit()
        page.start()

    def _leave_sheet(self) -> None:
        """Forget what was typed of a sheet or a code."""
        for page in (self.sheet, self.code):
            if page is not None:
                self._stack.removeWidget(page)
                page.deleteLater()
        self.sheet = self.code = None

    def _leave_first_run(self) -> None:
        self._leave_sheet()
        if self.unlock is not None:
            self._stack.setCurrentWidget(self.unlock)
            self.unlock.start()

    def _try(self, attempt: Attempt, accepted: str = "") -> None:
        folder, passphrase = attempt.vault.folder, attempt.passphrase
        self._worker.run(
            self,
            lambda report: self._unlocking.open_vault(folder, passphrase, report, accepted),
            self._opened,
            self._asking(lambda anchor: self._try(attempt, anchor)),
            self._upgrading,
        )

    def _asking(self, again: Callable[[str], None]) -> Callable[[Exception], None]:
        """Return what answers a failure: where the vault is not as last seen, it asks.

        The vault is opened `again` with its anchor if the officer says so.
        """

        def answer(error: Exception) -> None:
            if not (isinstance(error, NotOpened) and error.anchor):
                self._refuse(error)
                return
            # Once in a vault's life, if at all.
            from ui.alerts import ask  # noqa: PLC0415

            anchor = error.anchor
            asked = ask(
                self,
                "Open this vault all the same?",
                verb="Open it all the same",
                leave="Leave it closed",
                detail=str(error),
                then=lambda: again(anchor),
                grave=True,
            )
            asked.rejected.connect(lambda: self._refuse(error))

        return answer

    def _upgrading(self, done: int, of: int) -> None:
        if self.unlock is not None:
            self.unlock.upgrading(done, of)

    def _make(self, new: NewVault) -> None:
        def made(sheet: str) -> None:
            self._made = (new.folder, new.passphrase)
            if self.first_run is not None:
                self.first_run.made(sheet)

        self._worker.run(self, lambda: self._unlocking.create_vault(new), made, self._refuse)

    def _open_made(self) -> None:
        """Open the vault that was just made, by the passphrase that was just typed."""
        if self._made is None or self.first_run is None:
            return
        folder, passphrase = self._made
        self.first_run.waiting()
        self._worker.run(
            self,
            lambda: self._unlocking.open_vault(folder, passphrase),
            self._opened,
            self._refuse,
        )

    def _practise(self) -> None:
        """Make the practice vault and offer it at the unlock page, its passphrase filled in."""

        def made(vault: KnownVault) -> None:
            self._show_unlock([vault, *(each for each in self._vaults if each != vault)])

        self._worker.run(self, self._unlocking.practice_vault, made, self._refuse)

    def refuse(self, sentence: str, wait: int = 0) -> None:
        """Say on the page in front why nothing was opened or made."""
        front = self._stack.currentWidget()
        if isinstance(front, UnlockPage):
            front.refuse(sentence, wait)
        elif front is self.sheet and self.sheet is not None:
            self.sheet.refuse(sentence)
        elif front is self.code and self.code is not None:
            self.code.refuse(sentence)
        elif self.first_run is not None:
            self.first_run.refuse(sentence)

    def _refuse(self, error: Exception) -> None:
        self.refuse(str(error), error.wait if isinstance(error, NotOpened) else 0)
