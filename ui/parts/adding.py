"""Adding a person, professional or organisation in place, while another record is filled in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from lado_desktop.casework.people import adults, organisations, professionals
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.organisation import Organisation
from lado_desktop.domain.kinds.professional import Professional
from ui.alerts import Question, ask
from ui.desk import Desk
from ui.editors.custom import Custom
from ui.editors.link_editor import LinkEditor
from ui.forms.form_view import FormView
from ui.forms.scrolled import Scrolled
from ui.forms.submit import submit

_FORMS = {
    "adult": Form(
        "new_adult", Section("", Adult.given_names, Adult.family_name, Adult.known_as, Adult.born)
    ),
    "professional": Form(
        "new_professional",
        Section(
            "",
            Professional.name,
            Professional.role,
            Professional.organisation_id,
            Professional.telephone,
            Professional.email,
        ),
    ),
    "organisation": Form(
        "new_organisation",
        Section("", Organisation.name, Organisation.sector, Organisation.area),
    ),
}
_TITLES = {
    "adult": "Add a person",
    "professional": "Add a professional",
    "organisation": "Add an organisation or setting",
}
_ADD = {
    "adult": adults.add,
    "professional": professionals.add,
    "organisation": organisations.add,
}


def name_parts(typed: str) -> dict[str, str]:
    """Split a name as it was typed, "Ana Ferreira" or "Ferreira, Ana", into its two fields."""
    words = " ".join(typed.split())
    if "," in words:
        family, _, given = words.partition(",")
    else:
        given, _, family = words.rpartition(" ")
    return {"given_names": given.strip(), "family_name": family.strip()}


class Adding:
    """Opens the short form of a new record, and hands on the key of what was added."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        self._parent = parent

    def __call__(self, kind: str, typed: str, chosen: Callable[[UUID], None]) -> None:
        """Ask for the new record of this kind; `typed` is the text of the picker."""
        NewRecord(self._desk, self._parent, kind, typed, chosen).open()


_LINES_BESIDE = 9
"""In lines of text: the height of the question, the buttons and the window's frame."""


class _AsHighAsThereIsRoom(Scrolled):
    """A form in a dialog: whole where the screen has room for it, else scrolled, never squeezed."""

    def __init__(self, form: FormView, parent: QWidget) -> None:
        super().__init__(form, 0, parent)
        self._form = form

    def sizeHint(self) -> QSize:
        room = self.screen().availableGeometry().height()
        room -= _LINES_BESIDE * self.fontMetrics().lineSpacing()
        content = self._form.sizeHint()
        return QSize(content.width(), min(content.height(), room))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())


class NewRecord(Question):
    """The few fields by which a new record is recognised. The rest is filled in on its own page."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        kind: str,
        typed: str,
        chosen: Callable[[UUID], None],
    ) -> None:
        super().__init__(parent, _TITLES[kind], verb="Add")
        self._desk, self._kind, self._chosen = desk, kind, chosen
        first: dict[str, Any] = name_parts(typed) if kind == "adult" else {"name": typed}
        self.form = FormView(
            desk,
            _FORMS[kind],
            values=first,
            draft=False,
            # Nothing is opened from here: what is typed would go with the dialog.
            custom=[
                Custom(
                    Professional.organisation_id.key,
                    lambda desk, field: LinkEditor(field, desk, Adding(desk, self), opens=False),
                )
            ],
        )
        self.scrolled = _AsHighAsThereIsRoom(self.form, self)
        self.body.addWidget(self.scrolled)
        letters = 72 * self.fontMetrics().averageCharWidth()
        self.setMinimumWidth(min(letters, self.screen().availableGeometry().width() * 9 // 10))
        # Enter in a line finishes the line: it must not add a record half filled in.
        self.yes.setDefault(False)

    def accept(self) -> None:
        """Add the record, or say beside its fields what is wrong."""
        submit(self._add, self.form.problems)

    def _add(self) -> None:
        added = _ADD[self._kind](self._desk.shift, self.form.values())
        self.form.saved()
        self._desk.changes.saved.emit(self._kind, added.id)
        super().accept()
        self._chosen(added.id)

    def reject(self) -> None:
        """Leave it. What was typed since it opened is kept nowhere: that is asked about."""
        if not self.form.is_edited:
            super().reject()
            return
        ask(
            self,
            "Leave without adding?",
            verb="Leave",
            leave="Go on",
            then=lambda: self.done(self.DialogCode.Rejected),
            detail="What was typed here is kept nowhere else.",
            grave=True,
        )

    def open(self) -> None:
        """Show it, with the focus in its first field."""
        super().open()
        self.form.begin()
