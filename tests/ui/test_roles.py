"""What is not an officer's to do is shown in the window, grey and with the reason in words."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import restrictions
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.officer import Officer
from ui.desk import Desk
from ui.look.theme import Theme
from ui.pages.contact import ContactPage
from ui.pages.contacts import ContactsPage
from ui.pages.meeting import MeetingPage
from ui.pages.settings import SettingsPage
from ui.records.restriction_asked import RestrictionAsked
from ui.route import Place
from ui.window.menus import commands_of
from ui.window.window import Window

Log = Callable[..., Contact]


def _in_role(desk: Desk, role: str) -> Desk:
    own = desk.shift.officer
    officer = Officer(id=own.id, name=own.name, role=role)
    return replace(desk, shift=replace(desk.shift, officer=officer))


def test_an_auditor_reads_every_field_and_the_head_says_why(
    qtbot: QtBot, desk: Desk, allegation: Contact
) -> None:
    auditing = _in_role(desk, "auditor")
    page = ContactPage(auditing, Place("contact", allegation.id))
    qtbot.addWidget(page)
    page.show()
    assert page.head.limits.isVisible()
    assert page.head.limits.text() == (
        "You read here and change nothing: that is your role, Auditor (reads only)."
    )
    form = page.concern.form
    form.set_read_only(False)
    assert form.editor("summary").isHidden()
    assert not page.save_act.isEnabled()
    # Each letter within its menu is grey.
    reading = {"Cop&y advice as e-mail", "Ne&xt part", "&Write a letter"}
    assert {act.text() for act in page.acts() if act.isEnabled()} <= reading
    assert page.decide_act.toolTip().endswith("It is done by: LADO or Cover for the LADO.")
    assert not page.work.plan.isEnabled()
    assert not page.work.action_list.add.isEnabled()
    listed = ContactsPage(auditing, Place("contacts"))
    qtbot.addWidget(listed)
    assert listed.primary_button is not None
    assert not listed.primary_button.isEnabled()
    planned = MeetingPage(auditing, Place("meeting"))
    qtbot.addWidget(planned)
    assert not planned.save_act.isEnabled()


def test_business_support_works_on_a_case_and_does_not_decide_it(
    qtbot: QtBot, desk: Desk, log: Log
) -> None:
    page = ContactPage(_in_role(desk, "business_support"), Place("contact", log().id))
    qtbot.addWidget(page)
    assert page.save_act.isEnabled()
    assert page.action_act.isEnabled()
    assert not page.decide_act.isEnabled()
    assert not page.decision.decide.isEnabled()
    assert not page.restricting.restrict.isEnabled()
    assert "deciding contacts" in page.head.limits.text()


def test_a_contact_is_restricted_on_its_page_and_the_page_says_to_whom(
    qtbot: QtBot, desk: Desk, log: Log
) -> None:
    contact = log()
    page = ContactPage(desk, Place("contact", contact.id))
    qtbot.addWidget(page)
    page.restricting.restrict.trigger()
    asked = page.findChild(RestrictionAsked)
    assert asked is not None
    asked.accept()
    assert "Why it is restricted is needed" in asked.problem.text()
    asked.reason.setPlainText("A colleague")
    asked.accept()
    assert page.file is not None
    assert "Restricted: seen by Ottilie Marsh only" in page.head.about
    page.restricting.restrict.trigger()
    again = page.findChildren(RestrictionAsked)[-1]
    assert again.reason.toPlainText() == "A colleague"
    again.reject()
    restrictions.lift(desk.shift, contact.id)
    page.look()
    assert "Restricted" not in page.head.about


@pytest.mark.parametrize("known", ["restricted", "besides"])
def test_while_a_name_is_typed_the_window_says_to_whom_to_speak(
    qtbot: QtBot, desk: Desk, log: Log, known: str
) -> None:
    first = log()
    mine = open_contact(desk.shift, first.id)
    with desk.shift.act("officer.add_all") as session:
        colleague = Officer(name="Ambrose Teale", role="lado")
        session.add(colleague)
    if known == "besides":
        log()
    restrictions.restrict(desk.shift, first.id, [colleague.id], "A colleague")
    page = ContactPage(desk, Place("contact"))
    qtbot.addWidget(page)
    page.show()
    page.call.form.editor("adult_id").show_typed(mine.who)
    panel = page.call.known
    panel.begin()
    qtbot.waitUntil(lambda: any(card.isVisible() for card in panel.cards))
    card = panel.cards[0]
    if known == "restricted":
        assert card.title.text() == "There is a restricted record"
        assert card.why.text() == "Speak to Ambrose Teale"
        assert not card.take.isVisible()
    else:
        assert card.more.text() == "1 more contact is restricted: speak to Ambrose Teale"
    panel.rest()


def test_the_menu_and_the_settings_say_what_is_not_ones_own(
    qtbot: QtBot, window: Window, desk: Desk, theme: Theme
) -> None:
    auditing = _in_role(desk, "auditor")
    auditors = Window(
        auditing.shift, window.desk.worker, theme, window.preferences, lock=lambda: None
    )
    qtbot.addWidget(auditors)
    grey = {each.words for each in commands_of(auditors) if not each.action.isEnabled()}
    assert {"New contact", "Plan a meeting", "Print"} <= grey
    settings = SettingsPage(auditing, Place("settings"))
    qtbot.addWidget(settings)
    assert not settings.service.save_it.isEnabled()
    assert not settings.lists.up.isEnabled()
