"""Issuing a document: drawn, kept byte for byte, and its print written into the audit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from lado_desktop.casework import meetings
from lado_desktop.casework.documents import final_edition, keep
from lado_desktop.casework.meeting_file import open_meeting
from lado_desktop.casework.meetings import DrawnMinutes
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.issued_document import IssuedDocument
from lado_desktop.domain.meeting import Meeting
from lado_desktop.reports.action_list import action_list
from lado_desktop.reports.blocks import Document
from lado_desktop.reports.case_summary import case_summary
from lado_desktop.reports.letters import OF_A_CONTACT, OF_A_MEETING
from lado_desktop.reports.minutes import minutes, minutes_of
from lado_desktop.reports.pdf import draw

OF_A_RECORD: dict[str, Callable[[Shift, UUID], Document]] = {
    "minutes": minutes,
    "actions": action_list,
    "case": case_summary,
    **OF_A_CONTACT,
    **OF_A_MEETING,
}
"""The documents of one record, by name: case and letters of a contact, the rest of a meeting."""


def issue(shift: Shift, name: str, target_id: UUID) -> IssuedDocument:
    """Issue a document of a record. Approved minutes are reprinted from their kept bytes.

    Raises KeyError for a name that is none of OF_A_RECORD, and NotFound.
    """
    document = OF_A_RECORD[name](shift, target_id)
    final = name == "minutes" and not document.draft
    if final:
        kept = final_edition(shift, name, target_id, document.reference)
        if kept is not None:
            return keep(shift, name, target_id, kept.reference, kept.content)
    return issue_drawn(shift, name, target_id, document, final=final)


def approve_minutes(shift: Shift, meeting_id: UUID) -> Meeting:
    """Approve the minutes of a meeting and keep them as they are then: no print has to come first.

    They are drawn as approved before they are: what cannot be drawn is not approved. Their anchor
    is that of the last change before. Raises what `meetings.approve` raises.
    """
    file = open_meeting(shift, meeting_id)
    approved = replace(file, approved_on=shift.today, approved_by=shift.officer)
    content = draw(minutes_of(shift, approved))
    return meetings.approve(shift, meeting_id, DrawnMinutes(file, content))


def issue_drawn(
    shift: Shift, name: str, target_id: UUID | None, document: Document, *, final: bool = False
) -> IssuedDocument:
    """Draw a document, keep its bytes, and return it with them."""
    return keep(shift, name, target_id, document.reference, draw(document), final=final)
