"""Undo and Redo in the menu: each names the act and says afterwards what became of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from lado_desktop.casework.undoing.redo import redo, redoable
from lado_desktop.casework.undoing.undo import NotUndone, undo, undoable
from lado_desktop.casework.undoing.undo_step import UndoStep
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.time.typed_day import short_day
from ui.desk import Desk
from ui.window.menus import act, in_menu

NOTHING = "There is nothing of yours to undo."
NOTHING_AGAIN = "There is nothing of yours to redo."
FURTHER = " Undo again takes back what you did before it."
_STEPS = 10


class Undoing(QObject):
    """The lines "Undo Change category (2627-0001)", "Redo …" and "Undo an earlier act"."""

    def __init__(self, owner: QWidget, desk: Desk, before_telling: Callable[[], object]) -> None:
        """`before_telling` is called when an act was undone, before the pages read again."""
        super().__init__(owner)
        self._desk = desk
        self._before_telling = before_telling
        self.last_act = act(owner, "&Undo", self.undo_last, "Ctrl+Z, Ctrl+Alt+Z", "undo-2")
        keys = "Ctrl+Shift+Z, Ctrl+Y, Ctrl+Alt+Y"
        self.again = act(owner, "&Redo", self.redo_last, keys)
        self._refused: set[UUID] = set()
        """What cannot be taken back just now: Ctrl+Z goes on to the act before it."""
        desk.changes.saved.connect(self._forget)
        self.earlier = QMenu("Undo an &earlier act", owner)
        self.earlier.setProperty("passing", True)

    def take_desk(self, desk: Desk) -> None:
        """Undo for this desk from now on."""
        self._desk = desk

    def look(self) -> None:
        """Say in the menu what can be undone now: asked when the menu is opened."""
        next_one, others = self._steps()
        worded = self._desk.shift.worded
        last = f"{next_one.words}{_of(next_one)}" if next_one else "Undo"
        self.last_act.setText(f"&{in_menu(worded(last))}")
        redo_one = redoable(self._desk.shift)
        again = f"Redo {redo_one.act}{_of(redo_one)}" if redo_one else "Redo"
        self.again.setText(f"&{in_menu(worded(again))}")
        self.earlier.clear()
        for step in others:
            line = self.earlier.addAction(
                in_menu(f"{worded(step.act)}, {step.about}, {self._when(step)}")
            )
            line.triggered.connect(partial(self._undo, step))
        self.earlier.setEnabled(bool(others))

    def undo_last(self) -> None:
        """Undo the officer's last act, or say that there is none.

        Where it cannot be undone, the next press undoes the act before it.
        """
        step, others = self._steps()
        if step is None:
            self._desk.notices.note(NOTHING, of_page=True)
        else:
            before = any(each.act_id not in self._refused for each in others)
            self._undo(step, FURTHER if before else "")

    def redo_last(self) -> None:
        """Redo what the officer undid last, or say that there is nothing."""
        step = redoable(self._desk.shift)
        if step is None:
            self._desk.notices.note(NOTHING_AGAIN, of_page=True)
            return
        try:
            said = redo(self._desk.shift, step.act_id)
        except CaseworkError as error:
            self._desk.notices.warn(str(error))
            return
        self._tell(said, step)

    def _steps(self) -> tuple[UndoStep | None, list[UndoStep]]:
        """The act that Ctrl+Z undoes, and other recent ones, the latest first."""
        steps = undoable(self._desk.shift, _STEPS + len(self._refused))
        if not steps:
            return None, []
        at = next((at for at, each in enumerate(steps) if each.act_id not in self._refused), 0)
        return steps[at], steps[:at] + steps[at + 1 :]

    def _when(self, step: UndoStep) -> str:
        today = step.at.date() == self._desk.shift.today
        return f"{step.at:%H:%M}" if today else f"{short_day(step.at.date())} {step.at:%H:%M}"

    def _undo(self, step: UndoStep, besides: str = "") -> None:
        try:
            said = undo(self._desk.shift, step.act_id)
        except NotUndone as error:
            self._refused.add(step.act_id)
            self._desk.notices.warn(f"{step.called} cannot be undone. {error.why}{besides}")
            return
        except CaseworkError as error:
            self._refused.add(step.act_id)
            self._desk.notices.warn(str(error))
            return
        self._tell(said, step)

    def _tell(self, said: str, step: UndoStep) -> None:
        """Say it with the record that it was done to: that may not be the one in front."""
        self._before_telling()
        self._desk.changes.saved.emit("", None)
        self._desk.notices.say(f"{said}{_of(step)}.", of_page=True)

    def _forget(self, kind: str) -> None:
        """Something else was saved, so an obstacle may be gone."""
        if kind:
            self._refused.clear()


def _of(step: UndoStep) -> str:
    return f" ({step.reference})" if step.reference else ""
