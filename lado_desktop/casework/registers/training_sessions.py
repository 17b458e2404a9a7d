"""Adding and changing training sessions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from lado_desktop.casework.registers import entries
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.training_session import TrainingSession


def add(shift: Shift, given: Mapping[str, Any]) -> TrainingSession:
    """Keep a training session under the next reference of its register. Raises Refused."""
    return entries.add(shift, "training_session.add", TrainingSession, given)


def amend(shift: Shift, id: UUID, version: int, changes: Mapping[str, Any]) -> TrainingSession:
    """Change a training session. Raises Refused, NotFound, ChangedMeanwhile."""
    return entries.amend(shift, "training_session.amend", TrainingSession, id, version, changes)


def get(shift: Shift, id: UUID) -> TrainingSession:
    """Return a training session. Raises NotFound."""
    return entries.get(shift, TrainingSession, id)
