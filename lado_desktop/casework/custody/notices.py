"""Marks the notices about restores as read by an officer."""

from __future__ import annotations

from db.records.audit_query import READ_NOTICE
from lado_desktop.casework.audit.journal import note
from lado_desktop.casework.shift import Shift


def mark_as_read(shift: Shift) -> None:
    """Record that the officer has read `shift.gone_back`. Until then each opening shows it.

    Raises NotSaved.
    """
    detail = {"notices": len(shift.gone_back)}
    note(shift, shift.doing("notice.read"), READ_NOTICE, detail=detail)
