"""All registers, by their names in trackers and printed tables."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lado_desktop.domain.kinds.complaint import COMPLAINTS
from lado_desktop.domain.kinds.escalation import ESCALATIONS
from lado_desktop.domain.kinds.feedback import FEEDBACK
from lado_desktop.domain.kinds.information_request import REQUESTS
from lado_desktop.domain.kinds.safeguarding_alert import ALERTS
from lado_desktop.domain.kinds.training_session import TRAINING
from lado_desktop.domain.register import Register

_REGISTERS = (REQUESTS, TRAINING, FEEDBACK, COMPLAINTS, ALERTS, ESCALATIONS)
"""In the order offered. Checks are not a register: each is a contact."""

REGISTERS: Mapping[str, Register] = MappingProxyType({each.key: each for each in _REGISTERS})

BY_KIND: Mapping[str, Register] = MappingProxyType({each.kind: each for each in _REGISTERS})
"""The register of each kind of entry."""
