"""Adding and changing feedback."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from lado_desktop.casework.registers import entries
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.feedback import Feedback


def add(shift: Shift, given: Mapping[str, Any]) -> Feedback:
    """Keep a form that came back under the next reference of its register. Raises Refused."""
    return entries.add(shift, "feedback.add", Feedback, given)


def amend(shift: Shift, id: UUID, version: int, changes: Mapping[str, Any]) -> Feedback:
    """Change a feedback form that came back. Raises Refused, NotFound, ChangedMeanwhile."""
    return entries.amend(shift, "feedback.amend", Feedback, id, version, changes)


def get(shift: Shift, id: UUID) -> Feedback:
    """Return a feedback form that came back. Raises NotFound."""
    return entries.get(shift, Feedback, id)
