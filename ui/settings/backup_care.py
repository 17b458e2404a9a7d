"""The state of the backups: made now, tried, proved one by one, copied to a second place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lado_desktop.casework.custody import backups
from lado_desktop.casework.custody.backup_list import (
    KeptBackup,
    backup_files,
    drill_words,
    prove,
    second_place_words,
)
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.time.typed_day import day_words
from ui.desk import Desk
from ui.look.flow import Flow
from ui.look.labels import heading, label, restyle
from ui.page import act_button
from ui.parts.short_table import Head, ShortTable
from ui.viewing.file_dialogs import ask_folder
from ui.window.menus import act

T = TypeVar("T")
_SHOWN = 24


class BackupCare(QWidget):
    """One line for each thing that must be well, and what can be done about it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kept: list[KeptBackup] = []
        self.status = label("")
        self.second = label("")
        self.drilled = label("", tone="muted")
        self.drilled.hide()
        self.place = label("", tone="muted")
        self.make_it = act(self, "&Back up now", self._make)
        self.try_it = act(self, "Try th&e newest now", self._try)
        self.choose_it = act(self, "Choose the second p&lace…", self._ask_where)
        self.forget_it = act(self, "Stop using the second place", lambda: self.choose(None))
        self.prove_it = act(self, "Look t&hrough this backup", self._prove)
        self.table = ShortTable(
            "Backups",
            (Head("Made", 3), Head("Size", 2, is_number=True), Head("Where", 3), Head("Proved", 3)),
            marked=True,
        )
        self.how = label("")
        self.how.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.how.setAccessibleName("How to go back to a backup")
        self._lay_out()

    def acts(self) -> list[QAction]:
        """What can be done here."""
        return [self.make_it, self.try_it, self.prove_it, self.choose_it]

    def take_desk(self, desk: Desk) -> None:
        """Work on with another shift."""
        self._desk = desk
        self.look()

    def look(self) -> None:
        """Show the current state of the backups."""
        shift = self._desk.shift
        state = backups.backup_state(shift)
        self.status.setText(f"{backups.status_line(shift, state)}.")
        words, well = second_place_words(shift, state)
        self.second.setText(words)
        restyle(self.second, "tone", "good" if well else "warn")
        self.drilled.setText(drill_words(shift, state))
        place = state.second_place
        self.place.setText(f"The second place is {place}" if place else "")
        self.place.setVisible(bool(place))
        self.forget_button.setVisible(bool(place))
        folder = shift.store.custody.folder
        self.how.setText(how_to_restore(folder) if folder else "")
        self._allow(well=shift.store.custody.keys is not None)
        # The second place may be a share that answers late.
        self._desk.worker.run(
            self,
            lambda: backup_files(shift),
            self._show_kept,
            lambda error: self._desk.notices.warn(str(error)),
        )

    def _show_kept(self, found: list[KeptBackup]) -> None:
        self._kept = found[:_SHOWN]
        self.table.show_rows([_row(one) for one in self._kept])
        self.table.setVisible(bool(self._kept))
        self.drilled.setVisible(bool(self._kept))
        self._allow(well=self._desk.shift.store.custody.keys is not None)

    def choose(self, folder: Path | None) -> None:
        """Let each backup be copied to a folder from now on, or to none."""
        shift = self._desk.shift
        said = "No second place from now on." if folder is None else "The second place is chosen."
        self._do(lambda: backups.choose_second_place(shift, folder), lambda _: said)

    def _allow(self, *, well: bool) -> None:
        shift = self._desk.shift
        for each in (self.make_it, self.try_it, self.prove_it):
            each.setEnabled(well and shift.may(Permission.BACKUP))
        self.try_it.setEnabled(self.try_it.isEnabled() and bool(self._kept))
        self.prove_it.setEnabled(self.prove_it.isEnabled() and bool(self._kept))
        settles = shift.may(Permission.SETTLE)
        self.choose_it.setEnabled(well and settles)
        self.forget_it.setEnabled(settles)

    def _make(self) -> None:
        shift = self._desk.shift
        self.status.setText("Making a backup and proving it…")
        self._do(
            lambda: backups.back_up(shift, "asked for"),
            lambda made: f"{made.name} is made and proved.",
        )

    def _try(self) -> None:
        shift = self._desk.shift
        self.drilled.setText("Opening the newest backup and comparing it…")
        self._do(
            lambda: backups.drill(shift),
            lambda tried: f"{tried.name} opens, and what is in it is the record of this vault.",
        )

    def _prove(self) -> None:
        row = self.table.currentRow()
        if not 0 <= row < len(self._kept):
            return
        shift, path = self._desk.shift, self._kept[row].path
        self.status.setText("Looking through the backup…")
        self._do(lambda: prove(shift, path), lambda sentence: sentence)

    def _do(self, task: Callable[[], T], words: Callable[[T], str]) -> None:
        """Do it behind the window; say what came of it, or why it was not done."""
        self._allow(well=False)

        def done(result: T) -> None:
            self.look()
            self._desk.notices.say(words(result))

        def failed(error: Exception) -> None:
            self.look()
            if isinstance(error, CaseworkError):
                self._desk.notices.warn(str(error))

        self._desk.worker.run(self, task, done, failed)

    def _ask_where(self) -> None:
        chosen = ask_folder(self, "Second place for backups")
        if chosen:
            self.choose(chosen)

    def _lay_out(self) -> None:
        acts, places = QWidget(), QWidget()
        flow = Flow(8, acts)
        for each in (self.make_it, self.try_it, self.prove_it):
            flow.addWidget(act_button(each))
        flow = Flow(8, places)
        flow.addWidget(act_button(self.choose_it))
        self.forget_button = act_button(self.forget_it)
        flow.addWidget(self.forget_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(heading("Backups"))
        for line in (self.status, self.second, self.place):
            column.addWidget(line)
        column.addWidget(places)
        for part in (self.drilled, self.table, acts):
            column.addWidget(part)
        column.addWidget(heading("Going back to a backup"))
        column.addWidget(self.how)


def _row(one: KeptBackup) -> tuple[str, str, str, str]:
    made = f"{day_words(one.made_at.date())}, {one.made_at:%H:%M}"
    size = f"{one.size / 1_000_000:,.1f} MB"
    where = "Second place" if one.second else "This computer"
    proved = "Read back and compared" if one.second else "When it was made"
    return made, size, where, proved


def how_to_restore(folder: Path) -> str:
    """Return how a backup is gone back to, with the folder of this vault."""
    return (
        "Nothing is overwritten: the backup is proved first, its records go into a new file, and "
        "the records in use until then are kept beside it for 30 days of use. Passphrases stay as "
        "they are. Close this window, then type at a command prompt:\n"
        f'lado-desktop restore BACKUP.ladobak "{folder}"\n'
        "On a new computer give an empty folder instead: the passphrases and the recovery sheet "
        "of the backup's day open it."
    )
