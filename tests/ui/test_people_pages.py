"""The pages of adults, professionals and organisations."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.people import adults, organisations, professionals
from lado_desktop.domain.kinds.contact import Contact
from tests.waiting import in_front
from ui.alerts import Question
from ui.desk import Desk
from ui.editors.link_editor import LinkEditor
from ui.look.theme import Mode, Theme
from ui.page import Page
from ui.pages.adult import AdultPage
from ui.pages.organisation import OrganisationPage
from ui.pages.professional import ProfessionalPage
from ui.parts.adding import NewRecord, name_parts
from ui.route import Place

P = TypeVar("P", bound=Page)
Made = Callable[[type[P], Place], P]


@pytest.fixture
def contact(desk: Desk) -> Contact:
    adult = adults.add(desk.shift, {"given_names": "Tom", "family_name": "Łukaszewicz"})
    school = organisations.add(desk.shift, {"name": "Larkspur School"})
    head = professionals.add(desk.shift, {"name": "Imogen Achterberg"})
    return contacts.log(
        desk.shift,
        {
            "received_on": date(2026, 11, 20),
            "intake": "referral",
            "adult_id": adult.id,
            "setting_id": school.id,
            "caller_id": head.id,
        },
    )


def test_an_adult_is_shown_with_every_contact_and_enter_opens_one(
    show: Made[AdultPage], contact: Contact, opened: list[tuple[str, UUID]]
) -> None:
    page = show(AdultPage, Place("adult", contact.adult_id))
    assert page.head.title.text() == "Tom Łukaszewicz"
    assert page.called == "Person", "a window's title names nobody"
    page.contacts.table.opened.emit(0)
    assert opened == [("contact", contact.id)]


def test_a_changed_family_name_is_kept_among_the_former_ones(
    show: Made[AdultPage], contact: Contact
) -> None:
    page = show(AdultPage, Place("adult", contact.adult_id))
    page.form.form.editor("family_name").show_value("Szymborski")
    assert page.save()
    assert page.head.title.text() == "Tom Szymborski"
    assert "formerly Łukaszewicz" in page.head.about


def test_a_role_held_is_added_in_the_page(
    show: Made[AdultPage], contact: Contact, desk: Desk
) -> None:
    page = show(AdultPage, Place("adult", contact.adult_id))
    page.roles.add.click()
    assert page.roles.slot.entry is not None
    QTest.keyClicks(page.roles.slot.entry.view.editor("note").control, "Scout leader")
    assert page.save()
    assert contact.adult_id is not None
    assert [role.note for role in adults.open_adult(desk.shift, contact.adult_id).roles] == [
        "Scout leader"
    ]


def test_a_new_person_needs_a_family_name_and_gets_a_page(
    show: Made[AdultPage], qtbot: QtBot
) -> None:
    page = show(AdultPage, Place("adult"))
    QTest.keyClicks(page.form.form.editor("given_names").control, "Ana")
    assert not page.save()
    assert page.form.form.rows["family_name"].problem.text() == "Family name is needed."
    QTest.keyClicks(page.form.form.editor("family_name").control, "Ferreira")
    with qtbot.waitSignal(page.going) as gone:
        assert page.save()
    assert gone.args[0].noun == "adult"


@pytest.mark.parametrize(
    "kind, link, title",
    [
        (ProfessionalPage, "caller_id", "Imogen Achterberg"),
        (OrganisationPage, "setting_id", "Larkspur School"),
    ],
)
def test_a_professional_and_an_organisation_are_shown_with_their_contacts(
    show: Made[ProfessionalPage],
    contact: Contact,
    kind: type[ProfessionalPage],
    link: str,
    title: str,
) -> None:
    page = show(kind, Place(kind.noun, getattr(contact, link)))
    assert page.head.title.text() == title
    assert page.contacts.table.rowCount() == 1
    page.form.form.editor("telephone").show_value("020 7946 0000")
    assert page.save()
    assert page.form.form.editor("telephone").typed() == "020 7946 0000"


@pytest.mark.parametrize(
    "typed, given, family",
    [
        ("Ana Ferreira", "Ana", "Ferreira"),
        ("Ferreira, Ana Maria", "Ana Maria", "Ferreira"),
        ("  Ó Súilleabháin ", "Ó", "Súilleabháin"),
        ("Nguyễn", "", "Nguyễn"),
    ],
)
def test_a_name_is_split_as_it_was_typed(typed: str, given: str, family: str) -> None:
    assert name_parts(typed) == {"given_names": given, "family_name": family}


def test_the_form_of_a_new_record_scrolls_on_a_low_screen_and_is_not_squeezed(
    desk: Desk, qtbot: QtBot, theme: Theme
) -> None:
    theme.apply(Mode.LIGHT, 200)
    try:
        page = AdultPage(desk, Place("adult"))
        qtbot.addWidget(page)
        asked = NewRecord(desk, page, "professional", "", lambda _: None)
        asked.open()
        qtbot.waitExposed(asked)
        assert asked.height() < asked.screen().availableGeometry().height()
        email = asked.form.editor("email").control
        assert email.height() >= email.sizeHint().height()
    finally:
        theme.apply(Mode.LIGHT, 100)


def test_a_record_added_in_place_is_handed_back(desk: Desk, qtbot: QtBot) -> None:
    page = AdultPage(desk, Place("adult"))
    qtbot.addWidget(page)
    chosen: list[UUID] = []
    asked = NewRecord(desk, page, "organisation", "", chosen.append)
    asked.open()
    asked.yes.click()
    assert asked.form.rows["name"].problem.text() == "Name is needed."
    QTest.keyClicks(asked.form.editor("name").control, "Oak Lodge")
    asked.yes.click()
    assert organisations.get(desk.shift, chosen[0]).name == "Oak Lodge"


def test_a_new_professional_is_typed_from_field_to_field_and_not_left_without_a_question(
    desk: Desk, qtbot: QtBot, opened: list[tuple[str, UUID]]
) -> None:
    school = organisations.add(desk.shift, {"name": "Oak Lodge School"})
    page = AdultPage(desk, Place("adult"))
    qtbot.addWidget(page)
    asked = NewRecord(desk, page, "professional", "Imogen Achterberg", lambda _: None)
    asked.open()
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert not asked.isVisible(), "nothing was typed yet"

    asked = NewRecord(desk, page, "professional", "Imogen Achterberg", lambda _: None)
    asked.open()
    in_front(asked)
    place = asked.form.editor("organisation_id")
    assert isinstance(place, LinkEditor)
    place.choose(school.id)
    assert not place.open_button.isVisible(), "it would lead away from what is typed here"
    QTest.keyClick(place.line, Qt.Key.Key_Tab)
    QTest.keyClicks(asked.focusWidget(), " 020 7946 0999")
    assert asked.form.values()["telephone"].strip() == "020 7946 0999"
    assert asked.form.values()["organisation_id"] == school.id
    QTest.keyClicks(asked.form.editor("email").control, "she rings back")
    asked.yes.click()
    assert "name@school.example" in asked.form.rows["email"].problem.text()

    QTest.keyClick(asked, Qt.Key.Key_Escape)
    question = asked.findChildren(Question)[0]
    question.no.click()
    assert asked.isVisible()
    asked.no.click()
    asked.findChildren(Question)[-1].yes.click()
    assert not asked.isVisible()
    assert opened == []
