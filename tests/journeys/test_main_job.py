"""The main job, by keyboard alone: from the call to the closed case and its printed minutes."""

from datetime import date
from pathlib import Path
from typing import TypeVar

import pypdfium2
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts.contact_file import ContactFile, open_contact
from lado_desktop.casework.meetings.meeting_file import open_meeting
from lado_desktop.casework.shift import Shift
from tests.journeys.keyboard import Keyboard
from ui.page import Page
from ui.pages.contact import ContactPage
from ui.pages.meeting import MeetingPage
from ui.route import Place
from ui.viewing.print_preview import PrintPreview
from ui.window.window import Window

P = TypeVar("P", bound=Page)
SAID = "A pupil says that she was gripped by the arm and pulled from the room."
ADVICE = "Do not interview anybody before the meeting."
RISK = "He has no contact with pupils meanwhile."
ACTION = "Arrange a medical with parental consent"


def _page(window: Window, kind: type[P]) -> P:
    assert isinstance(window.page, kind)
    return window.page


def _file(window: Window, shift: Shift) -> ContactFile:
    return open_contact(shift, _page(window, ContactPage).id)


def _log(keyboard: Keyboard) -> None:
    """A call from a head teacher about somebody not known yet."""
    keyboard.press("Ctrl+N")
    assert keyboard.name == "Caller"
    keyboard.pick("Caller", "Imogen Achterberg", "Add a new professional: Imogen Achterberg")
    keyboard.fill("Role", "Head teacher")
    keyboard.go_to("Add")
    keyboard.press("Space")
    assert keyboard.name == "Caller", "the focus comes back to where somebody was added"
    keyboard.fill("What came in", "Referral")
    keyboard.pick("Adult", "Tom Łukaszewicz", "Add a new person: Tom Łukaszewicz")
    assert keyboard.words == "Tom"
    keyboard.go_to("Add")
    keyboard.press("Space")
    keyboard.pick(
        "Setting", "Larkspur School", "Add a new organisation or setting: Larkspur School"
    )
    keyboard.go_to("Add")
    keyboard.press("Space")
    keyboard.fill("What was said", SAID)
    keyboard.fill("Main category", "Physical")
    keyboard.press("Ctrl+S")


def _decide(keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+D")
    keyboard.fill("Decision", "Threshold met, meeting needed")
    keyboard.go_to("Criteria met: Behaved in a way that has harmed, or may have harmed, a child")
    keyboard.press("Space")
    keyboard.fill("Why", "A grip that left a mark.")
    keyboard.fill("Advice given", ADVICE)
    keyboard.press("Ctrl+Return")


def _work(keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+PgDown")
    keyboard.fill("The allegation in full", SAID)
    keyboard.press("Ctrl+S")
    keyboard.press("Ctrl+Shift+A")
    keyboard.fill("Action", "Consult the police")
    keyboard.fill("Due", "24/11/26")
    keyboard.press("Return")


def _hold(keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+Shift+M")
    keyboard.fill("Planned for", "23 nov")
    keyboard.press("Ctrl+S")
    keyboard.fill("Held on", "today")
    keyboard.fill("Starts at", "10am")
    keyboard.pick("Chair", "Imogen", "Imogen Achterberg")
    keyboard.press("Ctrl+S")
    keyboard.press("Ctrl+Shift+P")
    keyboard.pick("Name", "Imogen", "Imogen Achterberg")
    keyboard.fill("Attendance", "Chair")
    keyboard.go_to("Note")
    keyboard.press("Ctrl+Return")
    assert keyboard.name == "Name, needed", "the next row is ready"
    keyboard.pick("Name", "Kofi Brandreth", "Add a new professional: Kofi Brandreth")
    keyboard.fill("Role", "Detective sergeant")
    keyboard.go_to("Add")
    keyboard.press("Space")
    keyboard.fill("Agency", "Metropolitan Police")
    keyboard.fill("Attendance", "Present")
    keyboard.go_to("Note")
    keyboard.press("Ctrl+Return")


def _minute(keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+J")
    keyboard.arrow_to("The adult")
    keyboard.press("Return")
    assert keyboard.name == "The adult"
    keyboard.go_to("Take from the case")
    keyboard.press("Space")
    assert keyboard.name == "The adult"
    keyboard.fill("Risk analysis", RISK)
    keyboard.press("Tab")
    keyboard.press("Ctrl+Shift+A")
    keyboard.fill("Action", ACTION)
    keyboard.pick("Who", "Kofi", "Kofi Brandreth")
    keyboard.fill("Due", "26/11/26")
    keyboard.press("Return")
    assert keyboard.name == "Action, needed", "the next row is ready"
    keyboard.fill("Actions sent out on", "today")
    keyboard.press("Ctrl+S")
    keyboard.press("Ctrl+Shift+Return")
    # Headings are empty: the question says which, and Enter alone approves nothing.
    keyboard.go_to("Approve")
    keyboard.press("Space")


def _printed(qtbot: QtBot, window: Window, keyboard: Keyboard, path: Path) -> str:
    keyboard.press("Ctrl+P")
    qtbot.waitUntil(lambda: bool(window.findChildren(PrintPreview)))
    preview = window.findChildren(PrintPreview)[0]
    preview.save_as(path)
    preview.close()
    keyboard.settle()
    document = pypdfium2.PdfDocument(path)
    words = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return words


def _conclude(keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+Shift+F")
    keyboard.fill("Finding", "Substantiated")
    keyboard.fill("Why, measured against the definition", "Two pupils saw it, and the mark.")
    keyboard.press("Ctrl+Return")
    keyboard.go_to("Add an outcome")
    keyboard.press("Space")
    keyboard.fill("Employment outcome", "Final written warning")
    keyboard.press("Ctrl+Return")


def _close(keyboard: Keyboard, page: ContactPage) -> None:
    page.close_act.trigger()
    keyboard.press("Ctrl+Return")
    assert page.closing.slot.entry is not None, "it is not closed while something is loose"
    keyboard.fill("Closing note", "The DBS referral is the employer's, and is chased from there.")
    keyboard.press("Ctrl+Return")


def test_a_call_becomes_an_allegation_that_is_minuted_printed_and_closed(
    qtbot: QtBot, window: Window, keyboard: Keyboard, shift: Shift, tmp_path: Path
) -> None:
    _log(keyboard)
    file = _file(window, shift)
    assert (file.contact.reference, file.who) == ("2627-0001", "Tom Łukaszewicz")
    assert file.contact.summary == SAID
    assert file.caller is not None
    assert file.caller.role == "Head teacher"
    assert window.windowTitle() == "2627-0001 – LADO Desktop"

    _decide(keyboard)
    file = _file(window, shift)
    assert file.decision is not None
    assert (file.decision.outcome, file.decision.advice) == ("met_meeting", ADVICE)
    assert list(file.contact.criteria) == ["harm"]

    _work(keyboard)
    file = _file(window, shift)
    assert file.allegation is not None
    assert file.allegation.account == SAID
    assert [action.text for action in file.actions] == ["Consult the police"]
    contact_id = file.contact.id

    _hold(keyboard)
    meeting_id = _page(window, MeetingPage).id
    attended = open_meeting(shift, meeting_id).attendances
    assert [(each.agency, person.name) for each, person in attended] == [
        (None, "Imogen Achterberg"),
        ("Metropolitan Police", "Kofi Brandreth"),
    ]

    _minute(keyboard)
    qtbot.waitUntil(lambda: open_meeting(shift, meeting_id).approved)
    meeting = open_meeting(shift, meeting_id)
    assert meeting.meeting.held_on == date(2026, 11, 23)
    assert meeting.meeting.actions_sent_on == date(2026, 11, 23)
    assert [section.text for section in meeting.written("risk")] == [RISK]
    assert "Tom Łukaszewicz" in (meeting.written("adult")[0].text or "")
    assert [action.text for action, _ in meeting.actions] == [ACTION]
    assert meeting.approved

    words = _printed(qtbot, window, keyboard, tmp_path / "minutes.pdf")
    for said in ("Tom Łukaszewicz", RISK, ACTION, "Metropolitan Police", "Kofi Brandreth"):
        assert said in " ".join(words.split())

    keyboard.press("Alt+Left")
    assert window.history.place == Place("contact", contact_id)
    _conclude(keyboard)
    file = _file(window, shift)
    assert file.finding is not None
    assert file.finding.finding == "substantiated"
    assert len(file.employment_outcomes) == 1

    _close(keyboard, _page(window, ContactPage))
    file = _file(window, shift)
    assert file.state == "closed"
    assert _page(window, ContactPage).head.status.accessibleName() == "Closed"
