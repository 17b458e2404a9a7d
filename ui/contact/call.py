"""A contact that is coming in: the form to fill in while talking, in the order of a call."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.known.before import with_look
from lado_desktop.casework.sent.proposed_contact import ProposedContact
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.kinds.contact import CONTACT_FORM, Contact
from ui.contact.known_beside import KnownBeside
from ui.contact.missing import Missing
from ui.contact.sector_offer import SectorOffer
from ui.contact.waiting_files import WaitingFiles
from ui.desk import Desk
from ui.editors.growing_text import GrowingText
from ui.forms.field_row import FieldRow
from ui.forms.form_view import FormView
from ui.forms.submit import submit
from ui.parts.adding import Adding
from ui.parts.part import Part

WHO = "Who it is about"
_CHECK = CONTACT_FORM.sections[-1]
_CALL = (
    Section(
        "The call",
        Contact.caller_id,
        Contact.source,
        Contact.intake,
    ),
    Section(
        WHO,
        Contact.adult_id,
        Contact.setting_id,
        Contact.described_as,
        Contact.job_role,
    ),
    Section(
        "What is said",
        Contact.summary,
        Contact.safety,
        Contact.category,
        Contact.place,
        Contact.happened,
    ),
    Section(
        "What can wait",
        Contact.sector,
        Contact.employment_basis,
        Contact.area,
        Contact.restraint,
        Contact.further_categories,
        Contact.child_status,
        Contact.method,
        Contact.received_on,
        Contact.received_time,
        Contact.employer_aware_on,
        Contact.police_status,
        Contact.history_result,
        Contact.history_note,
    ),
)
_NAMED = {field.name for section in (*_CALL, _CHECK) for field in section.fields}
CALL_FORM = Form(
    CONTACT_FORM.name,
    *_CALL[:-1],
    Section(
        _CALL[-1].title,
        *_CALL[-1].fields,
        *(field for field in CONTACT_FORM if field.name not in _NAMED),
    ),
    _CHECK,
)
"""Every field of a contact, in the order in which a caller says it. A further one can wait."""

MATTERS = (
    ("caller_id",),
    ("source",),
    ("intake",),
    ("adult_id", "described_as"),
    ("setting_id",),
    ("job_role",),
    ("summary",),
    ("safety",),
    ("category",),
)
"""What should be known when the receiver is put down; of a pair one is enough."""

_OFFERED = ("received_time", "method")
_PROPOSED = "Proposed by the file: check it before you log."


class CallPart(Part):
    """The form of a new contact. `beside` says what is missing and what is known already.

    `logged` gives the key of the contact that was logged.
    """

    logged = Signal(object)

    def __init__(
        self, desk: Desk, draft_id: UUID | None = None, parent: QWidget | None = None
    ) -> None:
        """`draft_id` tells it from another that is started and not finished."""
        super().__init__(desk, parent=parent)
        self._untouched: dict[str, Any] = {}
        self.files = WaitingFiles(desk, draft_id, self)
        self.files.left_out.connect(self.begin)
        self.column.addWidget(self.files)
        self.form = FormView(
            desk, CALL_FORM, target_id=draft_id, add_record=Adding(desk, self), parent=self
        )
        SectorOffer(desk, self.form)
        self.column.addWidget(self.form)
        self.form.discarded.connect(self._show_start)
        if not self.form.is_drafted:
            self._show_start()

    def lay_beside(self, panel: QWidget) -> None:
        """Make what is beside the form, on a panel."""
        layout = panel.layout()
        self.missing = Missing(self.form, MATTERS, panel)
        self.known = KnownBeside(self.desk, self.form, panel)
        if layout is not None:
            layout.addWidget(self.missing)
            layout.addWidget(self.known)
        self.known.begin()

    def lay_within(self, panel: QWidget) -> None:
        """Put the panel into the form, under what is looked for."""
        self.form.lay_under(WHO, panel)

    def begin(self) -> None:
        self.form.begin()

    def keep(self) -> None:
        self.form.keep_now()
        self.known.rest()

    @property
    def is_edited(self) -> bool:
        return self.form.is_edited

    @property
    def is_begun(self) -> bool:
        """Whether somebody typed into it, or a file waits for it."""
        return self._typed() != self._untouched or bool(self.files.ids)

    def put_time(self) -> None:
        """Begin a line of the notes with the time: at the cursor, or in the summary."""
        at = self.focusWidget()
        notes = at if isinstance(at, GrowingText) and self.isAncestorOf(at) else None
        if notes is None:
            control = self.form.editor("summary").control
            if not isinstance(control, GrowingText):
                raise TypeError(control)
            notes = control
        notes.setFocus()
        cursor = notes.textCursor()
        if notes is not at:
            cursor.movePosition(cursor.MoveOperation.End)
        if cursor.block().text().strip():
            cursor.insertText("\n")
        cursor.insertText(f"{self.desk.shift.clock.now():%H:%M} ")
        notes.setTextCursor(cursor)

    def take_proposed(self, proposed: ProposedContact) -> None:
        """Fill in what a file proposes, each field marked. What was typed before stays."""
        self.files.look()
        # The hour and the telephone were only on offer. A file says neither, unless it proposes it.
        offered = {} if self._typed() != self._untouched else dict.fromkeys(_OFFERED)
        values = {**offered, **proposed.values}
        notes = str(self.form.editor("summary").typed() or "").strip()
        values["summary"] = "\n\n".join(part for part in (notes, values["summary"]) if part)
        for name, value in values.items():
            editor = self.form.editor(name)
            typed = editor.typed()
            if name != "summary" and typed and typed != self._untouched.get(name):
                continue
            editor.show_value(value)
            editor.edited.emit()
            row = editor.parentWidget()
            if isinstance(row, FieldRow) and value:
                row.show_changed(_PROPOSED)
                editor.edited.connect(partial(row.show_changed, ""))
        # At the top: there the filed document is shown, and the sender is still asked for.
        self.begin()

    def save(self) -> bool:
        """Log the contact, with what was searched for it and the links that were made."""
        return submit(self._log, self.form.problems)

    def _log(self) -> None:
        values = self.form.values()
        looked = with_look(values, self.known.looked())
        made = contacts.log(self.desk.shift, looked, self.files.ids, self.known.links)
        self.form.saved(values)
        self.files.look()
        self._untouched = self._typed()
        self.desk.notices.say(f"Logged as {made.reference}.")
        self.logged.emit(made.id)

    def _show_start(self) -> None:
        """Show the day, the hour and the telephone, where nothing is typed."""
        # As if typed, so that a draft opened on another day still has the day of the call.
        shift = self.desk.shift
        self.form.editor("received_on").show_value(shift.today)
        self.form.editor("received_time").show_value(f"{shift.clock.now():%H:%M}")
        self.form.editor("method").show_value("duty_phone")
        self._untouched = self._typed()

    def _typed(self) -> dict[str, Any]:
        return {name: self.form.editor(name).typed() for name in CALL_FORM.names}
