"""Documents of the case that is shown in full: an e-mail, a report, a drawing."""

from __future__ import annotations

from importlib.resources import files
from uuid import UUID

from lado_desktop.casework.documents import kept_documents
from lado_desktop.casework.sent.given_file import given
from lado_desktop.casework.shift import Shift

_FILES = "practice_files"


def keep_with_case(shift: Shift, contact_id: UUID) -> None:
    """Add the head teacher's e-mail, a drawing of the place, and a file kept in error."""
    for name in ("referral.eml", "drawing.png"):
        _keep(shift, "contact", contact_id, name)
    document = _keep(shift, "contact", contact_id, "timetable.txt")
    reason = "The school sent a timetable of another class."
    kept_documents.record_in_error(shift, document, reason)


def keep_with_meeting(shift: Shift, meeting_id: UUID) -> None:
    """Add the employer's report to the meeting."""
    _keep(shift, "meeting", meeting_id, "report.pdf")


def _keep(shift: Shift, kind: str, owner_id: UUID, name: str) -> UUID:
    content = files("resources").joinpath(_FILES, name).read_bytes()
    return kept_documents.keep(shift, kind, owner_id, given(name, content)).id
