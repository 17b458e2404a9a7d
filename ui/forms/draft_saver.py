"""Saves the draft of one form in the background while somebody types, so that no key waits for it.

The disk may need tens of milliseconds for a commit, longer while a backup is being made.
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

Typed = tuple[Mapping[str, Any], Mapping[str, Any]]
"""What is typed and not saved, and what its fields showed before."""


class DraftSaver(QObject):
    """Saves what is typed within two seconds; typing on does not put it off.

    `read` returns what is typed; while that is nothing, the vault has no draft.
    """

    kept = Signal()

    def __init__(
        self, desk: Desk, place: tuple[str, UUID | None], read: Callable[[], Typed], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._place = place
        self._read = read
        self.id = new_id()
        """The draft's key. Keys sort by time: this one says when typing began."""
        self.may_exist = False
        """Whether there may be a row of it in the vault."""
        self._asked: object | None = None
        """What is to be saved and is not yet; after a failure it is tried again on leaving."""
        self._turn = threading.Lock()
        """One of the two threads writes this draft, and what was overtaken is not written."""
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self._keep_behind)

    def found(self) -> Draft | None:
        """Return what an earlier sitting left, or None."""
        draft = drafts.saved_draft(self._desk.shift, *self._place)
        if draft is None or not draft.values:
            return None
        self.may_exist = True
        self.id = draft.id
        return draft

    def keep_soon(self) -> None:
        """Save within two seconds."""
        if not self._timer.isActive():
            self._timer.start()

    def keep_behind(self) -> None:
        """Save a pending draft now in the background, without waiting for the disk."""
        if self._timer.isActive():
            self._keep_behind()

    def keep_if_waiting(self) -> None:
        """Save a pending draft now and wait for the disk. Warn where the disk refuses."""
        if not self._timer.isActive() and self._asked is None:
            return
        self._timer.stop()
        typed, before = self._read()
        if not typed:
            self.drop()
            return
        with self._turn:
            self._asked = object()
            try:
                drafts.save(self._desk.shift, *self._place, typed, before, self.id)
            except CaseworkError as error:
                self._desk.notices.warn(str(error))
                return
            self._asked = None
        self.may_exist = True
        self.kept.emit()

    def drop(self) -> None:
        """Delete the draft: it was saved as a record, or discarded. Warn where the disk refuses."""
        self._timer.stop()
        with self._turn:
            self._asked = None
            if not self.may_exist:
                return
            try:
                drafts.drop(self._desk.shift, *self._place)
            except CaseworkError as error:
                self._desk.notices.warn(str(error))
            else:
                self.may_exist = False

    def _keep_behind(self) -> None:
        self._timer.stop()
        typed, before = self._read()
        if not typed:
            self.drop()
            return
        self.may_exist = True
        self._asked = asked = object()

        def keep() -> None:
            with self._turn:
                if self._asked is asked:
                    drafts.save(self._desk.shift, *self._place, typed, before, self.id)

        def done(_: None) -> None:
            if self._asked is asked:
                self._asked = None
                self.kept.emit()

        def fail(error: Exception) -> None:
            self._desk.notices.warn(str(error))

        self._desk.looking.run(self, keep, done, fail)
