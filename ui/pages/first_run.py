"""The first run: three steps to a vault of one's own, and the sheet that opens it at need."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.buttons import Button
from ui.labels import label, small, title
from ui.openers import NewVault, Openers
from ui.pages.first_run_steps import PassphraseStep, PlaceStep, ServiceStep
from ui.pages.recovery_sheet import RecoverySheet


class FirstRunPage(QWidget):
    """Asks where the vault lies, whose it is, and for its passphrase; then shows its sheet."""

    making = Signal(object)
    """A NewVault: all is answered, make it."""
    practising = Signal()
    """Try it with invented people first."""
    leaving = Signal()
    """Back to the vaults that are known."""
    finished = Signal()
    """The vault is made, and its sheet is in a safe place."""

    def __init__(self, openers: Openers, known: bool, parent: QWidget | None = None) -> None:
        """`known`: there are vaults to go back to."""
        super().__init__(parent)
        self._openers = openers
        self._known = known
        self._making = False
        self.place = PlaceStep(openers.default_folder(), openers.check_place)
        self.service = ServiceStep()
        self.secret = PassphraseStep(openers.passphrase_problem, self._words)
        self.sheet = RecoverySheet()
        self._steps = (self.place, self.service, self.secret)

        self.title = title("Set up LADO Desktop")
        self.step = small("")
        self.stack = QStackedWidget()
        for each in (*self._steps, self.sheet):
            self.stack.addWidget(each)
        self.said = label("", tone="danger")
        self.said.hide()

        self.back = Button("&Back")
        self.onward = Button("&Next")
        self.onward.setProperty("role", "primary")
        self.practise = Button("&Try it with invented people first")
        self.practise.setProperty("role", "quiet")
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.back)
        acts.addWidget(self.onward)
        acts.addStretch(1)
        acts.addWidget(self.practise)

        column = QVBoxLayout(self)
        column.setContentsMargins(40, 36, 40, 32)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.step)
        column.addSpacing(12)
        column.addWidget(self.stack, 1)
        column.addWidget(self.said)
        column.addSpacing(8)
        column.addLayout(acts)

        self.back.clicked.connect(self._go_back)
        self.onward.clicked.connect(self._go_on)
        self.practise.clicked.connect(self._practise)
        self.sheet.put_away.toggled.connect(self._offer)
        for each in self._steps:
            each.entered.connect(self._go_on)
        self._show(0)

    def start(self) -> None:
        """Put the cursor where the step begins."""
        shown = self.stack.currentWidget()
        if isinstance(shown, PlaceStep | ServiceStep | PassphraseStep | RecoverySheet):
            shown.start()

    def loaded(self) -> None:
        """Say that the rest of the program is there: practices and roles can be listed."""
        self.service.offer(self._openers.practices(), self._openers.roles())

    def made(self, sheet: str) -> None:
        """Show the recovery sheet of the vault that was made."""
        self._making = False
        self.sheet.show_sheet(sheet)
        self.stack.setCurrentWidget(self.sheet)
        self._offer()
        self.start()

    def refuse(self, sentence: str) -> None:
        """Say why no vault was made or opened."""
        self._making = False
        self._say(sentence)
        self._offer()

    def waiting(self) -> None:
        """Say that something is being made, and take no further answers."""
        self._making = True
        self._say("")
        self._offer()

    def _words(self) -> list[str]:
        """What a passphrase must not be made of: the answers of the step before."""
        return [self.service.officer.text(), self.service.practice.currentText()]

    def _show(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self._say("")
        self._offer()
        self.start()

    def _go_back(self) -> None:
        if self.stack.currentIndex() == 0:
            self.leaving.emit()
        else:
            self._show(self.stack.currentIndex() - 1)

    def _go_on(self) -> None:
        if self._making:
            return
        step = self.stack.currentIndex()
        if step == len(self._steps):
            if self.sheet.put_away.isChecked():
                self.finished.emit()
            return
        if sentence := self._steps[step].problem():
            self._say(sentence)
            self._steps[step].start()
            return
        if step + 1 < len(self._steps):
            self._show(step + 1)
            return
        self.waiting()
        self.making.emit(
            NewVault(
                folder=self.place.folder.text().strip(),
                practice=self.service.practice.currentData(),
                officer=self.service.officer.text().strip(),
                role=self.service.role.currentData(),
                passphrase=self.secret.first.text(),
            )
        )

    def _practise(self) -> None:
        self.waiting()
        self.practising.emit()

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    def _offer(self) -> None:
        """Show the acts that make sense at this step, with their words."""
        step = self.stack.currentIndex()
        at_sheet = step == len(self._steps)
        self.step.setText(f"Step {step + 1} of {len(self._steps)}")
        self.step.setVisible(not at_sheet)
        self.title.setText("The recovery sheet" if at_sheet else "Set up LADO Desktop")
        self.back.setVisible(not at_sheet and (step > 0 or self._known))
        self.back.setEnabled(not self._making)
        self.practise.setVisible(step == 0)
        self.practise.setEnabled(not self._making)
        last = step + 1 == len(self._steps)
        words = "&Open the vault" if at_sheet else "&Make the vault" if last else "&Next"
        self.onward.setText("One moment…" if self._making else words)
        ready = self.sheet.put_away.isChecked() if at_sheet else True
        self.onward.setEnabled(ready and not self._making)
