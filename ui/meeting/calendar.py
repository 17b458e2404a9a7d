"""A meeting written as a calendar file, where the officer said."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from lado_desktop.casework.audit.journal import took_out
from lado_desktop.casework.letters.calendar_file import calendar_file
from lado_desktop.domain.problem import CaseworkError
from ui.desk import Desk


def save_calendar(desk: Desk, meeting_id: UUID, path: Path) -> None:
    """Write the file, and say so or why not."""
    path = path if path.suffix.lower() == ".ics" else path.with_name(f"{path.name}.ics")
    try:
        content = calendar_file(desk.shift, meeting_id).encode()
        took_out(desk.shift, "the calendar file of a meeting", "meeting", meeting_id)
        # As bytes: the line ends are those that calendars ask for.
        path.write_bytes(content)
    except CaseworkError as error:
        desk.notices.warn(str(error))
    except OSError as error:
        desk.notices.warn(f"Not saved: {error.strerror}. Choose another folder.")
    else:
        desk.notices.say(f"Saved as {path.name}.")
