"""Three things to try in the practice service, ticked as they are done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from lado_desktop.casework.contacts.by_reference import contact_of
from lado_desktop.casework.undoing.undo import undoable
from lado_desktop.casework.undoing.undo_step import UndoStep
from lado_desktop.domain.acts import declared
from ui.desk import Desk
from ui.look.buttons import button, sign_button
from ui.look.flow import Flow
from ui.look.icons import icon
from ui.look.labels import label
from ui.preferences import Preferences
from ui.route import Place

_STEPS = 20


@dataclass(frozen=True)
class Task:
    """One thing to try: its words, the act that it comes to, and how it is done."""

    words: str
    act: str
    """The code of the act."""
    how: str


TASKS = (
    Task(
        "Log a contact",
        "contact.log",
        "Fill in what you know: what came in and the day are enough. Type a name and see who is "
        "known already. Ctrl+S logs it.",
    ),
    Task(
        "Decide it",
        "contact.decide",
        "Press Ctrl+D on a contact. Choose what was decided and say why; Save decides it.",
    ),
    Task(
        "Plan its meeting",
        "meeting.plan",
        "Press Ctrl+Shift+M on a contact that meets the threshold. Choose the kind and the day, "
        "then Ctrl+S.",
    ),
)


class Tour(QWidget):
    """The three tasks over practice data. Each leads to where it is done; done ones are ticked."""

    going = Signal(object)
    """A Place where a task is done."""

    def __init__(self, desk: Desk, preferences: Preferences) -> None:
        super().__init__()
        self._desk = desk
        self._preferences = preferences
        self._before = {step.act_id for step in undoable(desk.shift, 1)}
        self.said = label("", wraps=False)
        self.said.setProperty("weight", "strong")
        self.buttons: dict[Task, QPushButton] = {
            task: button(desk.shift.worded(task.words), partial(self._show_how, task), role="link")
            for task in TASKS
        }
        tasks = QWidget()
        flow = Flow(16, tasks)
        for each in self.buttons.values():
            flow.addWidget(each)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.said)
        row.addWidget(tasks, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(sign_button("x", "Put the three things away", self.put_away))
        desk.changes.saved.connect(self._look)
        self._show()
        self.setHidden(preferences.tour_put_away)

    @property
    def done(self) -> set[str]:
        """The acts that were done since the tour began, now or on an earlier day."""
        kept = map(declared, self._preferences.tour_done)
        return {act.code for act in kept if act is not None}

    def put_away(self) -> None:
        """Show it no more, until it is asked for."""
        self._preferences.tour_put_away = True
        self.hide()

    def begin(self) -> None:
        """Show it again, with what is not done yet; from the beginning where all is."""
        self._preferences.tour_put_away = False
        if self.done >= {task.act for task in TASKS}:
            self._preferences.tour_done = ()
        self._before = {step.act_id for step in undoable(self._desk.shift, 1)}
        self._show()
        self.show()
        next(iter(self.buttons.values())).setFocus()

    def _new_steps(self) -> list[UndoStep]:
        found: list[UndoStep] = []
        for step in undoable(self._desk.shift, _STEPS):
            if step.act_id in self._before:
                break
            found.append(step)
        return found

    def _look(self) -> None:
        """Tick what has been done: the audit says so, whichever way it was done."""
        if self.isHidden():
            return
        acts = {step.code for step in self._new_steps()} & {task.act for task in TASKS}
        if not acts <= self.done:
            self._preferences.tour_done = tuple(sorted(self.done | acts))
            self._show()

    def _show(self) -> None:
        done = self.done
        left = sum(task.act not in done for task in TASKS)
        self.said.setText("Three things to try" if left else "All three done: you know the way.")
        for task, each in self.buttons.items():
            is_done = task.act in done
            each.setIcon(icon("circle-check" if is_done else "circle", "accent"))
            each.setAccessibleName(f"{each.text()}, {'done' if is_done else 'not done yet'}")

    def _show_how(self, task: Task) -> None:
        """Go to where a task is done, and say how."""
        contact = None if task is TASKS[0] else self._contact()
        if task is not TASKS[0] and contact is None:
            self._desk.notices.note("Log a contact first: the rest is done on it.")
            return
        self.going.emit(Place("contact", contact))
        self._desk.notices.note(task.how)

    def _contact(self) -> UUID | None:
        """The contact that was logged last on this tour."""
        shift = self._desk.shift
        logged = (step.about for step in self._new_steps() if step.code == TASKS[0].act)
        return next((contact_of(shift, reference) for reference in logged), None)
