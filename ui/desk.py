"""What every page is handed when it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from lado_desktop.casework.shift import Shift
from ui.alerts import NoticeBar
from ui.changes import Changes
from ui.editors.spelling import Spelling
from ui.journal import Journal
from ui.look.look import Look
from ui.worker import Worker


@dataclass(frozen=True)
class Desk:
    """An officer's desk: on whose shift things are done, how the window hears and says them."""

    shift: Shift
    worker: Worker
    looking: Worker
    """Looks up what is typed and saves its drafts: it never waits for a report or a backup."""
    changes: Changes
    notices: NoticeBar
    open_record: Callable[[str, UUID], None]
    """Goes to the page of a record: its kind ("contact", "meeting"), its key."""
    look: Look
    journal: Journal
    """Writes down what is looked at and searched for."""

    @cached_property
    def spelling(self) -> Spelling:
        """The speller of the vault, loaded when a text is first on screen."""
        return Spelling(self.shift, self.worker)
