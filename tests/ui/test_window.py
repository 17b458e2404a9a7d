from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.people import adults
from lado_desktop.casework.settings.settings import settle
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today.drafts import saved_values
from lado_desktop.casework.undoing.undo import undo, undoable
from lado_desktop.domain.kinds.contact import Contact
from ui.look.theme import Theme
from ui.pages.contact import ContactPage
from ui.pages.contacts import ContactsPage
from ui.pages.today import TodayPage
from ui.preferences import Preferences
from ui.route import Place
from ui.window.frame import PRACTICE_DATA
from ui.window.menus import ShortcutsDialog, commands_of, shortcuts_of
from ui.window.navigation import ENTRIES, page_class
from ui.window.window import Window
from ui.worker import Worker

Log = Callable[..., Contact]


@pytest.fixture
def locked() -> list[str]:
    return []


@pytest.fixture
def open_window(
    qtbot: QtBot, worker: Worker, theme: Theme, tmp_path: Path, locked: list[str]
) -> Callable[[Shift], Window]:
    def make(shift: Shift) -> Window:
        window = Window(
            shift,
            worker,
            theme,
            Preferences(tmp_path / "settings.ini"),
            lock=lambda: locked.append("locked"),
        )
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        return window

    return make


@pytest.fixture
def window(open_window: Callable[[Shift], Window], shift: Shift) -> Window:
    return open_window(shift)


def press(window: Window, keys: str) -> None:
    QTest.keySequence(window, QKeySequence(keys))


def test_the_window_opens_on_today_and_says_who_works_where(window: Window) -> None:
    assert isinstance(window.page, TodayPage)
    assert window.windowTitle() == "Today – LADO Desktop"
    said = {label.text().strip() for label in window.statusBar().findChildren(QLabel)}
    assert {"Ottilie Marsh, LADO", "London Borough of Bromley"} <= said


def test_each_page_is_a_key_away_and_shown_in_the_navigation(window: Window) -> None:
    for number, entry in enumerate(ENTRIES, 1):
        press(window, f"Ctrl+{number}")
        assert window.history.place == Place(entry.noun)
        assert window.side.buttons[entry.noun].isChecked()
        words = window.desk.shift.worded(entry.words.replace("&", ""))
        assert window.windowTitle().startswith(words)
        assert window.side.buttons[entry.noun].accessibleName() == words


def test_the_window_speaks_the_services_words_and_follows_when_they_change(
    window: Window, shift: Shift
) -> None:
    window.desk.notices.note("Log a contact first.")
    assert window.notices.words == "Log a contact first."
    kent = settle(shift, practice="kent")
    assert window.page is not None
    window.page.settled.emit(kent)
    assert window.side.buttons["contacts"].text().strip() == "Referrals"
    commands = {each.words for each in commands_of(window)}
    assert {"New referral", "Referrals", "Allegations"} <= commands
    window.go(Place("contacts"))
    assert isinstance(window.page, ContactsPage)
    assert window.windowTitle() == "Referrals – LADO Desktop"
    assert window.page.heading is not None
    assert window.page.heading.text() == "Referrals"
    assert window.page.primary_button is not None
    assert window.page.primary_button.text() == "&Log a referral"
    assert window.page.table.empty_title.text() == "No referrals yet"
    window.go(Place("contact"))
    assert window.windowTitle() == "New referral – LADO Desktop"
    window.notices.note("Log a contact first.")
    assert window.notices.words == "Log a referral first."
    go = next(top.menu() for top in window.menuBar().actions() if top.text() == "&Go")
    assert isinstance(go, QMenu)
    letters = [line.text().partition("&")[2][:1].lower() for line in go.actions() if line.text()]
    assert len(letters) == len(set(letters))
    leicester = settle(kent, practice="leicester_city")
    window.page.settled.emit(leicester)
    assert window.side.buttons["allegations"].text().strip() == "Allegations", "no room for it"


def test_the_arrows_go_up_and_down_in_the_navigation_and_enter_opens(
    qtbot: QtBot, window: Window
) -> None:
    window.side.buttons["today"].setFocus()
    qtbot.waitUntil(window.side.buttons["today"].hasFocus)
    QTest.keyClick(window.side.buttons["today"], Qt.Key.Key_Down)
    assert window.side.buttons["contacts"].hasFocus()
    QTest.keyClick(window.side.buttons["contacts"], Qt.Key.Key_Space)
    assert isinstance(window.page, ContactsPage)


def test_back_and_forward_go_through_the_places_one_was_at(window: Window, log: Log) -> None:
    contact = log()
    press(window, "Ctrl+2")
    window.desk.open_record("contact", contact.id)
    press(window, "Alt+Left")
    assert window.history.place == Place("contacts")
    press(window, "Alt+Left")
    assert window.history.place == Place("today")
    press(window, "Alt+Left")
    press(window, "Alt+Right")
    press(window, "Alt+Right")
    assert window.history.place == Place("contact", contact.id)


def test_a_new_record_takes_the_place_of_its_empty_page(window: Window, log: Log) -> None:
    press(window, "Ctrl+N")
    assert window.history.place == Place("contact")
    window.go(Place("contact", log().id))
    press(window, "Alt+Left")
    assert window.history.place == Place("today")


def test_the_title_carries_the_reference_and_no_name(window: Window, log: Log) -> None:
    contact = log()
    window.desk.open_record("contact", contact.id)
    assert window.windowTitle() == f"{contact.reference} – LADO Desktop"


def test_a_record_that_is_gone_is_reported_and_the_page_stays(window: Window, shift: Shift) -> None:
    window.desk.open_record("meeting", shift.officer.id)
    assert isinstance(window.page, TodayPage)
    assert window.notices.words == "There is no such meeting."
    assert window.history.place == Place("today"), "one was never there"


def test_back_and_forward_lose_what_is_gone_and_go_past_it(window: Window, shift: Shift) -> None:
    adult = adults.add(shift, {"given_names": "Wren", "family_name": "Fox"})
    for place in (Place("contacts"), Place("adult", adult.id), Place("actions")):
        window.go(place)
    undo(shift, undoable(shift, 1)[0].act_id)
    press(window, "Alt+Left")
    assert window.notices.words == "There is no such person."
    assert window.history.place == Place("actions")
    press(window, "Alt+Left")
    assert window.history.place == Place("contacts")
    press(window, "Alt+Right")
    assert window.history.place == Place("actions")


def test_a_record_in_front_follows_when_the_service_settles_something(
    window: Window, shift: Shift, log: Log
) -> None:
    contact = log()
    window.go(Place("contact", contact.id))
    page = window.page
    assert isinstance(page, ContactPage)
    page.concern.form.editor("place").show_typed("The hall")
    page.concern.form.editor("place").edited.emit()
    page.settled.emit(settle(shift, practice="kent"))
    page = window.page
    assert isinstance(page, ContactPage)
    assert page.desk.shift.practice.name == "kent"
    assert page.concern.form.editor("place").typed() == "The hall", "nothing typed is lost"


def test_the_search_finds_as_one_types_and_enter_opens_what_is_marked(
    qtbot: QtBot, window: Window, log: Log
) -> None:
    contact = log()
    press(window, "Ctrl+F")
    qtbot.waitUntil(window.search.hasFocus)
    QTest.keyClicks(window.search, contact.reference)
    qtbot.waitUntil(lambda: bool(window.search.found))
    assert [found.title for found in window.search.found] == [
        f"{contact.reference}  Ó Súilleabháin, Wren"
    ]
    QTest.keyClick(window.search.answers, Qt.Key.Key_Down)
    QTest.keyClick(window.search.answers, Qt.Key.Key_Return)
    assert window.history.place == Place("contact", contact.id), "Down left the one answer marked"
    qtbot.waitUntil(lambda: window.search.text() == "")


def test_a_search_that_finds_nothing_says_what_to_try(window: Window) -> None:
    window.search.setText("zebra")
    window.search.look()
    assert window.search.found == []
    assert window.search.answers.model().index(0, 0).data().startswith("Nothing found.")


def test_locking_keeps_what_is_typed_before_the_process_ends(
    window: Window, shift: Shift, locked: list[str]
) -> None:
    press(window, "Ctrl+N")
    assert isinstance(window.page, ContactPage)
    window.page.call.form.editor("described_as").show_typed("A supply teacher")
    window.page.call.form.editor("described_as").edited.emit()
    press(window, "Ctrl+L")
    assert locked == ["locked"]
    draft = saved_values(shift, "contact", None)
    assert draft is not None
    assert draft["described_as"] == "A supply teacher"


def test_a_record_page_is_freed_when_it_is_left_and_a_list_is_kept(
    window: Window, log: Log
) -> None:
    press(window, "Ctrl+2")
    first_list = window.page
    window.desk.open_record("contact", log().id)
    record = window.page
    assert isinstance(record, ContactPage)
    press(window, "Ctrl+2")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(record)
    assert window.page is first_list


def test_practice_data_are_announced_over_every_page(
    open_window: Callable[[Shift], Window], shift: Shift
) -> None:
    real = open_window(shift)
    assert PRACTICE_DATA not in {label.text() for label in real.findChildren(QLabel)}
    window = open_window(replace(shift, practice_data=True))
    band = next(label for label in window.findChildren(QLabel) if label.text() == PRACTICE_DATA)
    for entry in ENTRIES:
        window.go(Place(entry.noun))
        assert band.isVisible()


def test_look_and_text_size_are_changed_by_key_and_kept_on_this_machine(
    window: Window, theme: Theme, tmp_path: Path
) -> None:
    press(window, "Ctrl++")
    assert theme.size == 110
    for _ in range(9):
        press(window, "Ctrl+-")
    assert theme.size == 80
    press(window, "Ctrl+0")
    assert (theme.size, Preferences(tmp_path / "settings.ini").size) == (100, 100)


def test_every_shortcut_leads_to_one_act_alone(window: Window) -> None:
    window.go(Place("contacts"))
    keys = [each for _, said in shortcuts_of(window) for each in said.split(" or ")]
    assert len(keys) == len(set(keys))
    assert {"Ctrl+N", "Ctrl+F", "Ctrl+L", "Ctrl+P", "F1", "Ctrl+/", "Ctrl+Q"} <= set(keys)
    press(window, "Ctrl+/")
    assert window.findChild(ShortcutsDialog) is not None


def test_every_menu_line_has_a_mnemonic_of_its_own(window: Window) -> None:
    for top in window.menuBar().actions():
        lines = [line for line in top.menu().actions() if line.text()]  # type: ignore[attr-defined]
        letters = [line.text().split("&")[1][0].lower() for line in lines]
        assert len(letters) == len(set(letters)), top.text()


def test_nothing_to_print_and_no_manual_are_reported(window: Window) -> None:
    press(window, "Ctrl+P")
    assert window.notices.words.startswith("There is nothing to print on this page.")
    press(window, "F1")
    assert window.notices.words == "The manual was not installed with this copy of the program."


def test_closing_the_window_keeps_where_it_was(window: Window, tmp_path: Path) -> None:
    window.close()
    assert not Preferences(tmp_path / "settings.ini").geometry.isEmpty()


def test_a_page_is_found_by_its_noun_alone_and_nothing_else_is_imported() -> None:
    assert page_class("contacts") is ContactsPage
    with pytest.raises(KeyError):
        page_class("../secrets")


def test_a_contact_logged_elsewhere_is_on_today_when_one_comes_back(
    window: Window, shift: Shift
) -> None:
    today = window.page
    assert isinstance(today, TodayPage)
    assert today.tiles[0].count == 0
    press(window, "Ctrl+2")
    contacts.log(shift, {"received_on": shift.today, "intake": "enquiry"})
    press(window, "Ctrl+1")
    assert today.tiles[0].count == 1


def test_a_warning_is_left_with_its_page_unless_it_is_of_the_vault(window: Window) -> None:
    window.notices.warn("Not saved: no room. Choose another folder.")
    press(window, "Ctrl+2")
    assert window.notices.words == ""
    window.notices.warn("The second place is late.", everywhere=True)
    press(window, "Ctrl+1")
    assert window.notices.words == "The second place is late."
    window.notices.warn("Not saved.")
    press(window, "Ctrl+2")
    assert window.notices.words == "The second place is late.", "nobody has put it away"


def test_back_returns_to_the_word_that_was_left(window: Window, log: Log) -> None:
    window.go(Place("contact", log().id))
    page = window.page
    assert isinstance(page, ContactPage)
    page.concern.form.set_read_only(False)
    summary = page.concern.form.editor("summary").control
    assert isinstance(summary, QPlainTextEdit)
    summary.setFocus()
    cursor = summary.textCursor()
    cursor.setPosition(3)
    summary.setTextCursor(cursor)
    QTest.keySequence(window, QKeySequence("Ctrl+1"))
    QTest.keySequence(window, QKeySequence("Alt+Left"))
    again = window.page
    assert isinstance(again, ContactPage)
    assert again is not page
    back = again.concern.form.editor("summary").control
    assert isinstance(back, QPlainTextEdit)
    assert back.hasFocus()
    assert back.textCursor().position() == 3


def test_back_leads_from_a_contact_to_the_call_that_is_half_typed(window: Window, log: Log) -> None:
    known = log()
    window.go(Place("contact"))
    call = window.page
    assert isinstance(call, ContactPage)
    for name, value in (("described_as", "A bus escort"), ("intake", "enquiry")):
        call.call.form.editor(name).show_value(value)
        call.call.form.editor(name).edited.emit()
    window.go(Place("contact", known.id))
    window.pages.go_back()
    again = window.page
    assert isinstance(again, ContactPage)
    assert again.place == Place("contact")
    assert again.call.form.editor("described_as").typed() == "A bus escort"
    assert again.save()
    logged = window.page
    assert isinstance(logged, ContactPage)
    assert logged.file is not None
    assert logged.file.who == "A bus escort"
    window.pages.go_back()
    assert window.page is not None
    assert window.page.place == Place("today")


def test_the_menus_tick_what_was_chosen_and_grey_what_leads_nowhere(window: Window) -> None:
    def line(words: str) -> QAction:
        return next(each.action for each in commands_of(window) if each.words == words)

    assert not line("Back").isEnabled()
    window.go(Place("contacts"))
    assert line("Back").isEnabled()
    assert not line("Forward").isEnabled()
    assert (line("100 %").isChecked(), line("110 %").isChecked()) == (True, False)
    assert line("Preview beside a list").isChecked() is window.look.previews
    line("Preview beside a list").trigger()
    assert line("Preview beside a list").isChecked() is window.look.previews
    press(window, "Ctrl++")
    view = next(top.menu() for top in window.menuBar().actions() if top.text() == "&View")
    assert isinstance(view, QMenu)
    view.aboutToShow.emit()
    assert (line("100 %").isChecked(), line("110 %").isChecked()) == (False, True)
    line("100 %").trigger()
    assert window.look.size == 100
    line("2 minutes").trigger()
    assert window.preferences.idle_minutes == 2
