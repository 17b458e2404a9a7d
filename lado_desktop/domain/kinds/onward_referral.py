"""Onward referrals: to the DBS, a regulator, or another body."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from lado_desktop.domain.fields.field import choice, day, line, tick
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.record import Record


class OnwardReferral(Record):
    """A referral of a contact to one body."""

    __tablename__ = "onward_referral"
    belongs_to = ("contact_id",)
    counted_as = "onward_referrals"

    contact_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("contact.id"), index=True)
    body: Mapped[str] = choice(
        "Referred to", "referral_body", required=True, counted="body", asked_as="Referred on to"
    )
    made_by: Mapped[str] = choice(
        "Made by",
        "made_by",
        required=True,
        counted=True,
        asked_as="Who referred",
    )
    legal_duty: Mapped[bool] = tick("The legal duty to refer is met")
    advised_on: Mapped[date | None] = day("Advised on", not_future=True)
    made_on: Mapped[date | None] = day("Made on", not_future=True)
    body_reference: Mapped[str | None] = line("Their reference")
    result: Mapped[str | None] = line("Result", help="What they answered")

    @property
    def state(self) -> str:
        """Its state: "considered", "advised", "made" or "answered".

        A result means the body has answered, even without a day.
        """
        if self.result:
            return "answered"
        if self.made_on is not None:
            return "made"
        return "considered" if self.advised_on is None else "advised"


ONWARD_REFERRAL_FORM = Form(
    "onward_referral",
    Section(
        "Onward referral",
        OnwardReferral.body,
        OnwardReferral.made_by,
        OnwardReferral.legal_duty,
        OnwardReferral.advised_on,
        OnwardReferral.made_on,
        OnwardReferral.body_reference,
        OnwardReferral.result,
    ),
)
