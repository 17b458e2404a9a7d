"""Adding and changing requests for information."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from lado_desktop.casework.registers import entries
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.information_request import InformationRequest


def add(shift: Shift, given: Mapping[str, Any]) -> InformationRequest:
    """Keep a request for information under the next reference of its register. Raises Refused."""
    return entries.add(shift, "Add request", InformationRequest, given)


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
