"""The place of a saved draft, and what its form is called."""

from __future__ import annotations

from lado_desktop.casework.today.drafts import DraftLine
from lado_desktop.casework.today.unfinished import Unfinished
from lado_desktop.domain.records import RECORDS, title_of
from ui.route import Place

_CALLED = {
    "another_adult": "Another adult of the incident",
    "meeting_sent": "Meeting, what was sent out",
    "practice": "Tables of the practice",
}
"""What the forms are called that are of no kind and have a name that says too little."""


def called(form: str) -> str:
    """Return what a form is called."""
    if form in RECORDS:
        return title_of(form)
    return _CALLED.get(form) or form.replace("_", " ").capitalize()


def came_in(line: DraftLine) -> str:
    """Return when a new contact came in, which tells it from another; nothing of other drafts."""
    known = line.form == "contact" and line.received_time
    return f", came in at {line.received_time}" if known else ""


def place_of(draft: Unfinished) -> Place:
    """Return the page on which a draft goes on."""
    return Place(draft.page, draft.id, draft=draft.line.target_id if draft.id is None else None)
