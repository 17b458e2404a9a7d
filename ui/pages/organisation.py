"""The page of an organisation: the contacts about those who work there, and the form."""

from __future__ import annotations

from lado_desktop.casework.people import organisations
from lado_desktop.domain.kinds.organisation import ORGANISATION_FORM
from ui.records.standing_page import Standing, StandingPage
from ui.records.standing_record import Keeping


class OrganisationPage(StandingPage):
    """An organisation, and every contact that is about somebody who works there."""

    noun = "organisation"
    standing = Standing(
        Keeping(ORGANISATION_FORM, organisations.add, organisations.amend),
        organisations.get,
        organisations.contacts_of,
        fact=lambda shift, organisation: shift.label("sector", organisation.sector),
        no_contacts="No contact is about somebody who works there yet.",
        without="setting",
    )
