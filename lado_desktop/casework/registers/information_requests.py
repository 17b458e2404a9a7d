"""Adding and changing requests for information."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from lado_desktop.casework.registers import entries
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.information_request import InformationRequest
from lado_desktop.domain.working_days import add_foi_days, sar_due


def add(shift: Shift, given: Mapping[str, Any]) -> InformationRequest:
    """Keep a request for information under the next reference of its register. Raises Refused.

    The day by which the law wants an answer is filled in where none is given.
    """
    values = {**given, "due_on": given.get("due_on") or _due_on(shift, given)}
    return entries.add(shift, "Add request", InformationRequest, values)


def _due_on(shift: Shift, given: Mapping[str, Any]) -> date | None:
    received = given.get("received_on")
    if not isinstance(received, date) or received > shift.today:
        return None
    match given.get("kind_of"):
        case "sar" | "rectification":
            return sar_due(received, shift.practice.closure_days)
        case "foi":
            return add_foi_days(received)
    return None


def amend(shift: Shift, id: UUID, version: int, changes: Mapping[str, Any]) -> InformationRequest:
    """Change a request for information. Raises Refused, NotFound, ChangedMeanwhile."""
    return entries.amend(
        shift,
        "Change request",
        InformationRequest,
        id,
        version,
        changes,
    )


def get(shift: Shift, id: UUID) -> InformationRequest:
    """Return a request for information. Raises NotFound."""
    return entries.get(shift, InformationRequest, id)
