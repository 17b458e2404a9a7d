"""Where a kept draft stands: the page on which it was typed, and what its form is called."""

from __future__ import annotations

from uuid import UUID

from lado_desktop.casework.documents.kept_documents import waiting
from lado_desktop.casework.saving import get
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today.drafts import DraftLine, all_drafts, saved_values
from lado_desktop.domain.problem import NotFound
from lado_desktop.domain.records import RECORDS
from lado_desktop.domain.registers import BY_KIND
from ui.route import Place

_CALLED = {
    "contact": "Contact",
    "decision": "Threshold decision",
    "advice_sent": "Advice sent",
    "another_adult": "Another adult of the incident",
    "referral_that_follows": "Referral that follows",
    "child_involved": "Child involved",
    "concluding": "Concluding",
    "closing": "Closing",
    "allegation": "Allegation",
    "finding": "Finding",
    "employment_outcome": "Employment outcome",
    "onward_referral": "Onward referral",
    "meeting": "Meeting",
    "meeting_sent": "Meeting, what was sent out",
    "minute_section": "Minutes",
    "attendance": "Attendance",
    "action": "Action",
    "adult": "Person",
    "role_held": "Role held",
    "professional": "Professional",
    "organisation": "Setting",
    "practice": "Tables of the practice",
}
"""What each form is called; another is named by its own name."""

_PAGES = (
    *("contact", "meeting", "adult", "professional", "organisation"),
    *BY_KIND,
)
_OWNERS = {
    "action": ("contact", "contact_id"),
    "employment_outcome": ("contact", "contact_id"),
    "onward_referral": ("contact", "contact_id"),
    "attendance": ("meeting", "meeting_id"),
    "child_involved": ("contact", "contact_id"),
    "role_held": ("adult", "adult_id"),
}
"""Records without a page of their own: the page that they stand on, and the field that names it."""


def called(form: str) -> str:
    """Return what a form is called."""
    if form in BY_KIND:
        return BY_KIND[form].one.capitalize()
    return _CALLED.get(form) or form.replace("_", " ").capitalize()


def unfinished(shift: Shift) -> list[DraftLine]:
    """Return the officer's drafts, and the new contacts of which but a file is kept."""
    found = all_drafts(shift)
    typed = {line.target_id for line in found if line.form == "contact"}
    files = {each.draft_id: each for each in waiting(shift) if each.draft_id not in typed}
    return [*found, *(DraftLine("contact", id, each.added_at) for id, each in files.items())]


def came_in(shift: Shift, line: DraftLine) -> str:
    """Return when a new contact came in, which tells it from another; nothing of other drafts."""
    if line.form != "contact":
        return ""
    time = (saved_values(shift, line.form, line.target_id) or {}).get("received_time")
    return f", came in at {time}" if time else ""


def record_called(shift: Shift, place: Place) -> str:
    """Return the reference, or else the name, of the record that a draft stands on; or nothing."""
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
    for noun in _PAGES:
        if _is(shift, noun, line.target_id):
            return Place(noun, line.target_id)
    for kind, (noun, field) in _OWNERS.items():
        if _is(shift, kind, line.target_id):
            return Place(noun, getattr(get(shift, RECORDS[kind], line.target_id), field))
    return None


def _is(shift: Shift, kind: str, id: UUID) -> bool:
    try:
        get(shift, RECORDS[kind], id)
    except NotFound:
        return False
    return True
