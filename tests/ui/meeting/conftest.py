"""A meeting held today about one contact, and its page."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import contacts, decisions
from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.people import professionals
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.kinds.professional import Professional
from tests.ui.meeting.meeting_pages import MONDAY, Open
from tests.ui.record_pages import shown
from ui.desk import Desk
from ui.pages.meeting import MeetingPage
from ui.route import Place


@pytest.fixture
def contact(desk: Desk) -> Contact:
    """A contact about a coach who is not named, which met the threshold."""
    values = {
        "received_on": date(2026, 11, 20),
        "intake": "referral",
        "described_as": "A coach",
        "summary": "A child was gripped by the arm.",
    }
    made = contacts.log(desk.shift, values)
    met = {"outcome": "met_meeting", "criteria": ["harm"], "rationale": "A mark was seen."}
    decisions.decide(desk.shift, made.id, met)
    return made


@pytest.fixture
def chair(desk: Desk) -> Professional:
    return professionals.add(desk.shift, {"name": "Imogen Achterberg", "role": "Head teacher"})


@pytest.fixture
def meeting(desk: Desk, contact: Contact, chair: Professional) -> Meeting:
    values = {"kind_of": "pot_initial", "held_on": MONDAY, "chair_id": chair.id}
    return meetings.plan(desk.shift, [contact.id], values)


@pytest.fixture
def open_page(qtbot: QtBot, desk: Desk) -> Open:
    """Opens the page of a place that is a meeting's."""

    def make(place: Place) -> MeetingPage:
        return shown(qtbot, MeetingPage(desk, place))

    return make


@pytest.fixture
def page(open_page: Open, meeting: Meeting) -> MeetingPage:
    return open_page(Place("meeting", meeting.id))
