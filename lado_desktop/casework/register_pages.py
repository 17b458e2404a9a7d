"""What a page of each register needs: its list, its form, and the acts on its entries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from lado_desktop.casework import (
    complaints,
    escalations,
    feedback,
    information_requests,
    safeguarding_alerts,
    training_sessions,
)
from lado_desktop.casework.listing import Listing
from lado_desktop.casework.register_lists import REGISTER_LISTS
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.complaint import COMPLAINT_FORM
from lado_desktop.domain.escalation import ESCALATION_FORM
from lado_desktop.domain.feedback import FEEDBACK_FORM
from lado_desktop.domain.form import Form
from lado_desktop.domain.information_request import INFORMATION_REQUEST_FORM
from lado_desktop.domain.register import RegisterEntry
from lado_desktop.domain.safeguarding_alert import SAFEGUARDING_ALERT_FORM
from lado_desktop.domain.training_session import TRAINING_SESSION_FORM


@dataclass(frozen=True)
class RegisterPage:
    """One register as an officer meets it. The acts raise what those of its noun do."""

    title: str
    listing: Listing
    form: Form
    add: Callable[[Shift, Mapping[str, Any]], RegisterEntry]
    amend: Callable[[Shift, UUID, int, Mapping[str, Any]], RegisterEntry]
    get: Callable[[Shift, UUID], RegisterEntry]


def _page(title: str, form: Form, noun: Any) -> RegisterPage:
    return RegisterPage(title, REGISTER_LISTS[title], form, noun.add, noun.amend, noun.get)


REGISTER_PAGES = (
    _page("Requests", INFORMATION_REQUEST_FORM, information_requests),
    _page("Training", TRAINING_SESSION_FORM, training_sessions),
    _page("Feedback", FEEDBACK_FORM, feedback),
    _page("Complaints", COMPLAINT_FORM, complaints),
    _page("Alerts", SAFEGUARDING_ALERT_FORM, safeguarding_alerts),
    _page("Escalations", ESCALATION_FORM, escalations),
)
"""Every register that has entries of its own; checks are contacts and have a contact's page."""
