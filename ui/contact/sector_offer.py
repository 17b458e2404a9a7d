"""Offers a setting's sector for a contact that has none, for the officer to confirm.

Nothing is saved by it; it is cleared as every choice is.
"""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject

from lado_desktop.casework.people import organisations
from lado_desktop.domain.problem import CaseworkError
from ui.desk import Desk
from ui.forms.field_row import FieldRow
from ui.forms.form_view import FormView

OFFERED = "Proposed by the setting: check it, or clear it. It is saved with the rest."


class SectorOffer(QObject):
    """Follows the setting of a form. A sector that the officer chose is left alone."""

    def __init__(self, desk: Desk, form: FormView) -> None:
        super().__init__(form)
        self._desk = desk
        self._setting, self._sector = form.editor("setting_id"), form.editor("sector")
        row = self._sector.parentWidget()
        if not isinstance(row, FieldRow):
            raise TypeError(row)
        self._row = row
        self._setting.edited.connect(self._offer)
        self._sector.edited.connect(self._leave)

    def _offer(self) -> None:
        try:
            picked = self._setting.value()
        except ValueError:
            picked = None
        if self._sector.words().strip() and not self._stands:
            return
        sector = self._sector_of(picked)
        if sector is None and not self._stands:
            return
        self._sector.show_value(sector)
        self._sector.edited.emit()
        self._say(OFFERED if sector else "")

    def _sector_of(self, setting_id: UUID | None) -> str | None:
        if setting_id is None:
            return None
        try:
            return organisations.get(self._desk.shift, setting_id).sector
        except CaseworkError:
            # The picker says what is wrong with the setting.
            return None

    def _leave(self) -> None:
        if self._stands:
            self._say("")

    @property
    def _stands(self) -> bool:
        """Whether the sector is the one that was offered, until the form is saved."""
        return self._row.changed.text() == OFFERED

    def _say(self, sentence: str) -> None:
        self._row.show_changed(sentence)
