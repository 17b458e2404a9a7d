"""What must be recorded before minutes can be approved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from lado_desktop.casework.saving import Rule
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.attendance import CHAIRED, STILL_INVITED, TOOK_MINUTES
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.problem import Problem
from lado_desktop.domain.time.typed_day import day_words


def missing(shift: Shift, meeting: Meeting, attendance: Mapping[UUID, str]) -> list[str]:
    """Return what to do before the minutes can be approved, a sentence each.

    `attendance` is the status of each professional. The Ombudsman has found fault with minutes that
    did not say exactly who was there.
    """
    if meeting.held_on is None:
        return ["Say on which day the meeting was held before its minutes are approved."]
    if not attendance:
        return ["Record who attended before the minutes are approved."]
    found = []
    for name, id, there in (
        ("chair", meeting.chair_id, CHAIRED),
        ("minute taker", meeting.minute_taker_id, TOOK_MINUTES),
    ):
        if id is None:
            if name == "chair":
                found.append("Enter the chair in the details of the meeting.")
        elif attendance.get(id) not in there:
            words = [shift.label("attendance", code) for code in sorted(there)]
            found.append(
                f"Record in the attendance that the {name} was there "
                f"({', '.join(words[:-1])} or {words[-1]}), or change the {name} in the details."
            )
    if waiting := sum(status in STILL_INVITED for status in attendance.values()):
        people = "1 person is" if waiting == 1 else f"{waiting} people are"
        found.append(f"Record who came: {people} still shown as invited.")
    return found


def sent_after(approved_on: date | None) -> Rule:
    """Return the rule that minutes are sent out only after their approval."""

    def rule(values: Mapping[str, Any]) -> list[Problem]:
        sent = values.get("minutes_sent_on")
        if not sent or (approved_on and sent >= approved_on):
            return []
        text = (
            f"Enter a day from {day_words(approved_on)} on, when the minutes were approved."
            if approved_on
            else "Approve the minutes first: only approved minutes are sent out."
        )
        return [Problem("minutes_sent_on", text)]

    return rule
