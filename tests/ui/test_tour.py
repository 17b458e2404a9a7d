"""The practice tour: three tasks, ticked when they are done. It can be closed and reopened."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import contacts, decisions
from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.people import adults
from lado_desktop.casework.shift import Shift
from ui.look.theme import Mode, Theme
from ui.pages.contact import ContactPage
from ui.preferences import Preferences
from ui.route import Place
from ui.window.tour import TASKS, Tour
from ui.window.window import Window
from ui.worker import Worker


@pytest.fixture
def practice(qtbot: QtBot, worker: Worker, theme: Theme, tmp_path: Path, shift: Shift) -> Window:
    """A window over practice data, in which somebody worked before."""
    contacts.log(shift, {"received_on": shift.today, "intake": "referral"})
    preferences = Preferences(tmp_path / "settings.ini")
    practice = replace(shift, practice_data=True)
    window = Window(practice, worker, theme, preferences, lock=lambda: None)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    return window


@pytest.fixture
def tour(practice: Window) -> Tour:
    assert practice.tour is not None
    return practice.tour


def _spoken(tour: Tour) -> list[str]:
    return [each.accessibleName() for each in tour.buttons.values()]


def test_the_three_tasks_stand_over_practice_data_alone(tour: Tour, window: Window) -> None:
    assert tour.isVisible()
    assert _spoken(tour) == [
        "Log a contact, not done yet",
        "Decide it, not done yet",
        "Plan its meeting, not done yet",
    ]
    assert window.tour is None


def test_each_task_leads_to_where_it_is_done_and_is_ticked_when_it_is(
    tour: Tour, practice: Window, shift: Shift
) -> None:
    log, decide, plan = tour.buttons.values()
    log.click()
    assert practice.history.place == Place("contact")
    assert practice.notices.words == TASKS[0].how
    adult = adults.add(shift, {"given_names": "Tom", "family_name": "Fox"})
    contact = contacts.log(
        shift, {"received_on": shift.today, "intake": "referral", "adult_id": adult.id}
    )
    practice.desk.changes.saved.emit("contact", contact.id)
    assert _spoken(tour)[0] == "Log a contact, done"
    decide.click()
    assert practice.history.place == Place("contact", contact.id)
    assert isinstance(practice.page, ContactPage)
    met = {"outcome": "met_meeting", "criteria": ["harm"], "rationale": "The child was hurt."}
    decisions.decide(shift, contact.id, met)
    meetings.plan(shift, [contact.id], {"kind_of": "pot_initial", "planned_for": shift.today})
    practice.desk.changes.saved.emit("meeting", None)
    assert all(said.endswith(", done") for said in _spoken(tour))
    assert tour.said.text() == "All three done: you know the way."
    assert plan.isVisible()


def test_the_second_task_says_what_comes_first(tour: Tour, practice: Window) -> None:
    tour.buttons[TASKS[1]].click()
    assert practice.notices.words == "Log a contact first: the rest is done on it."
    assert practice.history.place == Place("today")


def test_put_away_it_stays_away_until_the_menu_asks_for_it(
    tour: Tour, practice: Window, tmp_path: Path
) -> None:
    tour.put_away()
    again = Tour(practice.desk, Preferences(tmp_path / "settings.ini"))
    assert again.isHidden()
    again.deleteLater()
    tour.begin()
    assert tour.isVisible()
    assert not Preferences(tmp_path / "settings.ini").tour_put_away


@pytest.mark.parametrize("size", [100, 200])
def test_it_leaves_the_window_on_a_small_screen(
    tour: Tour, practice: Window, theme: Theme, size: int
) -> None:
    theme.apply(Mode.LIGHT, size)
    least = practice.minimumSizeHint()
    assert (least.width() <= 1366, least.height() <= 700) == (True, True)
    assert all(each.height() >= 24 for each in tour.buttons.values())
