"""Prints a document by name and reference. Each print is issued and stored."""

from __future__ import annotations

from datetime import date

from lado_desktop.casework.audit.lines import AuditQuery
from lado_desktop.casework.contacts.by_reference import contact_of, meeting_of
from lado_desktop.casework.documents.issued_documents import content_of
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.issued_document import OF_A_CONTACT
from lado_desktop.domain.permission import Permission
from lado_desktop.reports.documents.audit_extract import audit_extract
from lado_desktop.reports.documents.recovery_sheet import recovery_sheet
from lado_desktop.reports.documents.year_summary import year_summary
from lado_desktop.reports.issue import issue_drawn, paper
from lado_desktop.reports.pdf.pdf import draw
from lado_desktop.reports.word.word import draw_word
from lado_desktop.unlocking.opening import RecoverySheet


def print_record(shift: Shift, name: str, reference: str, *, word: bool = False) -> bytes:
    """Issue a document of a contact or meeting, by its name in OF_A_RECORD; return the PDF.

    With `word`, returns the same document for Word; of approved minutes, a working copy. The PDF is
    stored in any case. Raises NotFound, and CaseworkError where a letter has no content yet.
    """
    target = contact_of if name in OF_A_CONTACT else meeting_of
    target_id = target(shift, reference)
    drawn = paper(shift, name, target_id)
    issued = drawn.issue(shift)
    return drawn.word(shift) if word else issued.content


def print_audit(shift: Shift, reference: str) -> bytes:
    """Issue the audit of one reference; return the PDF. Raises NoSuchReference, NotAllowed."""
    shift.require(Permission.AUDIT)
    document = audit_extract(shift, AuditQuery(reference=reference))
    return content_of(shift, issue_drawn(shift, "audit", None, document).id)


def print_summary(
    shift: Shift, year: str, as_at: date | None = None, *, word: bool = False
) -> bytes:
    """Issue the figures of a reporting year; return the PDF, or the Word file.

    Raises NoSuchFigures.
    """
    document = year_summary(shift, year, as_at)
    issued = issue_drawn(shift, "summary", None, document)
    return draw_word(document) if word else content_of(shift, issued.id)


def print_sheet(made: RecoverySheet, service: str) -> bytes:
    """Return the recovery sheet of a new vault as a PDF, which is stored nowhere."""
    return draw(recovery_sheet(made.groups, made.vault_id, made.made_at, service))
