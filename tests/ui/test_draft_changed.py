"""A draft of a record that was changed since: said beside each field, not overwritten unseen."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.meetings import actions
from lado_desktop.casework.today import drafts
from lado_desktop.domain.kinds.contact import Contact
from tests.ui.record_pages import shown, type_into
from ui.desk import Desk
from ui.pages.contact import ContactPage
from ui.route import Place


@pytest.fixture
def contact(log: Callable[..., Contact]) -> Contact:
    return log(place="The hall", summary="He pulled her.")


def _open(qtbot: QtBot, desk: Desk, contact: Contact) -> ContactPage:
    return shown(qtbot, ContactPage(desk, Place("contact", contact.id)))


def _said(page: ContactPage, name: str) -> str:
    row = page.concern.form.rows[name]
    return row.changed.text() if row.changed.isVisible() else ""


def _type_and_leave(qtbot: QtBot, desk: Desk, contact: Contact) -> None:
    page = _open(qtbot, desk, contact)
    page.concern.form.editor("place").show_typed("The hall on Friday")
    page.concern.form.editor("place").edited.emit()
    type_into(page.concern.form, "summary", "Twice. ")
    page.keep()
    page.is_open = False
    page.close()


def _amend(desk: Desk, contact: Contact, **values: object) -> None:
    version = open_contact(desk.shift, contact.id).contact.version
    contacts.amend(desk.shift, contact.id, version, values)


def test_each_field_that_changed_since_says_what_it_says_now(
    qtbot: QtBot, desk: Desk, contact: Contact
) -> None:
    _type_and_leave(qtbot, desk, contact)
    _amend(desk, contact, place="The gym", category="neglect")
    page = _open(qtbot, desk, contact)
    assert "It now says “The gym”" in _said(page, "place")
    assert _said(page, "summary") == "", "nobody changed that"
    assert _said(page, "category") == "", "nobody typed there: it shows what is new"
    control = page.concern.form.editor("place").control
    assert "It now says" in control.accessibleDescription()
    assert page.concern.form.changes() == {
        "place": "The hall on Friday",
        "summary": "Twice. He pulled her.",
    }
    assert page.save()
    assert _said(page, "place") == ""
    assert open_contact(desk.shift, contact.id).contact.place == "The hall on Friday"


def test_it_is_said_until_it_is_saved_or_let_go(qtbot: QtBot, desk: Desk, contact: Contact) -> None:
    _type_and_leave(qtbot, desk, contact)
    _amend(desk, contact, place=None)
    page = _open(qtbot, desk, contact)
    assert _said(page, "place").startswith("Emptied by a later change")
    type_into(page.concern.form, "place", "!")
    page.keep()
    again = _open(qtbot, desk, contact)
    assert _said(again, "place").startswith("Emptied by a later change")
    again.concern.form.discard()
    assert _said(again, "place") == ""
    assert again.concern.form.editor("place").value() is None


def test_a_record_that_says_the_same_as_when_typing_began_says_nothing(
    qtbot: QtBot, desk: Desk, contact: Contact
) -> None:
    _type_and_leave(qtbot, desk, contact)
    page = _open(qtbot, desk, contact)
    assert _said(page, "place") == ""
    assert page.concern.form.changes()["place"] == "The hall on Friday"


def test_a_change_made_while_somebody_types_is_reported_at_once(
    qtbot: QtBot, desk: Desk, contact: Contact
) -> None:
    page = _open(qtbot, desk, contact)
    type_into(page.concern.form, "place", "On Friday. ")
    _amend(desk, contact, place="The gym")
    desk.changes.saved.emit("contact", contact.id)
    assert "It now says “The gym”" in _said(page, "place")


def test_a_draft_that_does_not_say_what_it_began_from_begins_from_the_record_as_found(
    qtbot: QtBot, desk: Desk, contact: Contact
) -> None:
    drafts.save(desk.shift, "contact", contact.id, {"place": "The yard"})
    page = _open(qtbot, desk, contact)
    assert _said(page, "place") == ""
    assert page.concern.form.changes() == {"place": "The yard"}
    _amend(desk, contact, place="The gym")
    desk.changes.saved.emit("contact", contact.id)
    assert "It now says “The gym”" in _said(page, "place")


def test_a_row_that_changed_while_half_changed_says_so_too(
    qtbot: QtBot, desk: Desk, contact: Contact
) -> None:
    action = actions.add(desk.shift, contact.id, {"text": "Ring the school"})
    page = _open(qtbot, desk, contact)
    page.show_part(page.work)
    page.work.action_list.begin_changing(action)
    entry = page.work.action_list.slot.entry
    assert entry is not None
    type_into(entry.view, "agency", "School")
    page.keep()
    page.is_open = False
    actions.amend(desk.shift, action.id, action.version, {"agency": "Police"})
    again = _open(qtbot, desk, contact)
    again.show_part(again.work)
    entry = again.work.action_list.slot.entry
    assert entry is not None, "the half changed row is open again"
    assert "It now says “Police”" in entry.view.rows["agency"].changed.text()
