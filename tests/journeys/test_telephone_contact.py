"""A telephone call about two adults of one nursery, one of them known: all of it by keyboard."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts.contact_file import ContactFile, open_contact
from lado_desktop.casework.people import professionals
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from tests.journeys.keyboard import Keyboard
from ui.pages.contact import ContactPage
from ui.window.window import Window

MOST = 40
"""Key presses beside prose and names. Letters of a code that is found by typing count."""
SAID = "A child was lifted by one arm at lunch. A parent saw it. Both adults are on shift."
WHY = "Rough handling without injury, and the first of its kind."
ADVICE = "Speak to both, keep them apart from the child, and tell the parents today."


class Counted(Keyboard):
    """Counts every key but those of prose and names, which are typed with `type`."""

    def choose(self, letters: str) -> None:
        """Type as many letters of a code as tell it from the others."""
        self.pressed += len(letters)
        self.type(letters)

    def take(self, number: int) -> None:
        """Take what is known under a number, whether or not a list has popped up."""
        self.pressed += 1
        key = Qt.Key(Qt.Key.Key_0 + number)
        target = QApplication.activePopupWidget() or self.window
        QTest.keyClick(target, key, Qt.KeyboardModifier.AltModifier)
        self.settle()


@pytest.fixture
def counted(window: Window) -> Counted:
    return Counted(window)


@pytest.fixture
def known(shift: Shift, log: Callable[..., Contact]) -> Contact:
    """A contact of last Friday about Wren Ó Súilleabháin, and a caller with an address."""
    professionals.add(shift, {"name": "Imogen Achterberg", "email": "imogen@northgate.example"})
    return log()


def _page(window: Window) -> ContactPage:
    assert isinstance(window.page, ContactPage)
    return window.page


def _file(window: Window, shift: Shift) -> ContactFile:
    return open_contact(shift, _page(window).id)


def _known_is_shown(qtbot: QtBot, window: Window, title: str) -> int:
    """Wait until what is known is shown, as somebody does who looks at it. Returns its number."""
    cards = _page(window).call.known.cards

    def number() -> int:
        return next((c.number for c in cards if c.isVisible() and c.title.text() == title), 0)

    qtbot.waitUntil(lambda: number() > 0)
    return number()


def _log(qtbot: QtBot, window: Window, counted: Counted) -> None:
    counted.press("Ctrl+N")
    assert counted.name == "Caller"
    counted.type("Imogen Achterberg")
    counted.arrow_to("Imogen Achterberg")
    counted.press("Return")
    counted.go_to("Who told us")
    counted.choose("ear")
    counted.go_to("What came in")
    counted.choose("ref")
    counted.go_to("Adult")
    counted.type("Ren O'Sullivan")
    counted.take(_known_is_shown(qtbot, window, "Wren Ó Súilleabháin"))
    counted.go_to("Setting")
    counted.type("Northgate")
    counted.take(_known_is_shown(qtbot, window, "Northgate Nursery"))
    counted.press("Ctrl+T")
    counted.type(SAID)
    counted.press("Ctrl+S")


def _advise(counted: Counted) -> str:
    """Decide, with the advice given. Returns the e-mail as it was copied."""
    counted.press("Ctrl+D")
    assert counted.name == "Decision, needed"
    counted.choose("con")
    counted.go_to("Why")
    counted.type(WHY)
    counted.press("Tab")
    counted.type(ADVICE)
    counted.press("Ctrl+Return")
    counted.press("Ctrl+Shift+E")
    return QGuiApplication.clipboard().text()


def _log_another(counted: Counted) -> None:
    counted.press("Ctrl+Shift+N")
    assert counted.name == "Adult"
    counted.type("Marisol Quint")
    counted.arrow_to("Add a new person: Marisol Quint")
    counted.press("Return")
    counted.press("Ctrl+Return")
    assert counted.name == "Adult", "added, and picked"
    counted.press("Ctrl+Return")


def test_a_call_about_a_known_adult_and_another_ends_as_an_email_in_forty_keys(
    qtbot: QtBot,
    window: Window,
    counted: Counted,
    known: Contact,
    shift: Shift,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _log(qtbot, window, counted)
    first = _file(window, shift).contact
    assert first.id != known.id
    assert (first.adult_id, first.setting_id) == (known.adult_id, known.setting_id)
    assert first.summary == f"09:05 {SAID}"
    assert (first.source, first.intake, first.method) == ("early_years", "referral", "duty_phone")
    assert known.reference in (first.history_note or ""), "what was found is on record"

    email = _advise(counted)
    assert email.startswith(f"To: imogen@northgate.example\nSubject: {first.reference}: advice")
    assert ADVICE in email
    QGuiApplication.clipboard().clear()

    _log_another(counted)
    qtbot.waitUntil(lambda: _page(window).id != first.id)
    second = _file(window, shift)
    assert second.who == "Marisol Quint"
    assert [line.id for line in second.incident] == [first.id]
    assert second.contact.summary == first.summary
    assert second.decision is None, "the advice was about the first"

    with capsys.disabled():
        said = f"A telephone contact: {counted.pressed} keys beside prose and names, of {MOST}"
        sys.stdout.write(f"\n{said}\n")
    assert counted.pressed <= MOST
