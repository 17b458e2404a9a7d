"""The unlock page: one passphrase, one button. It needs Qt and nothing else of the program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui.look.buttons import Button
from ui.look.choice_box import ChoiceBox
from ui.look.flow import Flow
from ui.look.labels import asked, label, small, title
from ui.unlock.unlocking import KnownVault, upgrading


class Attempt(NamedTuple):
    """A passphrase typed for a vault. Its text is in no representation of it."""

    vault: KnownVault
    passphrase: str

    def __repr__(self) -> str:
        return "Attempt()"


class UnlockPage(QWidget):
    """Asks for the passphrase of one vault, or of one of several."""

    tried = Signal(object)
    """An Attempt: somebody wants to open a vault."""
    elsewhere = Signal()
    """Somebody wants another vault: a new one, or the practice one."""
    chosen = Signal()
    """Another of the vaults is to be opened."""

    sheet_wanted = Signal()
    """The passphrase is forgotten: the vault is to be opened by its recovery sheet."""
    code_wanted = Signal()
    """Somebody was given a one-time code."""

    def __init__(
        self,
        vaults: Sequence[KnownVault],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._vaults = list(vaults)
        self._seconds = 0
        self._held_back = False
        self._opening = False

        self.chooser = ChoiceBox()
        self.chooser.addItems([vault.title for vault in self._vaults])
        self.chooser.setAccessibleName("Which vault")
        self.vault_name = label("", tone="muted")

        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setMaxLength(200)
        self.show_it = Button("&Show")
        self.show_it.setCheckable(True)
        self.show_it.setAccessibleName("Show the passphrase")
        self.unlock = Button("&Unlock")
        self.unlock.setProperty("role", "primary")
        self.said = label("", tone="danger")
        self.note = small("")
        self.other = Button("&Another vault, or practice…")
        self.other.setProperty("role", "link")
        self.by_sheet = Button("Use the &recovery sheet…")
        self.by_sheet.setProperty("role", "link")
        self.by_code = Button("Use a one-time &code…")
        self.by_code.setProperty("role", "link")

        self._lay_out()

        self.timer = QTimer(self)
        self.timer.setInterval(1000)
        self.timer.timeout.connect(self._tick)
        self.chooser.currentIndexChanged.connect(self._chosen)
        self.show_it.toggled.connect(self._show)
        self.unlock.clicked.connect(self._try)
        self.passphrase.returnPressed.connect(self._try)
        self.other.clicked.connect(self.elsewhere)
        self.by_sheet.clicked.connect(self.sheet_wanted)
        self.by_code.clicked.connect(self.code_wanted)
        several = len(self._vaults) > 1
        self.chooser.setVisible(several)
        self.vault_name.setVisible(not several)
        self._chosen()

    def _lay_out(self) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.passphrase, 1)
        beside.addWidget(self.show_it)
        acts = QHBoxLayout()
        acts.addWidget(self.unlock)
        acts.addStretch(1)
        others = Flow(24)
        for each in (self.by_code, self.by_sheet, self.other):
            others.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 36, 40, 32)
        column.setSpacing(8)
        column.addWidget(title("LADO Desktop"))
        column.addWidget(self.vault_name)
        column.addWidget(self.chooser)
        column.addSpacing(16)
        column.addWidget(asked("&Passphrase", self.passphrase))
        column.addLayout(beside)
        column.addWidget(self.said)
        column.addWidget(self.note)
        column.addSpacing(12)
        column.addLayout(acts)
        column.addSpacing(12)
        column.addLayout(others)
        column.addStretch(1)

    @property
    def vault(self) -> KnownVault:
        """The vault that is to be opened."""
        return self._vaults[max(0, self.chooser.currentIndex())]

    def start(self) -> None:
        """Put the cursor where typing begins; where the passphrase is known, on the button."""
        target = self.unlock if self.vault.passphrase else self.passphrase
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str, wait: int = 0) -> None:
        """Say beside the field why the vault did not open; the next try waits `wait` seconds."""
        self._opening = False
        self._seconds = wait
        self._show_note()
        self._say(sentence)
        self.passphrase.setEnabled(True)
        self.show_it.setEnabled(True)
        self.chooser.setEnabled(True)
        self.other.setEnabled(True)
        self.by_sheet.setEnabled(True)
        self.by_code.setEnabled(True)
        if wait:
            self.timer.start()
        self._offer()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        self.passphrase.selectAll()

    def upgrading(self, done: int, of: int) -> None:
        """Say how far an older vault is on its way to the shape of this program."""
        self.note.setText(upgrading(done, of))
        self.note.setVisible(True)

    def hold_back(self, sentence: str, wait: int) -> None:
        """Say that the next passphrase has to wait; what is being typed is left alone."""
        self._seconds = wait
        self._say(sentence)
        self._held_back = True
        self.timer.start()
        self._offer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape empty the box; what was typed in the wrong place should go at once."""
        if event.key() == Qt.Key.Key_Escape and not self._opening:
            self.passphrase.clear()
            return
        super().keyPressEvent(event)

    def _chosen(self) -> None:
        known = self.vault.passphrase
        self.vault_name.setText(self.vault.title)
        self.passphrase.setText(known)
        self.show_it.setChecked(bool(known))
        self._show_note()
        self._seconds = 0
        self.timer.stop()
        self._say("")
        self._offer()
        self.chosen.emit()

    def _show_note(self) -> None:
        known = bool(self.vault.passphrase)
        self.note.setText(
            "Everybody in the practice vault is invented. Its passphrase is filled in for you."
            if known
            else ""
        )
        self.note.setVisible(known)

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.passphrase.setEchoMode(mode)
        self.show_it.setText("&Hide" if shown else "&Show")

    def _say(self, sentence: str) -> None:
        self._held_back = False
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        self.passphrase.setAccessibleDescription(sentence)

    def _try(self) -> None:
        if self._opening or self._seconds:
            return
        if not self.passphrase.text():
            self._say("Type the passphrase of this vault.")
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._opening = True
        self._say("")
        # The eye too: the focus would move on to it, and the next key would show what was typed.
        others = (self.chooser, self.other, self.by_sheet, self.by_code)
        for each in (self.passphrase, self.show_it, *others):
            each.setEnabled(False)
        self._offer()
        self.tried.emit(Attempt(self.vault, self.passphrase.text()))

    def _tick(self) -> None:
        self._seconds -= 1
        if self._seconds <= 0:
            self._seconds = 0
            self.timer.stop()
            if self._held_back:
                self._say("")
        self._offer()

    def _offer(self) -> None:
        """Say on the button what can be done now."""
        if self._opening:
            self.unlock.setText("Opening…")
        elif self._seconds:
            self.unlock.setText(f"Wait {_clock_time(self._seconds)}")
        else:
            self.unlock.setText("&Unlock")
        self.unlock.setEnabled(not (self._opening or self._seconds))


def _clock_time(seconds: int) -> str:
    return f"{seconds} s" if seconds <= 90 else f"{seconds // 60}:{seconds % 60:02} min"
