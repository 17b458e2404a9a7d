"""One part of a record's page: what one of its tabs shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.record import Record
from ui.desk import Desk
from ui.forms.form_view import FormView
from ui.forms.submit import submit
from ui.look.labels import heading, text


class Part(QWidget):
    """A column of groups. A part shows the record again when the page reads it again."""

    acted = Signal()
    """Something of the record was saved here: the page is to look again."""

    def __init__(self, desk: Desk, *, padded: bool = True, parent: QWidget | None = None) -> None:
        """`padded` leaves room round it, as under a tab."""
        super().__init__(parent)
        self.desk = desk
        outer = QVBoxLayout(self)
        if padded:
            outer.setContentsMargins(0, 16, 28, 28)
        else:
            outer.setContentsMargins(0, 0, 0, 0)
        self.column = QVBoxLayout()
        self.column.setSpacing(24)
        outer.addLayout(self.column)
        outer.addStretch(1)

    def saving(
        self, form: FormView, amend: Callable[[Shift, UUID, int, Mapping[str, Any]], Record]
    ) -> bool:
        """Change the form's record by an act; False where it was refused, which the form says."""
        if not submit(lambda: form.amend(partial(amend, self.desk.shift)), form.problems):
            return False
        self.desk.notices.say("Saved.")
        self.acted.emit()
        return True

    def begin(self) -> None:
        """Overridden: put the focus where work begins."""

    def keep(self) -> None:
        """Overridden by a part with a form: save what is typed as a draft, now."""

    def save(self) -> bool:
        """Overridden by a part with a form: save what was edited. False where it was refused."""
        return True

    @property
    def is_edited(self) -> bool:
        """Overridden by a part with a form: whether something typed is not saved yet."""
        return False


class Group(QWidget):
    """A heading with its acts at the right, and what belongs under it."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.title = heading(words, self)
        self.head.addWidget(self.title, 1)
        self.column.addLayout(self.head)
        self.empty = text("", self)
        self.empty.setProperty("tone", "muted")
        self.empty.hide()
        self.column.addWidget(self.empty)

    def add_act(self, button: QPushButton) -> None:
        """Put a button beside the heading."""
        self.head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def say_empty(self, sentence: str) -> None:
        """Say what there is not and what to do about it; nothing to say nothing."""
        self.empty.setText(sentence)
        self.empty.setVisible(bool(sentence))
