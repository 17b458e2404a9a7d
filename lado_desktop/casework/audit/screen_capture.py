"""Audits whether officers allow the window to be seen in shared screens."""

from __future__ import annotations

from db.records.audit import record_event
from lado_desktop.casework.shift import Shift


def note_screen_capture(shift: Shift, *, left_out: bool) -> None:
    """Write into the audit whether screen captures leave the window out from now on."""
    with shift.act("window.share") as session:
        record_event(session, session.info["act"], "screen capture", detail={"left_out": left_out})
