"""The place of a saved draft: the page on which it was typed, and what its form is called."""

from __future__ import annotations

from uuid import UUID

from lado_desktop.casework.documents.kept_documents import waiting
from lado_desktop.casework.saving import get
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today.drafts import DraftLine, all_drafts
from lado_desktop.domain.problem import NotFound
from lado_desktop.domain.records import PAGES, RECORDS, title_of
from ui.route import Place

_CALLED = {
    "another_adult": "Another adult of the incident",
    "meeting_sent": "Meeting, what was sent out",
    "practice": "Tables of the practice",
}
"""What the forms are called that are of no kind and have a name that says too little."""

_PAGES = sorted(PAGES, key=lambda kind: RECORDS[kind].page_under != "contacts")
"""Contacts first: most drafts are of one."""
_PARTS = tuple(kind for kind, record in RECORDS.items() if record.belongs_to)


def called(form: str) -> str:
    """Return what a form is called."""
    if form in RECORDS:
        return title_of(form)
    return _CALLED.get(form) or form.replace("_", " ").capitalize()


def unfinished(shift: Shift) -> list[DraftLine]:
    """Return the officer's drafts, and the new contacts of which but a file is kept."""
    found = all_drafts(shift)
    typed = {line.target_id for line in found if line.form == "contact"}
    files = {each.draft_id: each for each in waiting(shift) if each.draft_id not in typed}
    return [*found, *(DraftLine("contact", id, each.added_at) for id, each in files.items())]


def came_in(line: DraftLine) -> str:
    """Return when a new contact came in, which tells it from another; nothing of other drafts."""
    known = line.form == "contact" and line.received_time
    return f", came in at {line.received_time}" if known else ""


def record_called(shift: Shift, place: Place) -> str:
    """Return the reference, or else the name, of the record that a draft belongs to; or nothing."""
    kind = "contact" if place.noun == "allegation" else place.noun
    if place.id is None or kind not in RECORDS:
        return ""
    record = get(shift, RECORDS[kind], place.id)
    return str(getattr(record, "reference", None) or getattr(record, "name", ""))


def place_of(shift: Shift, line: DraftLine) -> Place | None:
    """Return the page of a draft, or None where its record is gone."""
    if line.target_id is None:
        return Place(line.form) if line.form in (*_PAGES, "practice") else None
    if line.form == "contact" and not _is(shift, "contact", line.target_id):
        return Place("contact", draft=line.target_id)
    # An allegation is worked on its contact's page, opened there.
    if line.form in ("allegation", "finding") and _is(shift, "contact", line.target_id):
        return Place("allegation", line.target_id)
    of_form = [kind for _, kind in RECORDS[line.form].owners()] if line.form in RECORDS else []
    for kind in dict.fromkeys((*of_form, *_PAGES, *_PARTS)):
        if _is(shift, kind, line.target_id):
            return _page_of(shift, kind, line.target_id)
    return None


def _page_of(shift: Shift, kind: str, id: UUID) -> Place | None:
    """Return the page of a record: its own, or that of the record that it belongs to."""
    if kind in PAGES:
        return Place(kind, id)
    record = get(shift, RECORDS[kind], id)
    # The case comes before the meeting.
    owners = ((of, getattr(record, name)) for name, of in reversed([*record.owners()]))
    return next((Place(of, owner) for of, owner in owners if owner and of in PAGES), None)


def _is(shift: Shift, kind: str, id: UUID) -> bool:
    try:
        get(shift, RECORDS[kind], id)
    except NotFound:
        return False
    return True
