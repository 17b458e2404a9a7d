"""The registers by the names that trackers and printed tables use for them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lado_desktop.domain.kinds.complaint import Complaint
from lado_desktop.domain.kinds.escalation import Escalation
from lado_desktop.domain.kinds.feedback import Feedback
from lado_desktop.domain.kinds.information_request import InformationRequest
from lado_desktop.domain.kinds.safeguarding_alert import SafeguardingAlert
from lado_desktop.domain.kinds.training_session import TrainingSession
from lado_desktop.domain.register import RegisterEntry

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
