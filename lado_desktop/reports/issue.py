"""Issuing a document: drawn, kept byte for byte, and its print written into the audit."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from db.problem import NotSaved
from lado_desktop.casework import meetings
from lado_desktop.casework.documents import final_edition, keep, keep_final
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.issued_document import IssuedDocument
from lado_desktop.domain.meeting import Meeting
from lado_desktop.reports.action_list import action_list
from lado_desktop.reports.blocks import Document
from lado_desktop.reports.case_summary import case_summary
from lado_desktop.reports.letters import OF_A_CONTACT, OF_A_MEETING
from lado_desktop.reports.minutes import minutes
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

    Raises what `meetings.approve` raises. Where the disk has no room for the kept minutes they are
    approved all the same, and kept when they are first printed.
    """
    approved = meetings.approve(shift, meeting_id)
    with suppress(NotSaved):
        document = minutes(shift, meeting_id)
        keep_final(shift, "minutes", meeting_id, document.reference, draw(document))
    return approved


def issue_drawn(
    shift: Shift, name: str, target_id: UUID | None, document: Document, *, final: bool = False
) -> IssuedDocument:
    """Draw a document, keep its bytes, and return it with them."""
    return keep(shift, name, target_id, document.reference, draw(document), final=final)
