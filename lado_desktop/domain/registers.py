"""The registers by the names that trackers and printed tables use for them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lado_desktop.domain.complaint import Complaint
from lado_desktop.domain.escalation import Escalation
from lado_desktop.domain.feedback import Feedback
from lado_desktop.domain.information_request import InformationRequest
from lado_desktop.domain.register import RegisterEntry
from lado_desktop.domain.safeguarding_alert import SafeguardingAlert
from lado_desktop.domain.training_session import TrainingSession

REGISTERS: Mapping[str, type[RegisterEntry]] = MappingProxyType(
    {
        "requests": InformationRequest,
        "training": TrainingSession,
        "feedback": Feedback,
        "complaints": Complaint,
        "alerts": SafeguardingAlert,
        "escalations": Escalation,
    }
)
"""Checks are no register of their own: each is a contact."""
