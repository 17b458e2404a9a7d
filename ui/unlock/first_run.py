"""The first run: three steps to a new vault, and the sheet that opens it at need."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui.look.buttons import Button
from ui.look.labels import label, small, title
from ui.unlock.first_run_steps import PassphraseStep, PlaceStep, ServiceStep, Step
from ui.unlock.unlocking import NewVault, Unlocking

if TYPE_CHECKING:
    from ui.unlock.recovery_sheet import RecoverySheet

_AT_SHEET = 3
"""After the three steps: the recovery sheet."""
_MARGIN = 40
_S = TypeVar("_S", bound=Step)


class _Steps(QScrollArea):
    """The steps, which scroll where there is little room: the buttons under them never do."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(stack)

    def sizeHint(self) -> QSize:
        # What is left over is theirs; asking for more would push the buttons out of sight.
        return self.minimumSizeHint()


class FirstRunPage(QWidget):
    """Asks where the vault is to be, whose it is, and for its passphrase; then shows its sheet.

    The first step is on screen before the others are made.
    """

    making = Signal(object)
    """A NewVault: all is answered, make it."""
    practising = Signal()
    """Try it with invented people first."""
    leaving = Signal()
    """Back to the vaults that are known."""
    turned = Signal()
    """Another step is shown: it may ask for more room."""
    finished = Signal()
    """The vault is made, and its sheet is in a safe place."""

    def __init__(self, unlocking: Unlocking, known: bool, parent: QWidget | None = None) -> None:
        """`known`: there are vaults to go back to."""
        super().__init__(parent)
        self._unlocking = unlocking
        self._known = known
        self._making = False
        self.place = PlaceStep(
            unlocking.default_folder(), unlocking.check_place, unlocking.left_over
        )
        self._step = 0
        self.title = title("Set up LADO Desktop")
        self.step = small("")
        self.stack = QStackedWidget()
        self.said = label("", tone="danger")
        self.said.hide()

        self.back = Button("&Back")
        self.onward = Button("&Next")
        self.onward.setProperty("role", "primary")
        self.practise = Button("&Try it with invented people first")
        self.practise.setProperty("role", "link")
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.back)
        acts.addWidget(self.onward)
        acts.addStretch(1)
        acts.addWidget(self.practise)

        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 36, _MARGIN, 32)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.step)
        column.addSpacing(12)
        self._steps = _Steps(self.stack)
        column.addWidget(self._steps, 1)
        column.addWidget(self.said)
        column.addSpacing(8)
        column.addLayout(acts)

        self.back.clicked.connect(self._go_back)
        self.onward.clicked.connect(self._go_on)
        self.practise.clicked.connect(self._practise)
        self._add(self.place)
        self._show(0)

    @cached_property
    def service(self) -> ServiceStep:
        """The second step: whose vault it is."""
        return self._add(ServiceStep())

    @cached_property
    def secret(self) -> PassphraseStep:
        """The third step: what opens it."""
        return self._add(PassphraseStep(self._unlocking.passphrase_problem, self._words))

    @cached_property
    def sheet(self) -> RecoverySheet:
        """The recovery sheet, once the vault is made."""
        # The printing part of Qt: no page before it needs that.
        from ui.unlock.recovery_sheet import RecoverySheet  # noqa: PLC0415

        sheet = RecoverySheet()
        self.stack.addWidget(sheet)
        sheet.put_away.toggled.connect(self._offer)
        return sheet

    def start(self) -> None:
        """Put the cursor where the step begins."""
        (self.sheet if self._step == _AT_SHEET else self._shown()).start()

    def tall(self, wide: int) -> int:
        """Return the height in pixels at which nothing of the steps has to scroll."""
        asked = max(self.stack.sizeHint().height(), self.stack.heightForWidth(wide - 2 * _MARGIN))
        return self.heightForWidth(wide) - self._steps.sizeHint().height() + asked

    def loaded(self) -> None:
        """Say that the rest of the program is there: practices and roles can be listed."""
        self.service.offer(self._unlocking.practices(), self._unlocking.roles())

    def made(self, sheet: str) -> None:
        """Show the recovery sheet of the vault that was made."""
        self._making = False
        self.sheet.show_sheet(sheet)
        self.stack.setCurrentWidget(self.sheet)
        self._step = _AT_SHEET
        self._offer()
        self.turned.emit()
        self.start()

    def refuse(self, sentence: str) -> None:
        """Say why no vault was made or opened."""
        self._making = False
        self._say(sentence)
        self._offer()

    def waiting(self) -> None:
        """Show that something is being made, and accept no further answers."""
        self._making = True
        self._say("")
        self._offer()

    def _words(self) -> list[str]:
        """What a passphrase must not be made of: the answers of the step before."""
        return [self.service.officer.text(), self.service.practice.currentText()]

    def _add(self, step: _S) -> _S:
        step.entered.connect(self._go_on)
        self.stack.addWidget(step)
        return step

    def _shown(self) -> Step:
        """The step in front."""
        if self._step == 0:
            return self.place
        return self.service if self._step == 1 else self.secret

    def _show(self, step: int) -> None:
        self._step = step
        self.stack.setCurrentWidget(self._shown())
        self._say("")
        self._offer()
        self.turned.emit()
        self.start()

    def _go_back(self) -> None:
        if self._step == 0:
            self.leaving.emit()
        else:
            self._show(self._step - 1)

    def _go_on(self) -> None:
        if self._making:
            return
        if self._step == _AT_SHEET:
            if self.sheet.put_away.isChecked():
                self.finished.emit()
            return
        if sentence := self._shown().problem():
            self._say(sentence)
            self._shown().start()
            return
        if self._step + 1 < _AT_SHEET:
            self._show(self._step + 1)
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
        step = self._step
        at_sheet = step == _AT_SHEET
        self.step.setText(f"Step {step + 1} of {_AT_SHEET}")
        self.step.setVisible(not at_sheet)
        self.title.setText("The recovery sheet" if at_sheet else "Set up LADO Desktop")
        self.back.setVisible(not at_sheet and (step > 0 or self._known))
        self.back.setEnabled(not self._making)
        self.practise.setVisible(step == 0)
        self.practise.setEnabled(not self._making)
        last = step + 1 == _AT_SHEET
        words = "&Open the vault" if at_sheet else "&Make the vault" if last else "&Next"
        self.onward.setText("One moment…" if self._making else words)
        ready = self.sheet.put_away.isChecked() if at_sheet else True
        self.onward.setEnabled(ready and not self._making)
