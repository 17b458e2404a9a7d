"""What is typed is kept as a draft without asking, and found again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from lado_desktop.casework import drafts
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.typed_day import day_words
from ui.alerts import ask
from ui.buttons import button
from ui.desk import Desk
from ui.labels import label

_WAIT_MS = 2000


class DraftStrip(QFrame):
    """Keeps a form's draft, and says quietly that an earlier one was found.

    `standing` returns what is typed and differs from the record; when that is nothing, the draft
    is dropped. `begun_from` returns what stood there before.
    """

    kept = Signal()
    discarded = Signal()

    def __init__(
        self,
        desk: Desk,
        form: str,
        target_id: UUID | None,
        standing: Callable[[], Mapping[str, Any]],
        begun_from: Callable[[], Mapping[str, Any]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._place = (form, target_id)
        self._standing = standing
        self._begun_from = begun_from
        self._is_kept = False
        self.setProperty("surface", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(16)
        self.words = label("", parent=self)
        row.addWidget(self.words, 1)
        self.discard_button = button("Discard what was typed", self._ask, role="link", parent=self)
        row.addWidget(self.discard_button)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self.keep_now)
        self.hide()

    def found(self) -> dict[str, Any] | None:
        """Return what an earlier sitting left, and say from when it is; None where nothing was."""
        body = drafts.kept(self._desk.shift, *self._place)
        at = drafts.kept_at(self._desk.shift, *self._place)
        if not body or at is None:
            return None
        self._is_kept = True
        day = "" if at.date() == self._desk.shift.today else f"{day_words(at.date())}, "
        self.words.setText(f"Kept from {day}{at:%H:%M}, not saved yet")
        self.show()
        return body

    def begun(self) -> dict[str, Any]:
        """Return what stood in the fields of the draft when somebody began to type there."""
        return drafts.begun_from(self._desk.shift, *self._place)

    def keep_soon(self) -> None:
        """Keep within two seconds. Typing on does not put it off."""
        if not self._timer.isActive():
            self._timer.start()

    def keep_if_waiting(self) -> None:
        """Keep at once what would be kept soon."""
        if self._timer.isActive():
            self.keep_now()

    def keep_now(self) -> None:
        """Keep what stands in the form, or drop the draft where it says what the record says."""
        self._timer.stop()
        standing = self._standing()
        try:
            if standing:
                drafts.keep(self._desk.shift, *self._place, standing, self._begun_from())
                self._is_kept = True
                self.kept.emit()
            else:
                self.drop()
        except CaseworkError as error:
            self._desk.notices.warn(str(error))

    def _ask(self) -> None:
        """Nothing brings a draft back, and a whole call may stand in it."""
        ask(
            self,
            "Discard what was typed?",
            verb="Discard",
            leave="Keep it",
            then=self.discarded.emit,
            detail="It is saved nowhere else, and cannot be brought back.",
            grave=True,
        )

    def drop(self) -> None:
        """Let the draft go: it was saved, or discarded."""
        self._timer.stop()
        self.hide()
        if self._is_kept:
            drafts.drop(self._desk.shift, *self._place)
            self._is_kept = False
