"""Issuing a document: drawn, kept byte for byte, and its print written into the audit."""

from __future__ import annotations

from uuid import UUID

from lado_desktop.casework.documents import final_edition, keep
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.issued_document import IssuedDocument
from lado_desktop.reports.action_list import action_list
from lado_desktop.reports.blocks import Document
from lado_desktop.reports.case_summary import case_summary
from lado_desktop.reports.minutes import minutes
from lado_desktop.reports.pdf import draw

OF_A_RECORD = {"minutes": minutes, "actions": action_list, "case": case_summary}
"""The documents of one record, by name: minutes and actions of a meeting, case of a contact."""


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


def issue_drawn(
    shift: Shift, name: str, target_id: UUID | None, document: Document, *, final: bool = False
) -> IssuedDocument:
    """Draw a document, keep its bytes, and return it with them."""
    return keep(shift, name, target_id, document.reference, draw(document), final=final)
