"""Opening a vault by a one-time code: the code is typed, then a new passphrase."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.look.buttons import Button
from ui.look.labels import asked, label, small, title
from ui.unlock.first_run_steps import PassphraseStep
from ui.unlock.unlocking import CodeOpening, upgrading

_EXPLAINED = (
    "A colleague added you, or gave you a new code for a forgotten passphrase. Type its five "
    "groups; capitals, spaces and dashes do not matter. It is used up when the vault opens."
)


class CodePage(QWidget):
    """Asks for the code and for a new passphrase, twice."""

    opening = Signal(object)
    """A CodeOpening: all is answered."""
    leaving = Signal()
    """Back to the passphrase."""

    def __init__(
        self, folder: str, passphrase_problem: Callable[[str, Sequence[str]], str | None]
    ) -> None:
        super().__init__()
        self._folder = folder
        self.code = QLineEdit()
        self.code.setMaxLength(60)
        self.secret = PassphraseStep(passphrase_problem, lambda: ())
        self.said = label("", tone="danger")
        self.said.hide()
        self.note = small("")
        self.note.hide()
        self.back = Button("&Back")
        self.onward = Button("&Open the vault")
        self.onward.setProperty("role", "primary")
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.back)
        acts.addWidget(self.onward)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 36, 40, 32)
        column.setSpacing(8)
        column.addWidget(title("Open by a one-time code"))
        column.addWidget(label(_EXPLAINED))
        column.addSpacing(8)
        column.addWidget(asked("One-time &code", self.code))
        column.addWidget(self.code)
        column.addSpacing(8)
        column.addWidget(self.secret, 1)
        column.addWidget(self.said)
        column.addWidget(self.note)
        column.addLayout(acts)
        self.code.returnPressed.connect(self.secret.start)
        self.secret.entered.connect(self._go_on)
        self.back.clicked.connect(self.leaving)
        self.onward.clicked.connect(self._go_on)

    def start(self) -> None:
        """Put the cursor into the code."""
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def upgrading(self, done: int, of: int) -> None:
        """Say how far an older vault is on its way to the shape of this program."""
        self.note.setText(upgrading(done, of))
        self.note.show()

    def refuse(self, sentence: str) -> None:
        """Say why the vault did not open."""
        self._wait(False)
        self._say(sentence)
        self.start()

    def _go_on(self) -> None:
        if not self.onward.isEnabled():
            return
        if problem := "" if self.code.text().strip() else "Type the code.":
            self._say(problem)
            self.start()
        elif problem := self.secret.problem() or "":
            self._say(problem)
            self.secret.start()
        else:
            self._say("")
            self._wait(True)
            said = CodeOpening(self._folder, self.code.text(), self.secret.first.text())
            self.opening.emit(said)

    def _wait(self, waiting: bool) -> None:
        self.note.hide()
        self.onward.setText("One moment…" if waiting else "&Open the vault")
        for each in (self.onward, self.back, self.code, self.secret):
            each.setEnabled(not waiting)

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
