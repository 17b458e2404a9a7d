"""What tests of a contact's page share: a decision, how the page is opened, what was saved."""

from collections.abc import Callable
from datetime import date
from typing import Any

from lado_desktop.casework.contacts.contact_file import ContactFile, open_contact
from ui.pages.contact import ContactPage

Open = Callable[..., ContactPage]
ADVICE = "Do not interview anybody."
MET: dict[str, Any] = {
    "decided_on": date(2026, 11, 20),
    "outcome": "met_meeting",
    "criteria": ["harm"],
    "rationale": "A mark was seen.",
    "advice": ADVICE,
}
"""A decision that the threshold was met, with the advice given."""


def file_of(page: ContactPage) -> ContactFile:
    """The contact as it is saved."""
    return open_contact(page.desk.shift, page.id)
