"""The page of a professional: the contacts that they rang about, and the form."""

from __future__ import annotations

from lado_desktop.casework.people import professionals
from lado_desktop.domain.kinds.professional import PROFESSIONAL_FORM
from ui.records.standing_page import Standing, StandingPage
from ui.records.standing_record import Keeping


class ProfessionalPage(StandingPage):
    """A professional, and every contact that they rang about."""

    noun = "professional"
    standing = Standing(
        Keeping(PROFESSIONAL_FORM, professionals.add, professionals.amend),
        professionals.get,
        professionals.contacts_of,
        fact=lambda _shift, professional: professional.role or "",
        no_contacts="No contact came from this person yet.",
    )
