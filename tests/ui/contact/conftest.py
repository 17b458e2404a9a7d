"""A referral of last Friday about Tom Łukaszewicz, and its page."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.people import adults
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.contact import Contact
from tests.ui.contact.contact_pages import Open
from tests.ui.record_pages import shown
from ui.desk import Desk
from ui.pages.contact import ContactPage
from ui.route import Place


@pytest.fixture
def adult(desk: Desk) -> Adult:
    return adults.add(desk.shift, {"given_names": "Tom", "family_name": "Łukaszewicz"})


@pytest.fixture
def contact(desk: Desk, adult: Adult) -> Contact:
    values = {"received_on": date(2026, 11, 20), "intake": "referral", "adult_id": adult.id}
    return contacts.log(desk.shift, values)


@pytest.fixture
def open_page(qtbot: QtBot, desk: Desk) -> Open:
    """Opens the page of a contact, or of one that is still to be logged."""

    def make(contact: Contact | None = None, kind: type[ContactPage] = ContactPage) -> ContactPage:
        return shown(qtbot, kind(desk, Place("contact", contact.id if contact else None)))

    return make
