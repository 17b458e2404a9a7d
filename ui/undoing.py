"""Undo in the menu: it names the act, says afterwards that it is undone, and goes several back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from lado_desktop.casework.undoing.undo import undo, undoable
from lado_desktop.domain.problem import CaseworkError
from ui.desk import Desk
from ui.menus import act, in_menu

NOTHING = "There is nothing of yours to undo."
_STEPS = 10


class Undoing(QObject):
    """The lines "Undo Change category" and "Undo an earlier act" of the menu Edit."""

    def __init__(self, owner: QWidget, desk: Desk, before_telling: Callable[[], object]) -> None:
        """`before_telling` is called when an act was undone, before the pages look anew."""
        super().__init__(owner)
        self._desk = desk
        self._before_telling = before_telling
        self.last_act = act(owner, "&Undo", self.undo_last, "Ctrl+Z, Ctrl+Alt+Z", "undo-2")
        self.earlier = QMenu("Undo an &earlier act", owner)
        self.earlier.setProperty("passing", True)

    def take_desk(self, desk: Desk) -> None:
        """Undo for this desk from now on."""
        self._desk = desk

    def look(self) -> None:
        """Say in the menu what can be undone now: asked when the menu is opened."""
        steps = undoable(self._desk.shift, _STEPS)
        worded = self._desk.shift.worded
        self.last_act.setText(f"&{in_menu(worded(steps[0].words))}" if steps else "&Undo")
        self.earlier.clear()
        for step in steps[1:]:
            line = self.earlier.addAction(
                in_menu(f"{worded(step.act)}, {step.about}, {step.at:%H:%M}")
            )
            line.triggered.connect(partial(self._undo, step.act_id))
        self.earlier.setEnabled(len(steps) > 1)

    def undo_last(self) -> None:
        """Undo the officer's last act, or say that there is none."""
        steps = undoable(self._desk.shift, 1)
        if steps:
            self._undo(steps[0].act_id)
        else:
            self._desk.notices.note(NOTHING)

    def _undo(self, act_id: UUID) -> None:
        try:
            said = undo(self._desk.shift, act_id)
        except CaseworkError as error:
            self._desk.notices.warn(str(error))
            return
        self._before_telling()
        self._desk.changes.saved.emit("", None)
        self._desk.notices.say(f"{said}.")
