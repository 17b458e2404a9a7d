"""The register of requests: subject access, freedom of information, inspectors, courts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped

from lado_desktop.domain.field import choice, day, line, prose
from lado_desktop.domain.form import Form, Section
from lado_desktop.domain.problem import Problem
from lado_desktop.domain.register import RegisterEntry, days_in_order


class InformationRequest(RegisterEntry):
    """One request for what the service holds. It counts on the day received."""

    __tablename__ = "information_request"
    day_field = "received_on"
    prefix = "R"

    kind_of: Mapped[str | None] = choice("Kind of request", "request_kind", required=True)
    """Always said by who types it; a tracker's row may leave it open."""
    received_on: Mapped[date] = day("Received", required=True, not_future=True)
    requester: Mapped[str | None] = line("Who asks", searched=True)
    due_on: Mapped[date | None] = day(
        "Answer due",
        help="Left empty, it is filled in: a month for one's own data, 20 working days for "
        "freedom of information.",
    )
    answered_on: Mapped[date | None] = day("Answered", not_future=True)
    note: Mapped[str | None] = prose("What is asked and what was sent")

    @classmethod
    def problems_between(cls, values: Mapping[str, Any]) -> list[Problem]:
        """Check the days of a request against each other."""
        others = {"due_on": "Answer due", "answered_on": "Answered"}
        return days_in_order(values, "received_on", others, "received")


INFORMATION_REQUEST_FORM = Form(
    "information_request",
    Section(
        "Request",
        InformationRequest.kind_of,
        InformationRequest.received_on,
        InformationRequest.requester,
        InformationRequest.due_on,
        InformationRequest.answered_on,
        InformationRequest.note,
    ),
)
