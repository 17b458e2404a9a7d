"""The register of requests: subject access, freedom of information, inspectors, courts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped

from lado_desktop.domain.fields.field import choice, day, line, prose
from lado_desktop.domain.fields.form import Section
from lado_desktop.domain.problem import Problem
from lado_desktop.domain.register import Register, RegisterEntry
from lado_desktop.domain.time.subject_access import subject_access_due
from lado_desktop.domain.time.working_days import add_foi_days

_CLOCK_DAYS = (
    "identity_proved_on",
    "fee_paid_on",
    "extension_told_on",
    "clarification_asked_on",
    "clarification_answered_on",
)


class InformationRequest(RegisterEntry):
    """One request for information from the record, counted on the day received."""

    __tablename__ = "information_request"
    day_field = "received_on"
    prefix = "R"
    later_days = (*_CLOCK_DAYS, "due_on", "answered_on")

    kind_of: Mapped[str | None] = choice(
        "Kind of request", "request_kind", required=True, counted=True, imported_as="kind"
    )
    """Required in the form. A tracker's row may lack it."""
    received_on: Mapped[date] = day("Received", required=True, not_future=True)
    requester: Mapped[str | None] = line("Who asks", searched=True)
    identity_proved_on: Mapped[date | None] = day(
        "Identity proved", not_future=True, help="Only where you asked for proof"
    )
    fee_paid_on: Mapped[date | None] = day("Fee paid", not_future=True)
    extension_told_on: Mapped[date | None] = day(
        "Requester told of the extension",
        not_future=True,
        help="Adds two months, where told with reasons within the first month",
    )
    clarification_asked_on: Mapped[date | None] = day("Clarification asked for", not_future=True)
    clarification_answered_on: Mapped[date | None] = day(
        "Clarification given", not_future=True, help="The days between the two do not count"
    )
    due_on: Mapped[date | None] = day(
        "Answer due",
        help="Left empty, it is filled in, and follows the days above when they change: a month "
        "for one's own data, 20 working days for freedom of information.",
    )
    answered_on: Mapped[date | None] = day("Answered", not_future=True)
    note: Mapped[str | None] = prose("What is asked and what was sent")

    @classmethod
    def problems_between(cls, values: Mapping[str, Any]) -> list[Problem]:
        """Check a request's days against each other."""
        found = super().problems_between(values)
        asked, given = (values.get(f"clarification_{each}_on") for each in ("asked", "answered"))
        if given and (asked is None or given < asked):
            found.append(
                Problem(
                    "clarification_answered_on",
                    "Clarification given must not be before the day it was asked for.",
                )
            )
        return found

    @staticmethod
    def due_by_law(values: Mapping[str, Any]) -> date | None:
        """Return the day by which the law requires an answer; None where it sets none.

        The clock stops for a clarification only in subject access (UK GDPR, article 12A(6)).
        """
        received, kind = values["received_on"], values.get("kind_of")
        if kind == "foi":
            return add_foi_days(received)
        if kind not in OF_ONES_OWN_DATA:
            return None
        is_access = kind == "sar"
        return subject_access_due(
            received,
            identity_proved=values.get("identity_proved_on"),
            fee_paid=values.get("fee_paid_on"),
            asked=values.get("clarification_asked_on") if is_access else None,
            answered=values.get("clarification_answered_on") if is_access else None,
            extended=values.get("extension_told_on"),
        )


OF_ONES_OWN_DATA = ("sar", "rectification")
"""The kinds of request that have UK GDPR's one month."""
DUE_RESTS_ON = frozenset({"kind_of", "received_on", *_CLOCK_DAYS})
"""The fields that the day due by law depends on."""


REQUESTS = Register(
    record=InformationRequest,
    key="requests",
    one="request",
    many="requests",
    empty="Add each request for what the service holds: subject access, freedom of information, "
    "inspectors, courts.",
    listed=(
        InformationRequest.received_on,
        InformationRequest.kind_of,
        InformationRequest.requester,
        InformationRequest.due_on,
        InformationRequest.answered_on,
    ),
    imported=(
        InformationRequest.kind_of,
        InformationRequest.received_on,
        InformationRequest.due_on,
        InformationRequest.answered_on,
    ),
    sections=(
        Section(
            "Request",
            InformationRequest.kind_of,
            InformationRequest.received_on,
            InformationRequest.requester,
        ),
        Section(
            "The month for one's own data",
            InformationRequest.identity_proved_on,
            InformationRequest.fee_paid_on,
            InformationRequest.extension_told_on,
            shown_when={"kind_of": OF_ONES_OWN_DATA},
        ),
        Section(
            "Clarification of the request",
            InformationRequest.clarification_asked_on,
            InformationRequest.clarification_answered_on,
            shown_when={"kind_of": ("sar",)},
        ),
        Section(
            "Answer",
            InformationRequest.due_on,
            InformationRequest.answered_on,
            InformationRequest.note,
        ),
    ),
)
