"""A form that opens in the page, does one act, and goes away again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lado_desktop.casework import drafts
from lado_desktop.domain.form import Form
from lado_desktop.domain.problem import CaseworkError, Problem, Refused
from ui.buttons import button
from ui.desk import Desk
from ui.forms.form_view import FormView
from ui.forms.link_editor import AddRecord

Act = Callable[[dict[str, Any]], object]


class Entry(QWidget):
    """What is filled in for one act: a decision, an action, a referral.

    Its draft is that of the form and the record it is about, so that it opens again after a crash.
    """

    done = Signal()
    """The act was done."""
    left = Signal()
    """The form was put away."""

    def __init__(  # noqa: PLR0913 - each is one facet of an act; most have defaults
        self,
        desk: Desk,
        form: Form,
        target_id: UUID,
        *,
        verb: str,
        act: Act,
        values: Mapping[str, Any] | None = None,
        only_changes: bool = False,
        start: Mapping[str, Any] | None = None,
        add_record: AddRecord | None = None,
    ) -> None:
        """Begin with what stands in `values`, with `start` as if typed, or with the draft.

        With `only_changes` the act is given what differs from `values`; else everything.
        """
        super().__init__()
        self._act, self._only_changes = act, only_changes
        self.view = FormView(
            desk, form, target_id=target_id, values=values, draft=True, add_record=add_record
        )
        if start and not drafts.kept(desk.shift, form.name, target_id):
            for name, value in start.items():
                self.view.editor(name).show_value(value)
        self.verb = button(verb, self.run, role="primary")
        self.cancel = button("Cancel", self.put_away)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.view)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.verb)
        row.addWidget(self.cancel)
        row.addStretch()
        column.addLayout(row)

    def run(self) -> bool:
        """Do the act. What is wrong is said beside its field; False then."""
        try:
            self._act(self.view.changes() if self._only_changes else self.view.values())
        except Refused as refused:
            self.view.problems(refused.problems)
            return False
        except CaseworkError as error:
            self.view.problems([Problem("", str(error))])
            return False
        self.view.saved()
        self.done.emit()
        return True

    def put_away(self) -> None:
        """Close the form; what was typed is let go of."""
        self.view.discard()
        self.left.emit()
