"""The draft of one form: kept behind the window while somebody types, so that no key waits for it.

The disk may take tens of milliseconds for a commit, longer while a backup is being made.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from lado_desktop.casework.today import drafts
from lado_desktop.casework.today.drafts import Draft
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.record import new_id
from ui.desk import Desk

_WAIT_MS = 2000


class KeptDraft(QObject):
    """Keeps what is typed and not saved yet, within two seconds; typing on does not put it off.

    `standing` returns what is typed and differs from the record; when that is nothing, the draft is
    let go. `begun_from` returns what stood there before.
    """

    kept = Signal()

    def __init__(
        self,
        desk: Desk,
        place: tuple[str, UUID | None],
        standing: Callable[[], Mapping[str, Any]],
        begun_from: Callable[[], Mapping[str, Any]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._place = place
        self._standing = standing
        self._begun_from = begun_from
        self.id = new_id()
        """The draft's key. Keys sort by time: this one says when the draft was begun."""
        self.may_lie = False
        """Whether there may be a row of it in the vault."""
        self._asked: object | None = None
        """What is to be kept and is not yet; after a failure it is tried again on leaving."""
        self._turn = threading.Lock()
        """One of the two threads writes this draft, and what was overtaken is not written."""
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self._keep_behind)

    def found(self) -> Draft | None:
        """Return what an earlier sitting left, or None."""
        draft = drafts.found(self._desk.shift, *self._place)
        if draft is None or not draft.values:
            return None
        self.may_lie = True
        self.id = draft.id
        return draft

    def keep_soon(self) -> None:
        """Keep within two seconds."""
        if not self._timer.isActive():
            self._timer.start()

    def keep_if_waiting(self) -> None:
        """Keep what would be kept soon, and return when it is."""
        if self._timer.isActive() or self._asked is not None:
            self.keep_now()

    def keep_behind(self) -> None:
        """Keep at once what would be kept soon, without waiting for the disk."""
        if self._timer.isActive():
            self._keep_behind()

    def keep_now(self) -> None:
        """Keep what stands, and return when it is kept; let the draft go where nothing does."""
        self._timer.stop()
        standing = self._standing()
        if not standing:
            self._let_go()
            return
        with self._turn:
            self._asked = object()
            try:
                drafts.keep(self._desk.shift, *self._place, standing, self._begun_from(), self.id)
            except CaseworkError as error:
                self._desk.notices.warn(str(error))
                return
            self._asked = None
        self.may_lie = True
        self.kept.emit()

    def drop(self) -> None:
        """Let the draft go: it was saved, or discarded. Raises CaseworkError where it cannot be."""
        self._timer.stop()
        with self._turn:
            self._asked = None
            if self.may_lie:
                drafts.drop(self._desk.shift, *self._place)
                self.may_lie = False

    def _keep_behind(self) -> None:
        self._timer.stop()
        standing, begun = self._standing(), self._begun_from()
        if not standing:
            self._let_go()
            return
        self.may_lie = True
        self._asked = asked = object()

        def keep() -> None:
            with self._turn:
                if self._asked is asked:
                    drafts.keep(self._desk.shift, *self._place, standing, begun, self.id)

        def done(_: None) -> None:
            if self._asked is asked:
                self._asked = None
                self.kept.emit()

        def fail(error: Exception) -> None:
            self._desk.notices.warn(str(error))

        self._desk.looking.run(self, keep, done, fail)

    def _let_go(self) -> None:
        try:
            self.drop()
        except CaseworkError as error:
            self._desk.notices.warn(str(error))
