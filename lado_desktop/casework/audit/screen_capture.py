"""That an officer let the window be seen in shared screens, or kept it out again: noted."""

from __future__ import annotations

from db.records.audit import record_event
from lado_desktop.casework.shift import Shift


def note_screen_capture(shift: Shift, *, left_out: bool) -> None:
    """Write into the audit whether the window is left out of screen captures from now on."""
    with shift.act("window.share") as session:
        record_event(session, session.info["act"], "screen capture", detail={"left_out": left_out})
