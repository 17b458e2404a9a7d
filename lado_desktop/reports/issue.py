"""Issues documents: draws them, stores the bytes, audits the print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from lado_desktop.casework.documents.issued_documents import final_edition, keep
from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.meetings.meeting_file import open_meeting
from lado_desktop.casework.meetings.meetings import DrawnMinutes
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.issued_document import IssuedDocument
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.time.typed_day import day_words
from lado_desktop.reports.blocks import Document
from lado_desktop.reports.documents.action_list import action_list
from lado_desktop.reports.documents.case_summary import case_summary
from lado_desktop.reports.documents.letters import OF_A_CONTACT, OF_A_MEETING
from lado_desktop.reports.documents.minutes import minutes, minutes_of
from lado_desktop.reports.pdf.pdf import draw
from lado_desktop.reports.word.word import draw_word

OF_A_RECORD: dict[str, Callable[[Shift, UUID], Document]] = {
    "minutes": minutes,
    "actions": action_list,
    "case": case_summary,
    **OF_A_CONTACT,
    **OF_A_MEETING,
}
"""The documents of a record, by name: case summary and letters of a contact, others of a meeting.
"""


@dataclass(frozen=True)
class Paper:
    """A drawn document of a record. The preview and the issued file have the same bytes."""

    name: str
    target_id: UUID
    document: Document
    content: bytes
    """The PDF: the stored bytes of approved minutes, else as drawn now."""
    approved: bool

    def issue(self, shift: Shift) -> IssuedDocument:
        """Store the bytes as issued."""
        which = (self.name, self.target_id, self.document.reference)
        return keep(shift, *which, self.content, final=self.approved)

    def word(self, shift: Shift) -> bytes:
        """Draw the same for Word. A copy of approved minutes says that it is not the original.

        It is drawn from the record as it is now, and anybody can change it.
        """
        if not self.approved:
            return draw_word(self.document)
        notice = (
            f"Working copy made on {day_words(shift.today)}. "
            "The approved minutes are the PDF that is kept with the meeting."
        )
        return draw_word(replace(self.document, version="working copy", notice=notice))


def paper(shift: Shift, name: str, target_id: UUID) -> Paper:
    """Draw a document of a record, or read the stored bytes of approved minutes.

    Raises KeyError for a name that is not in OF_A_RECORD, and NotFound.
    """
    document = OF_A_RECORD[name](shift, target_id)
    approved = name == "minutes" and not document.draft
    kept = final_edition(shift, name, target_id, document.reference) if approved else None
    content = draw(document) if kept is None else kept.content
    return Paper(name, target_id, document, content, approved)


def issue(shift: Shift, name: str, target_id: UUID) -> IssuedDocument:
    """Issue a document of a record. Raises what `paper` raises."""
    return paper(shift, name, target_id).issue(shift)


def approve_minutes(shift: Shift, meeting_id: UUID) -> Meeting:
    """Approve the minutes of a meeting, and store them as approved.

    They are drawn first, so that nothing is approved that cannot be drawn. Their anchor is that of
    the last change before. Raises what `meetings.approve` raises.
    """
    file = open_meeting(shift, meeting_id)
    approved = replace(file, approved_on=shift.today, approved_by=shift.officer)
    content = draw(minutes_of(shift, approved))
    return meetings.approve(shift, meeting_id, DrawnMinutes(file, content))


def issue_drawn(
    shift: Shift, name: str, target_id: UUID | None, document: Document
) -> IssuedDocument:
    """Draw a document, store its bytes, and return it with them."""
    return keep(shift, name, target_id, document.reference, draw(document))
