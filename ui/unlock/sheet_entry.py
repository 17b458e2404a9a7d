"""Opening a vault by its recovery sheet: the sheet is typed, then a new passphrase is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.look.buttons import Button
from ui.look.choice_box import ChoiceBox
from ui.look.labels import asked, label, restyle, small, title
from ui.unlock.first_run_steps import PassphraseStep
from ui.unlock.sheet_groups import SheetGroups
from ui.unlock.unlocking import SheetOpening, Unlocking, upgrading

_EXPLAINED = (
    "Type the 14 groups from the paper in the manager's safe. Capitals and small letters are the "
    "same. That the sheet was used is written into the audit."
)


class SheetPage(QWidget):
    """Asks for the sheet, then whose passphrase it replaces and by what."""

    reading = Signal(str)
    """The sheet was typed whole: see whose vault it opens."""
    opening = Signal(object)
    """A SheetOpening: all is answered."""
    leaving = Signal()
    """Back to the passphrase."""

    def __init__(self, folder: str, unlocking: Unlocking) -> None:
        super().__init__()
        self._folder = folder
        self._unlocking = unlocking
        self._busy = False
        self.groups = SheetGroups(unlocking)
        self.officer = ChoiceBox()
        self.secret = PassphraseStep(
            unlocking.passphrase_problem, lambda: [self.officer.currentText()]
        )
        self.answer = small("")
        self.said = label("", tone="danger")
        self.said.hide()
        self.back = Button("&Back")
        self.onward = Button("&Next")
        self.onward.setProperty("role", "primary")
        self.stack = QStackedWidget()
        for each in (self._sheet_step(), self._secret_step()):
            self.stack.addWidget(each)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.back)
        acts.addWidget(self.onward)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 36, 40, 32)
        column.setSpacing(8)
        column.addWidget(title("Open by the recovery sheet"))
        column.addSpacing(8)
        column.addWidget(self.stack, 1)
        column.addWidget(self.said)
        column.addSpacing(8)
        column.addLayout(acts)
        self.groups.changed.connect(self._look)
        self.groups.entered.connect(self._go_on)
        self.secret.entered.connect(self._go_on)
        self.back.clicked.connect(self._go_back)
        self.onward.clicked.connect(self._go_on)
        self._look()

    def start(self) -> None:
        """Put the cursor where the step begins."""
        (self.secret if self._at_secret else self.groups).start()

    def offer(self, officers: Sequence[tuple[str, str]]) -> None:
        """The sheet opens the vault: ask for a new passphrase of one of these (slot, name)."""
        self._busy = False
        self.officer.clear()
        for slot, name in officers:
            self.officer.addItem(name, slot)
        self.stack.setCurrentIndex(1)
        self._look()
        self.start()

    def upgrading(self, done: int, of: int) -> None:
        """Say how far an older vault is on its way to the shape of this program."""
        self.answer.setText(upgrading(done, of))
        restyle(self.answer, "tone", "muted")

    def refuse(self, sentence: str) -> None:
        """Say why the vault did not open."""
        self._busy = False
        self._look()
        self._say(sentence)
        self.start()

    @property
    def _at_secret(self) -> bool:
        return self.stack.currentIndex() == 1

    def _sheet_step(self) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(_EXPLAINED))
        column.addSpacing(8)
        column.addWidget(self.groups)
        column.addWidget(self.answer)
        column.addStretch(1)
        return step

    def _secret_step(self) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label("The sheet opens this vault. Nobody works by the sheet itself."))
        column.addSpacing(8)
        column.addWidget(asked("Whose passphrase is &replaced", self.officer))
        column.addWidget(self.officer)
        column.addSpacing(8)
        column.addWidget(self.secret, 1)
        return step

    def _look(self) -> None:
        """Say while it is typed what is wrong with the sheet, and whether one can go on."""
        self._say("")
        sentence, tone, sound = self._sheet_said()
        self.answer.setText(sentence)
        restyle(self.answer, "tone", tone)
        words = "&Open the vault" if self._at_secret else "&Next"
        self.onward.setText("One moment…" if self._busy else words)
        self.onward.setEnabled(sound and not self._busy)
        self.back.setEnabled(not self._busy)
        self.stack.setEnabled(not self._busy)

    def _sheet_said(self) -> tuple[str, str, bool]:
        if wrong := self.groups.wrong:
            which = "Group " + ", ".join(str(number) for number in wrong)
            return (
                f"{which}: a sign that is on no sheet. It has the letters A to Z and 2 to 7.",
                "danger",
                False,
            )
        if not self.groups.is_full:
            return "", "muted", False
        if problem := self._unlocking.sheet_problem(self.groups.typed):
            return problem, "danger", False
        return "All 14 groups are typed as they are printed.", "good", True

    def _go_back(self) -> None:
        if self._at_secret:
            self.stack.setCurrentIndex(0)
            self._look()
            self.start()
        else:
            self.leaving.emit()

    def _go_on(self) -> None:
        if self._busy or not self.onward.isEnabled():
            return
        if not self._at_secret:
            self._wait()
            self.reading.emit(self.groups.typed)
            return
        if problem := self.secret.problem():
            self._say(problem)
            self.secret.start()
            return
        self._wait()
        self.opening.emit(
            SheetOpening(
                self._folder,
                self.groups.typed,
                str(self.officer.currentData()),
                self.secret.first.text(),
            )
        )

    def _wait(self) -> None:
        self._busy = True
        self._look()

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
