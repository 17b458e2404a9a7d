"""Undo in the menu, and the history of a record with the way back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.people import adults
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.time.clock import StoppedClock
from ui.pages.actions import ActionsPage
from ui.pages.contact import ContactPage
from ui.pages.meetings import MeetingsPage
from ui.records.record_history import RecordHistory
from ui.route import Place
from ui.window.undoing import NOTHING, NOTHING_AGAIN
from ui.window.window import Window

Log = Callable[..., Contact]


@pytest.fixture
def contact(shift: Shift, log: Log) -> Contact:
    """A contact whose category was changed and then its place."""
    logged = log()
    changed = contacts.amend(shift, logged.id, logged.version, {"category": "sexual"})
    return contacts.amend(shift, logged.id, changed.version, {"place": "The hall"})


def press(window: Window, keys: str) -> None:
    QTest.keySequence(window, QKeySequence(keys))


def _history(window: Window) -> RecordHistory:
    press(window, "Ctrl+H")
    dialog = window.findChild(RecordHistory)
    assert dialog is not None
    return dialog


@pytest.mark.usefixtures("contact")
def test_the_menu_names_what_would_be_undone_and_the_acts_before_it(window: Window) -> None:
    window.undoing.look()
    assert window.undoing.last_act.text() == "&Undo Change where (2627-0001)"
    earlier = [line.text() for line in window.undoing.earlier.actions()]
    assert earlier[0] == "Change main category, 2627-0001, 09:05"


def test_each_press_undoes_one_act_more_says_so_and_the_page_shows_it(
    window: Window, shift: Shift, contact: Contact
) -> None:
    window.go(Place("contact", contact.id))
    page = window.page
    assert isinstance(page, ContactPage)
    press(window, "Ctrl+Alt+Z")
    assert window.notices.words == "Change where undone (2627-0001)."
    assert page.concern.form.values()["place"] in (None, "")
    press(window, "Ctrl+Alt+Z")
    assert window.notices.words == "Change main category undone (2627-0001)."
    assert open_contact(shift, contact.id).contact.category == "physical"
    window.go(Place("actions"))
    assert window.notices.words == "", "it was said of the page before"


def test_an_earlier_act_is_undone_from_the_menu_and_one_built_upon_is_refused(
    window: Window, shift: Shift, contact: Contact
) -> None:
    contacts.amend(shift, contact.id, contact.version, {"place": "The gym"})
    window.undoing.look()
    by_words = {line.text().partition(",")[0]: line for line in window.undoing.earlier.actions()}
    by_words["Change where"].trigger()
    assert window.notices.words == (
        "Change where (2627-0001) cannot be undone. It was changed since: Where."
    )
    by_words["Change main category"].trigger()
    assert open_contact(shift, contact.id).contact.category == "physical"


def test_an_act_that_stands_is_named_and_the_one_before_it_is_reached(
    window: Window, shift: Shift
) -> None:
    earlier = adults.add(shift, {"given_names": "Bo", "family_name": "Reed"})
    yesterday = replace(shift, clock=StoppedClock(datetime(2026, 11, 22, 17, 40, tzinfo=UTC)))
    adults.amend(yesterday, earlier.id, earlier.version, {"known_as": "Bobo"})
    person = adults.add(shift, {"given_names": "Nell", "family_name": "Vane"})
    call = {"intake": "referral", "received_on": date(2026, 11, 20), "adult_id": person.id}
    contacts.log(shift, call)
    press(window, "Ctrl+Alt+Z")
    press(window, "Ctrl+Alt+Z")
    assert window.notices.words == (
        "Add person (Nell Vane) cannot be undone. Contact 2627-0001, recorded in error, names this "
        "person. Undo again takes back what you did before it."
    )
    window.undoing.look()
    assert window.undoing.last_act.text() == "&Undo Change known as"
    lines = [line.text() for line in window.undoing.earlier.actions()]
    assert lines == ["Add person, Nell Vane, 09:05", "Add person, Bo Reed, 09:05"]
    press(window, "Ctrl+Alt+Z")
    assert window.notices.words == "Change known as undone."
    press(window, "Ctrl+Alt+Z")
    press(window, "Ctrl+Alt+Z")
    assert window.notices.words.startswith("Add person (Nell Vane) cannot be undone.")
    assert "Undo again" not in window.notices.words


def test_an_act_of_another_day_is_offered_with_its_day(window: Window, shift: Shift) -> None:
    yesterday = replace(shift, clock=StoppedClock(datetime(2026, 11, 22, 17, 40, tzinfo=UTC)))
    adults.add(yesterday, {"given_names": "Bo", "family_name": "Reed"})
    adults.add(shift, {"given_names": "Nell", "family_name": "Vane"})
    window.undoing.look()
    (line,) = window.undoing.earlier.actions()
    assert line.text() == "Add person, Bo Reed, 22 Nov 2026 17:40"


def test_a_double_click_marks_one_action_done_and_ctrl_z_takes_it_back(
    window: Window, shift: Shift, log: Log
) -> None:
    for day, case in enumerate([log(), log(), log()], start=24):
        actions.add(shift, case.id, {"text": "Ring", "due_on": date(2026, 11, day)})
    window.go(Place("actions"))
    page = window.page
    assert isinstance(page, ActionsPage)
    page.table.view.select(1)
    button = page.primary_button
    assert button is not None
    at = button.mapTo(window, button.rect().center())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseDClick(window.windowHandle(), left, none, at)
    assert window.notices.words == "Marked as done: Ring (2627-0002)."
    assert page.table.count.text() == "3 actions, 2 shown"
    assert page.table.view.currentIndex().row() == 1, "the place is kept"
    press(window, "Ctrl+Z")
    assert window.notices.words == "Change action undone (2627-0002)."
    assert page.table.count.text() == "3 actions, 3 shown"


def test_nothing_to_undo_is_reported(window: Window) -> None:
    press(window, "Ctrl+Z")
    assert window.notices.words == NOTHING
    press(window, "Ctrl+Y")
    assert window.notices.words == NOTHING_AGAIN


def test_what_was_undone_is_redone_by_key_and_named_in_the_menu(
    window: Window, shift: Shift, contact: Contact
) -> None:
    press(window, "Ctrl+Z")
    window.undoing.look()
    assert window.undoing.again.text() == "&Redo Change where (2627-0001)"
    press(window, "Ctrl+Shift+Z")
    assert window.notices.words == "Change where redone (2627-0001)."
    assert open_contact(shift, contact.id).contact.place == "The hall"
    window.undoing.look()
    assert window.undoing.again.text() == "&Redo"
    assert window.undoing.last_act.text() == "&Undo Change where (2627-0001)"


def test_in_a_field_ctrl_z_takes_back_letters_and_no_act(
    window: Window, shift: Shift, contact: Contact
) -> None:
    window.search.setFocus()
    QTest.keyClicks(window.search, "wren")
    QTest.keyClick(window.search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.search.text() == ""
    assert open_contact(shift, contact.id).contact.place == "The hall"


def test_a_record_whose_adding_is_undone_is_left_for_its_list(
    window: Window, shift: Shift, log: Log
) -> None:
    meeting = meetings.plan(
        shift, [log().id], {"kind_of": "pot_initial", "held_on": date(2026, 11, 20)}
    )
    window.go(Place("meeting", meeting.id))
    press(window, "Ctrl+Alt+Z")
    assert isinstance(window.page, MeetingsPage)
    assert window.notices.words == "Plan meeting undone (2627-0001-M1)."


def test_the_history_says_who_changed_what_when(
    qtbot: QtBot, window: Window, contact: Contact
) -> None:
    window.go(Place("contact", contact.id))
    dialog = _history(window)
    first = dialog.versions.answers[0]
    assert (first.title, first.detail) == (
        "23 November 2026 at 09:05",
        "Change contact · Ottilie Marsh",
    )
    assert dialog.count.text() == "3 versions"
    cells = [dialog.changes.item(0, column) for column in range(3)]
    assert [cell.text() for cell in cells if cell] == ["Where", "(empty)", "The hall"]
    assert not dialog.restore_it.isEnabled(), "it is what stands"
    qtbot.waitUntil(dialog.versions.hasFocus)
    dialog.reject()


def test_an_earlier_version_is_restored_by_a_new_change_that_can_be_undone(
    window: Window, shift: Shift, contact: Contact
) -> None:
    window.go(Place("contact", contact.id))
    dialog = _history(window)
    QTest.keyClick(dialog.versions, Qt.Key.Key_End)
    QTest.keyClick(dialog.restore_it, Qt.Key.Key_Space)
    assert window.notices.words == "Version of 23 November 2026 at 09:05 restored."
    restored = open_contact(shift, contact.id).contact
    assert (restored.category, restored.place) == ("physical", None)
    press(window, "Ctrl+Alt+Z")
    assert window.notices.words == "Restore earlier version undone (2627-0001)."
    assert open_contact(shift, contact.id).contact.place == "The hall"


def test_a_version_that_clashes_now_is_refused_in_words_and_the_dialog_stays(
    window: Window, shift: Shift
) -> None:
    adult = adults.add(shift, {"given_names": "Wren", "family_name": "Fox"})
    window.go(Place("adult", adult.id))
    adults.amend(shift, adult.id, adult.version, {"known_as": "Jay"})
    dialog = _history(window)
    QTest.keyClick(dialog.versions, Qt.Key.Key_End)
    changed = adults.amend(shift, adult.id, adult.version + 1, {"known_as": ""})
    assert changed.known_as is None
    dialog.restore_it.click()
    assert dialog.said.text() == "The record holds already what it held then."
    assert dialog.isVisible()
    dialog.reject()


def test_more_versions_than_fit_are_shown_when_asked_for(
    window: Window, shift: Shift, contact: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.records.record_history._AT_ONCE", 2)
    window.go(Place("contact", contact.id))
    dialog = _history(window)
    assert len(dialog.versions.answers) == 2
    dialog.more.click()
    assert len(dialog.versions.answers) == 3
    assert dialog.versions.currentIndex().row() == 2
    assert not dialog.more.isVisible()
    dialog.reject()


def test_a_page_without_a_record_has_no_history(window: Window) -> None:
    press(window, "Ctrl+H")
    assert window.notices.words.startswith("There is no history on this page.")


def test_the_history_of_an_allegation_is_beside_that_of_its_contact(
    window: Window, allegation: Contact
) -> None:
    window.go(Place("contact", allegation.id))
    page = window.page
    assert isinstance(page, ContactPage)
    menu = page.head.more.menu()
    line = next(each for each in menu.actions() if each.text() == "&History")
    line.trigger()
    dialog = window.findChild(RecordHistory)
    assert dialog is not None
    assert [dialog.tabs.tabText(at) for at in range(2)] == ["Contact", "Allegation"]
    dialog.tabs.setCurrentIndex(1)
    assert dialog.versions.answers[0].detail == "Decide contact · Ottilie Marsh"
    dialog.reject()
