"""What a page of each register needs: its list, its form, and the acts on its entries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from lado_desktop.casework.lists.listing import Listing
from lado_desktop.casework.registers import (
    complaints,
    escalations,
    feedback,
    information_requests,
    safeguarding_alerts,
    training_sessions,
)
from lado_desktop.casework.registers.in_use import registers_in_use
from lado_desktop.casework.registers.lists import REGISTER_LISTS
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.form import Form
from lado_desktop.domain.kinds.complaint import COMPLAINT_FORM
from lado_desktop.domain.kinds.escalation import ESCALATION_FORM
from lado_desktop.domain.kinds.feedback import FEEDBACK_FORM
from lado_desktop.domain.kinds.information_request import INFORMATION_REQUEST_FORM
from lado_desktop.domain.kinds.safeguarding_alert import SAFEGUARDING_ALERT_FORM
from lado_desktop.domain.kinds.training_session import TRAINING_SESSION_FORM
from lado_desktop.domain.register import RegisterEntry
from lado_desktop.domain.registers import REGISTERS


@dataclass(frozen=True)
class RegisterPage:
    """One register as an officer meets it. The acts raise what those of its noun do."""

    title: str
    one: str
    """What one entry is called in a sentence."""
    many: str
    hint: str
    """What belongs into it, for who finds it empty."""
    register: type[RegisterEntry]
    listing: Listing
    form: Form
    add: Callable[[Shift, Mapping[str, Any]], RegisterEntry]
    amend: Callable[[Shift, UUID, int, Mapping[str, Any]], RegisterEntry]
    get: Callable[[Shift, UUID], RegisterEntry]

    @property
    def a_new_one(self) -> str:
        """One entry with its article: "a complaint", "an alert"."""
        return f"{'an' if self.one[0] in 'aeiou' else 'a'} {self.one}"

    @property
    def kind(self) -> str:
        """The kind of its records, which is the noun of an entry's page."""
        return self.register.kind()


class _Noun(Protocol):
    """The module of a register's acts."""

    @property
    def add(self) -> Callable[[Shift, Mapping[str, Any]], RegisterEntry]: ...
    @property
    def amend(self) -> Callable[[Shift, UUID, int, Mapping[str, Any]], RegisterEntry]: ...
    @property
    def get(self) -> Callable[[Shift, UUID], RegisterEntry]: ...


def _page(title: str, one: str, many: str, hint: str, form: Form, noun: _Noun) -> RegisterPage:
    register = REGISTERS[title.lower()]
    listing = REGISTER_LISTS[title]
    return RegisterPage(
        title, one, many, hint, register, listing, form, noun.add, noun.amend, noun.get
    )


REGISTER_PAGES = (
    _page(
        "Requests",
        "request",
        "requests",
        "Add each request for what the service holds: subject access, freedom of information, "
        "inspectors, courts.",
        INFORMATION_REQUEST_FORM,
        information_requests,
    ),
    _page(
        "Training",
        "session",
        "sessions",
        "Add each training or briefing session that the service held.",
        TRAINING_SESSION_FORM,
        training_sessions,
    ),
    _page(
        "Feedback",
        "feedback form",
        "feedback forms",
        "Add each feedback form that came back.",
        FEEDBACK_FORM,
        feedback,
    ),
    _page(
        "Complaints",
        "complaint",
        "complaints",
        "Add each complaint about the service.",
        COMPLAINT_FORM,
        complaints,
    ),
    _page(
        "Alerts",
        "alert",
        "alerts",
        "Add each matter that the head of service was told of at once.",
        SAFEGUARDING_ALERT_FORM,
        safeguarding_alerts,
    ),
    _page(
        "Escalations",
        "escalation",
        "escalations",
        "Add each matter that was taken to a higher level of an agency.",
        ESCALATION_FORM,
        escalations,
    ),
)
"""Every register that has entries of its own; checks are contacts and have a contact's page."""


def register_of(kind: str) -> RegisterPage:
    """Return the register whose entries are of a kind of record. Raises KeyError."""
    return {page.kind: page for page in REGISTER_PAGES}[kind]


def pages_in_use(shift: Shift) -> list[RegisterPage]:
    """Return the registers that the service's printed tables count, or that have an entry."""
    used = registers_in_use(shift)
    return [page for page in REGISTER_PAGES if page.register in used]
