"""What is asked before keys change: a passphrase, a new one, a new officer's name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QLineEdit, QWidget

from lado_desktop.casework.settings import officers
from lado_desktop.casework.settings.new_keys import NewKeys, passphrase_problem, renew
from lado_desktop.casework.settings.officers import Keyholder
from lado_desktop.domain.practice.codes import code_lists
from ui.alerts import Question
from ui.desk import Desk
from ui.look.choice_box import ChoiceBox
from ui.look.labels import asked, small
from ui.unlock.first_run_steps import PassphraseStep

T = TypeVar("T")


class Asked(Question):
    """A question whose check needs a moment. It shows its error and stays open."""

    def __init__(
        self, parent: QWidget, desk: Desk, question: str, *, verb: str, detail: str = ""
    ) -> None:
        super().__init__(parent, question, verb=verb, detail=detail)
        self._desk = desk
        self._busy = False
        self.problem = small("", "danger")
        self.problem.hide()

    def ask_for(self, words: str, box: QWidget) -> None:
        """Add a field under its label."""
        box.setAccessibleName(words.replace("&", ""))
        self.body.addWidget(asked(words, box))
        self.body.addWidget(box)

    def reject(self) -> None:
        """Leave all as it is, unless it is being done already."""
        if not self._busy:
            super().reject()

    def say(self, sentence: str) -> None:
        """Say what is wrong."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def do(self, task: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do it behind the window, then close; or say why not."""
        self.say("")
        self._hold(True)

        def done(result: T) -> None:
            self._hold(False)
            self.done(Question.DialogCode.Accepted)
            then(result)

        def failed(error: Exception) -> None:
            self._hold(False)
            self.say(str(error))

        self._desk.worker.run(self, task, done, failed)

    def _hold(self, busy: bool) -> None:
        self._busy = busy
        for each in (self.yes, self.no):
            each.setEnabled(not busy)


def passphrase_box() -> QLineEdit:
    """Return a box whose letters are not shown."""
    box = QLineEdit()
    box.setEchoMode(QLineEdit.EchoMode.Password)
    box.setMaxLength(200)
    return box


class ChangePassphrase(Asked):
    """The present passphrase, and a new one twice with a word on its strength."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, desk, "Change your passphrase", verb="Change it")
        self.present = passphrase_box()
        self.fresh = PassphraseStep(
            lambda typed, _words: passphrase_problem(desk.shift, typed), lambda: ()
        )
        self.ask_for("Present &passphrase", self.present)
        self.body.addWidget(self.fresh)
        self.body.addWidget(self.problem)

    def accept(self) -> None:
        """Change it, or say why not."""
        if wrong := self.fresh.problem():
            self.say(wrong)
            return
        shift, old, new = self._desk.shift, self.present.text(), self.fresh.first.text()
        said = "Your passphrase is changed. Backups made until now keep the earlier one."
        self.do(
            lambda: officers.change_passphrase(shift, old, new),
            lambda _: self._desk.notices.say(said),
        )


class AddOfficer(Asked):
    """A new officer's name and role."""

    def __init__(self, parent: QWidget, desk: Desk, then: Callable[[str, str], None]) -> None:
        """`then` is called with the name and the one-time code."""
        super().__init__(
            parent,
            desk,
            "Add an officer",
            detail="They get a one-time code, with which they choose a passphrase of their own. "
            "Whoever opens this vault can read all of it, but for what the program keeps from "
            "a role.",
            verb="Make the code",
        )
        self._then = then
        self.name = QLineEdit()
        self.name.setMaxLength(200)
        self.role = ChoiceBox()
        for code in code_lists()["officer_role"]:
            self.role.addItem(desk.shift.label("officer_role", code), code)
        self.ask_for("&Name", self.name)
        self.ask_for("&Role", self.role)
        self.body.addWidget(self.problem)

    def accept(self) -> None:
        """Add the officer, or say why not."""
        shift, name, role = self._desk.shift, self.name.text(), str(self.role.currentData())
        self.do(
            lambda: officers.add(shift, name, role), lambda code: self._then(name.strip(), code)
        )


class RenewKeys(Asked):
    """One's own passphrase, before the vault gets new keys."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        then: Callable[[NewKeys], None],
        leaving: Keyholder | None = None,
    ) -> None:
        who = leaving.officer.name if leaving and leaving.officer else "this place"
        question = f"Remove {who}?" if leaving else "Renew the recovery sheet?"
        first = (
            "Their passphrase opens nothing from now on, and their post ends today. "
            if leaving
            else "The present sheet opens nothing made from now on. "
        )
        super().__init__(
            parent,
            desk,
            question,
            detail=f"{first}The vault gets new keys and a new recovery sheet, which you print or "
            "save and put into the safe. Every other officer gets a one-time code in place of "
            "their passphrase; yours stays. Backups made until now open by the passphrases and "
            "the sheet of their day: keep the old sheet until they are gone.",
            verb="Remove and renew" if leaving else "Renew",
        )
        self._leaving = leaving
        self._then = then
        self.present = passphrase_box()
        self.ask_for("Your own &passphrase", self.present)
        self.body.addWidget(self.problem)
        self.present.setFocus()

    def accept(self) -> None:
        """Renew the keys, or say why not."""
        shift, typed, leaving = self._desk.shift, self.present.text(), self._leaving
        self.say("")
        self.do(lambda: renew(shift, typed, leaving), self._then)
