"""A contact that comes in by telephone: what is known is shown beside what is typed."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.lists.listing import Query
from lado_desktop.casework.lists.listing import page as rows_of
from lado_desktop.casework.lists.lists import CONTACTS
from lado_desktop.casework.people import organisations
from lado_desktop.casework.sent.proposed_contact import propose
from lado_desktop.casework.sent.read_file import ReadFile
from lado_desktop.casework.today import drafts
from lado_desktop.casework.undoing.undo import undoable
from lado_desktop.domain.kinds.contact import CONTACT_FORM, Contact
from tests.looked_up import look_up
from tests.ui.record_pages import shown, type_into
from ui.contact.call import CALL_FORM
from ui.contact.missing import Missing
from ui.contact.sector_offer import OFFERED
from ui.desk import Desk
from ui.forms.field_row import FieldRow
from ui.pages.contact import ContactPage
from ui.parts.adding import NewRecord
from ui.records.record_document import record_document
from ui.route import Place


@pytest.fixture
def known(log: Callable[..., Contact]) -> Contact:
    """A contact of last Friday about Wren Ó Súilleabháin of Northgate Nursery."""
    return log()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> ContactPage:
    return shown(qtbot, ContactPage(desk, Place("contact")))


def _looked(page: ContactPage) -> list[str]:
    """The titles of what was found, once all of what was typed has been looked for."""
    known = page.call.known
    look_up(page)
    assert known.said.text().startswith("Searched")
    return [card.title.text() for card in known.cards if card.isVisible()]


def _logged(desk: Desk) -> Contact:
    newest = max(rows_of(desk.shift, CONTACTS, Query()).rows, key=lambda row: row.id)
    return open_contact(desk.shift, newest.id).contact


def test_every_field_of_a_contact_is_asked_once_and_the_call_begins_with_who_rings() -> None:
    assert sorted(CALL_FORM.names) == sorted(CONTACT_FORM.names)
    assert CALL_FORM.names[0] == "caller_id"
    assert CALL_FORM.name == CONTACT_FORM.name, "its drafts are those of a contact"


def test_a_name_that_sounds_alike_shows_who_is_known_and_why(
    qtbot: QtBot, known: Contact, page: ContactPage
) -> None:
    type_into(page.call.form, "adult_id", "Ren O'Sullivan")
    assert _looked(page) == ["Wren Ó Súilleabháin"]
    card = page.call.known.cards[0]
    assert card.why.text()
    assert card.references[0].text() == known.reference
    assert "Northgate Nursery" in card.lines[0].text()
    assert "To be decided" in card.lines[0].text()


def test_alt_and_a_number_take_the_adult_while_the_list_under_the_field_is_open(
    qtbot: QtBot, known: Contact, page: ContactPage
) -> None:
    type_into(page.call.form, "adult_id", "Wren")
    assert _looked(page)
    popup = page.call.form.editor("adult_id").popup  # type: ignore[attr-defined] # a picker
    QTest.keyClick(popup, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert page.call.form.editor("adult_id").value() == known.adult_id
    assert page.call.form.editor("adult_id").control.hasFocus()
    assert _looked(page)
    assert page.call.known.cards[0].take.text() == "Picked"


def test_a_number_that_is_out_of_sight_is_shown_before_it_takes_anybody(
    qtbot: QtBot, known: Contact, page: ContactPage
) -> None:
    page.resize(520, 400)
    qtbot.waitUntil(lambda: not page.beside.scrolled.isVisible())
    type_into(page.call.form, "adult_id", "Wren")
    assert _looked(page)
    editor, card = page.call.form.editor("adult_id"), page.call.known.cards[0]
    popup = editor.popup  # type: ignore[attr-defined] # a picker
    qtbot.waitUntil(popup.isVisible)

    def alt_1(widget: QWidget) -> None:
        QTest.keyClick(widget, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)

    alt_1(popup)
    assert editor.typed() == "Wren", "nobody is taken unseen"
    assert not popup.isVisible(), "nor under the list"
    assert card.take.visibleRegion().boundingRect() == card.take.rect()
    assert editor.control.hasFocus()
    assert page.desk.notices.words.startswith("Press Alt+1 again")
    alt_1(page)
    assert editor.value() == known.adult_id
    assert page.desk.notices.words == ""


def test_a_call_that_is_discarded_leaves_no_link_and_no_look_and_the_next_has_its_day(
    qtbot: QtBot, desk: Desk, known: Contact, page: ContactPage
) -> None:
    type_into(page.call.form, "adult_id", "Wren")
    assert _looked(page)
    page.call.known.links.append(known.id)
    page.call.form.editor("received_on").show_value(None)
    page.call.form.discard()
    assert page.call.known.links == []
    assert not any(card.isVisible() for card in page.call.known.cards)
    assert page.call.known.said.text().startswith("Type a name")
    assert page.call.form.editor("received_on").value() == desk.shift.today
    assert page.call.form.editor("method").value() == "duty_phone"


def test_that_nothing_was_found_is_noted_and_the_result_is_left_to_the_officer(
    qtbot: QtBot, desk: Desk, known: Contact, page: ContactPage
) -> None:
    type_into(page.call.form, "described_as", "A minibus driver called Osgood")
    assert _looked(page) == []
    assert page.call.known.said.text().endswith(": no match found")
    page.call.form.editor("intake").show_value("enquiry")
    assert page.save()
    contact = _logged(desk)
    assert contact.history_result is None
    note = contact.history_note or ""
    assert "09:05 for A minibus driver called Osgood. " in note
    assert note.endswith(" No match found.")


def _add(qtbot: QtBot, page: ContactPage, field: str, name: str) -> None:
    """Add what the list under a field does not know, by its last line."""
    editor = page.call.form.editor(field)
    type_into(page.call.form, field, name)
    look_up(page)
    popup = editor.popup  # type: ignore[attr-defined] # a picker
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Up)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    (asked,) = page.findChildren(NewRecord)
    asked.accept()
    qtbot.waitUntil(lambda: isinstance(editor.typed(), list))


def test_who_was_added_in_the_call_was_not_known_before_it(
    qtbot: QtBot, desk: Desk, page: ContactPage
) -> None:
    _add(qtbot, page, "adult_id", "Mohammed Ali")
    _add(qtbot, page, "setting_id", "Oakfield Primary School")
    assert _looked(page) == ["Mohammed Ali", "Oakfield Primary School"]
    assert page.call.known.cards[0].why.text() == "Added during this call"
    heading = "Searched at 09:05 for Mohammed Ali, Oakfield Primary School: no match found"
    assert page.call.known.said.text() == heading

    page.keep()
    again = shown(qtbot, ContactPage(desk, Place("contact")))
    assert _looked(again)
    assert again.call.known.said.text() == heading, "nor after the call was cut short"

    page.call.form.editor("intake").show_value("referral")
    assert page.another is not None
    other = shown(qtbot, ContactPage(desk, page.another))
    type_into(other.call.form, "setting_id", "Oakfield")
    assert _looked(other)
    assert other.call.known.said.text().endswith("for Oakfield: no match found"), "the same call"

    assert page.save()
    note = _logged(desk).history_note or ""
    assert note.endswith(" No match found.")
    printed = _text_of(desk, _logged(desk))
    assert "No match found." in printed
    assert "Nothing known" not in printed


def _text_of(desk: Desk, contact: Contact) -> str:
    """The words of the case summary that is printed."""
    content = record_document(desk.shift, "case", contact.id, contact.reference).draw()
    with pypdfium2.PdfDocument(content) as document:
        return " ".join(
            word for each in document for word in each.get_textpage().get_text_bounded().split()
        )


def test_what_is_found_is_named_in_the_note_and_the_result_is_left_to_the_officer(
    qtbot: QtBot, desk: Desk, known: Contact, page: ContactPage
) -> None:
    type_into(page.call.form, "adult_id", "Wren")
    assert _looked(page)
    page.call.known.take(1)
    page.call.form.editor("intake").show_value("referral")
    assert page.save()
    contact = _logged(desk)
    assert contact.adult_id == known.adult_id
    assert contact.history_result is None
    assert known.reference in (contact.history_note or "")


def test_a_contact_about_nobody_named_is_linked_by_one_key(
    qtbot: QtBot, desk: Desk, log: Callable[..., Contact], page: ContactPage
) -> None:
    nameless = log(adult_id=None, described_as="A coach called Bartram", summary=None)
    type_into(page.call.form, "described_as", "Bartram")
    titles = _looked(page)
    assert titles == [f"{nameless.reference}  A coach called Bartram"]
    page.call.known.take(1)
    assert page.call.known.cards[0].take.text() == "Linked (Alt+1)"
    page.call.form.editor("intake").show_value("referral")
    assert page.save()
    logged = _logged(desk)
    assert logged.incident_id is not None
    assert open_contact(desk.shift, nameless.id).contact.incident_id == logged.incident_id


def test_a_link_that_cannot_be_made_keeps_the_contact_from_being_half_logged(
    desk: Desk, log: Callable[..., Contact], page: ContactPage
) -> None:
    for _ in range(2):
        one, other = log(adult_id=None, described_as="A coach"), log()
        contacts.link_incident(desk.shift, one.id, other.id)
        page.call.known.links.append(one.id)
    type_into(page.call.form, "described_as", "A driver")
    page.call.form.editor("intake").show_value("referral")
    newest = _logged(desk)
    assert not page.save()
    assert _logged(desk).id == newest.id, "nothing is logged"
    assert page.call.form.is_edited
    page.call.known.links.pop()
    assert page.save()
    assert undoable(desk.shift)[0].act == "Log contact", "one act, with its link"


def test_what_a_file_proposes_takes_the_place_of_nothing_typed(page: ContactPage) -> None:
    time, method = (page.call.form.editor(name) for name in ("received_time", "method"))
    time.show_value("10:15")
    time.edited.emit()
    read = ReadFile(
        "E-mail", "It was a bad lift.", sent_at=datetime(2026, 11, 20, 14, 5, tzinfo=UTC)
    )
    page.call.take_proposed(propose(page.desk.shift, read))
    assert (time.value(), method.value()) == ("10:15", "mailbox")


def test_a_file_that_does_not_say_how_and_when_it_came_leaves_both_empty(
    page: ContactPage,
) -> None:
    page.call.take_proposed(propose(page.desk.shift, ReadFile("PDF", "It was a bad lift.")))
    form = page.call.form
    assert form.editor("received_time").value() is None
    assert form.editor("method").value() is None
    assert form.editor("received_on").value() == page.desk.shift.today


def test_a_reference_typed_as_a_name_finds_its_contact(
    qtbot: QtBot, known: Contact, page: ContactPage
) -> None:
    type_into(page.call.form, "described_as", known.reference)
    assert _looked(page) == [f"{known.reference}  Ó Súilleabháin, Wren"]
    assert page.call.known.cards[0].why.text() == "Same reference"


def _places(missing: Missing) -> list[QRect]:
    return [each.geometry() for each in missing.words.values() if each.isVisible()]


def test_what_matters_and_is_missing_is_reported_in_words_and_leads_to_its_field(
    page: ContactPage,
) -> None:
    missing = page.call.missing
    assert missing.said.text() == "Still missing"
    type_into(page.call.form, "adult_id", "Wren")
    look_up(page)
    popup = page.call.form.editor("adult_id").popup  # type: ignore[attr-defined] # a picker
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert "adult_id" in missing.names, "typed, but not picked yet"
    places = _places(missing)
    type_into(page.call.form, "described_as", "A coach")
    assert "adult_id" not in missing.names, "of a pair one is enough"
    assert missing.words["adult_id"].accessibleName().startswith("Filled in: ")
    assert _places(missing) == places, "a word that moves is pressed for another"
    missing.words["summary"].click()
    assert page.call.form.editor("summary").control.hasFocus()


def test_the_sector_of_a_setting_is_offered_where_none_is_chosen(
    desk: Desk, page: ContactPage
) -> None:
    def picked(sector: str) -> None:
        made = organisations.add(desk.shift, {"name": f"The {sector}", "sector": sector})
        setting.show_value(made.id)
        setting.edited.emit()

    setting, sector = (page.call.form.editor(name) for name in ("setting_id", "sector"))
    row = sector.parentWidget()
    assert isinstance(row, FieldRow)
    picked("ey.nursery")
    assert sector.value() == "ey.nursery"
    assert row.changed.text() == OFFERED
    picked("police")
    assert sector.value() == "police", "what was only offered follows the setting"
    sector.show_value("health")
    sector.edited.emit()
    assert row.changed.text() == ""
    picked("ey.nursery")
    assert sector.value() == "health", "what the officer chose is left alone"


def test_nothing_is_disabled_before_anything_is_typed(page: ContactPage) -> None:
    assert page.save_act.isEnabled()
    assert all(page.call.form.editor(name).isEnabled() for name in CALL_FORM.names)


def test_a_key_puts_the_time_into_the_notes(page: ContactPage) -> None:
    page.time_act.trigger()
    notes = page.call.form.editor("summary")
    assert notes.control.hasFocus()
    QTest.keyClicks(notes.control, "She saw it herself.")
    page.time_act.trigger()
    assert notes.value() == "09:05 She saw it herself.\n09:05 "


def test_a_call_cut_short_is_found_again(qtbot: QtBot, desk: Desk, page: ContactPage) -> None:
    type_into(page.call.form, "described_as", "A coach called Bartram")
    page.keep()
    kept = drafts.saved_values(desk.shift, "contact", None) or {}
    assert kept["described_as"] == "A coach called Bartram"
    again = shown(qtbot, ContactPage(desk, Place("contact")))
    assert again.call.form.editor("described_as").value() == "A coach called Bartram"
    assert _looked(again) == [], "and looked for again"
    assert again.call.form.editor("received_on").value() == date(2026, 11, 23)


@pytest.mark.parametrize("width, beside", [(1060, True), (520, False)])
def test_what_is_known_is_at_the_right_where_there_is_room_and_under_the_names_where_not(
    qtbot: QtBot, page: ContactPage, width: int, beside: bool
) -> None:
    page.resize(width, 700)
    panel, form = page.beside.panel, page.call.form
    qtbot.waitUntil(lambda: page.beside.scrolled.isVisible() is beside)
    assert panel.isVisible()
    assert form.isAncestorOf(panel) is not beside
    if not beside:
        above = form.editor("setting_id").control

        def top(widget: QWidget) -> int:
            return widget.mapTo(page, QPoint()).y()

        qtbot.waitUntil(lambda: top(panel) > top(above))


def test_settings_do_not_crowd_out_the_people(
    qtbot: QtBot, desk: Desk, known: Contact, page: ContactPage
) -> None:
    for number in range(8):
        organisations.add(desk.shift, {"name": f"Northgate Centre {number}"})
    type_into(page.call.form, "adult_id", "Ren O'Sullivan")
    type_into(page.call.form, "setting_id", "Northgate")
    qtbot.waitUntil(lambda: "Northgate: " in page.call.known.said.text())
    titles = _looked(page)
    assert len(titles) == 5
    assert titles[0] == "Wren Ó Súilleabháin"
