from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import decisions
from lado_desktop.domain.kinds.contact import Contact
from ui.page import Printable
from ui.pages.contact import ContactPage
from ui.route import Place
from ui.window.menus import commands_of
from ui.window.window import Window


def test_a_letter_is_previewed_from_the_contacts_menu(
    qtbot: QtBot, window: Window, allegation: Contact
) -> None:
    decisions.decide(
        window.desk.shift,
        allegation.id,
        {"outcome": "met_meeting", "rationale": "The child was hurt.", "advice": "Wait."},
    )
    window.go(Place("contact", allegation.id))
    assert isinstance(window.page, ContactPage)
    lines = {each.words: each for each in commands_of(window) if "Write a letter" in each.menu}
    assert list(lines) == [
        "Advice to the caller", "Outcome to the employer", "To the adult: concluded",
    ]  # fmt: skip
    with qtbot.waitSignal(window.page.printing) as printing:
        lines["Advice to the caller"].action.trigger()
    assert printing.args is not None
    letter = printing.args[0]
    assert isinstance(letter, Printable)
    assert letter.file_name == "2627-0001-advice.pdf"
    assert letter.draw().startswith(b"%PDF")
    lines["Outcome to the employer"].action.trigger()
    qtbot.waitUntil(lambda: "No finding is recorded yet" in window.notices.words)
