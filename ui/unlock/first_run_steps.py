"""The three steps of the first run: the vault's folder, its owner, its passphrase."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui.look.buttons import Button
from ui.look.choice_box import ChoiceBox
from ui.look.labels import asked, label, restyle, small
from ui.viewing.file_dialogs import ask_folder


class Step(QWidget):
    """One step: a question with its fields, under one another."""

    entered = Signal()
    """Enter was pressed in a field."""

    def __init__(self, question: str) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.addWidget(label(question))
        self.column.addSpacing(8)

    def start(self) -> None:
        """Put the cursor into the first field that is not answered."""

    def problem(self) -> str | None:
        """The sentence that says what is missing or wrong, or None."""
        raise NotImplementedError

    def ask(self, words: str, field: QWidget, beside: QWidget | None = None) -> None:
        """Add a field under its label, with something at its right where given."""
        self.column.addWidget(asked(words, field))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(field, 1)
        if beside is not None:
            row.addWidget(beside)
        self.column.addLayout(row)

    def explain(self, sentence: str) -> QLabel:
        """Add a line of help under a field."""
        line = small(sentence)
        self.column.addWidget(line)
        return line

    def say(self, line: QLabel, sentence: str, tone: str) -> None:
        """Show a sentence in its tone."""
        line.setText(sentence)
        restyle(line, "tone", tone)


class PlaceStep(Step):
    """The vault's folder."""

    def __init__(
        self,
        folder: str,
        check: Callable[[str], str | None],
        left_over: Callable[[str], str | None],
    ) -> None:
        super().__init__(
            "Everything that you record is kept in one encrypted folder, called the vault, on this "
            "machine. Nothing is sent anywhere."
        )
        self._check = check
        self._left_over = left_over
        self.folder = QLineEdit(folder)
        self.browse = Button("&Choose…")
        self.ask("&Folder of the vault", self.folder, self.browse)
        self.answer = self.explain("")
        self.column.addStretch(1)
        self.folder.textChanged.connect(self._look)
        self.folder.returnPressed.connect(self.entered)
        self.browse.clicked.connect(self._browse)
        self._look()

    def start(self) -> None:
        self.folder.setFocus(Qt.FocusReason.OtherFocusReason)

    def problem(self) -> str | None:
        folder = self.folder.text().strip()
        return self._check(folder) if folder else "Choose the folder where the vault will lie."

    def _look(self) -> None:
        sentence = self.problem()
        if sentence:
            self.say(self.answer, sentence, "danger")
        elif left := self._left_over(self.folder.text().strip()):
            self.say(self.answer, left, "warn")
        else:
            self.say(
                self.answer, "A good place: on this machine, and not copied to a cloud.", "good"
            )

    def _browse(self) -> None:
        chosen = ask_folder(self, "Folder of the vault", self.folder.text())
        if chosen:
            self.folder.setText(str(chosen))


class ServiceStep(Step):
    """Which service this is, and who sits here."""

    def __init__(self) -> None:
        super().__init__(
            "Services use different words and count different tables. Choose yours, or the one "
            "nearest to it."
        )
        self.practice = ChoiceBox()
        self.practice.setEnabled(False)
        self.practice.addItem("One moment…")
        self.ask("&Practice", self.practice)
        self.explain("It sets the words, the reference numbers, the time limits and the tables.")
        self.column.addSpacing(8)
        self.officer = QLineEdit()
        self.officer.setMaxLength(200)
        self.ask("Your &name", self.officer)
        self.explain("It is printed on documents and stands beside what you record.")
        self.column.addSpacing(8)
        self.role = ChoiceBox()
        self.ask("Your &role", self.role)
        self.column.addStretch(1)
        self.officer.returnPressed.connect(self.entered)

    def start(self) -> None:
        self.officer.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self, practices: Sequence[tuple[str, str]], roles: Sequence[tuple[str, str]]) -> None:
        """List the practices by their authorities, and the roles."""
        self.practice.clear()
        for name, authority in practices:
            self.practice.addItem(authority, name)
        self.practice.setEnabled(True)
        for code, words in roles:
            self.role.addItem(words, code)

    def problem(self) -> str | None:
        if not self.practice.isEnabled():
            return "The list of practices is still being read. Try again in a moment."
        if not self.officer.text().strip():
            return "Type your name."
        return None


class PassphraseStep(Step):
    """The passphrase, twice, with a word on its strength."""

    def __init__(
        self,
        problem_of: Callable[[str, Sequence[str]], str | None],
        words: Callable[[], Sequence[str]],
    ) -> None:
        super().__init__(
            "Choose a passphrase: four or five words that have nothing to do with each other are "
            "easy to keep in mind and hard to guess. Nobody can look it up for you."
        )
        self._problem_of = problem_of
        self._words = words
        self.first = self._box()
        self.show_it = Button("&Show")
        self.show_it.setCheckable(True)
        self.show_it.setAccessibleName("Show the passphrase")
        self.ask("&Passphrase", self.first, self.show_it)
        self.strength = self.explain("15 characters or more.")
        self.column.addSpacing(8)
        self.second = self._box()
        self.ask("The same &again", self.second)
        # Not the button between them: a blank typed there by mistake would show the passphrase.
        QWidget.setTabOrder(self.first, self.second)
        QWidget.setTabOrder(self.second, self.show_it)
        self.column.addStretch(1)
        # Judging needs some milliseconds, so it waits for a pause in the typing.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(200)
        self._rest.timeout.connect(self._judge)
        self.first.textChanged.connect(self._typed)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self.entered)
        self.show_it.toggled.connect(self._show)

    def start(self) -> None:
        box = self.second if self.first.text() and not self._weak() else self.first
        box.setFocus(Qt.FocusReason.OtherFocusReason)

    def problem(self) -> str | None:
        if not self.first.text():
            return "Type a passphrase."
        if weak := self._weak():
            return weak
        if self.first.text() != self.second.text():
            return "The two passphrases are not the same. Type the second one again."
        return None

    def _box(self) -> QLineEdit:
        box = QLineEdit()
        box.setEchoMode(QLineEdit.EchoMode.Password)
        box.setMaxLength(200)
        return box

    def _weak(self) -> str | None:
        return self._problem_of(self.first.text(), self._words())

    def _typed(self) -> None:
        self._rest.start()

    def _judge(self) -> None:
        if not self.first.text():
            self.say(self.strength, "15 characters or more.", "muted")
        elif weak := self._weak():
            self.say(self.strength, f"Not strong enough yet. {weak}", "warn")
        else:
            self.say(self.strength, "Strong enough.", "good")

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for box in (self.first, self.second):
            box.setEchoMode(mode)
        self.show_it.setText("&Hide" if shown else "&Show")
