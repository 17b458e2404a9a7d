"""A form returns what differs, drafts what is typed, and shows a problem at its field."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from lado_desktop.casework.contacts import contact_file, contacts
from lado_desktop.casework.today import drafts
from lado_desktop.domain.fields.field import Field
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.kinds.contact import CONTACT_FORM, Contact
from lado_desktop.domain.problem import Problem, Refused
from tests.waiting import in_front
from ui.alerts import Question
from ui.desk import Desk
from ui.editors.choice_editor import ChoiceEditor
from ui.editors.custom import Custom
from ui.editors.text_editors import LineEditor
from ui.editors.tick_editors import ChoicesEditor
from ui.forms.form_view import FormView
from ui.forms.scrolled import Scrolled
from ui.forms.section_view import SectionView

VALUES = {
    "received_on": date(2026, 11, 20),
    "intake": "referral",
    "summary": "A child was pulled by the arm.",
    "child_status": ["cin"],
}
STAGED = Form(
    "staged",
    Section("First", Contact.intake),
    Section("Only for a referral", Contact.place, shown_when={"intake": ("referral",)}),
)

GROWING = Form(
    "growing",
    Section("First", Contact.described_as, Contact.further_categories, Contact.intake),
    Section(
        "Only for a check",
        Contact.check_kind,
        Contact.answered_on,
        Contact.setting_id,
        shown_when={"intake": ("check",)},
    ),
    Section("Last", Contact.place),
)


def _choose_first(form: FormView, name: str) -> None:
    """Choose the first code of a list."""
    editor = form.editor(name)
    assert isinstance(editor, ChoiceEditor)
    editor.fill()
    editor.combo.setCurrentIndex(1)


class Page(Scrolled):
    """A form in a window, wide enough for two columns."""

    def __init__(self, form: FormView) -> None:
        super().__init__(form)
        self.form = form
        self.resize(1100, 700)
        self.show()
        in_front(self)
        form.begin()


def _open(qtbot: QtBot, desk: Desk, values: Any = None, **options: Any) -> Page:
    page = Page(FormView(desk, options.pop("form", CONTACT_FORM), values=values, **options))
    qtbot.addWidget(page)
    return page


def _type(form: FormView, name: str, text: str) -> None:
    control = form.editor(name).control
    control.setFocus()
    QTest.keyClicks(control, text)


def test_changes_are_only_what_differs_from_what_was_shown(qtbot: QtBot, desk: Desk) -> None:
    page = _open(qtbot, desk, VALUES)
    assert page.form.changes() == {}
    _type(page.form, "place", "Corridor")
    assert page.form.changes() == {"place": "Corridor"}
    assert page.form.values()["received_on"] == date(2026, 11, 20)
    page.form.editor("place").show_value(None)
    assert page.form.changes() == {}


def test_a_saved_contact_is_shown_and_its_changes_are_taken_by_the_act(
    qtbot: QtBot, desk: Desk
) -> None:
    contact = contacts.log(desk.shift, VALUES)
    shown = contact_file.open_contact(desk.shift, contact.id).contact
    page = _open(qtbot, desk, shown, target_id=contact.id)
    assert page.form.changes() == {}
    _type(page.form, "place", "Hall")
    page.form.editor("child_status").show_value(["cp_plan"])
    amended = contacts.amend(desk.shift, contact.id, shown.version, page.form.changes())
    page.form.saved()
    assert amended.place == "Hall"
    assert page.form.changes() == {}
    assert contact_file.open_contact(desk.shift, contact.id).contact.child_status == ["cp_plan"]


def test_what_cannot_be_read_is_refused_beside_its_field_and_stays_as_typed(
    qtbot: QtBot, desk: Desk
) -> None:
    page = _open(qtbot, desk, VALUES)
    _type(page.form, "employer_aware_on", "32/13")
    with pytest.raises(Refused) as refused:
        page.form.changes()
    assert [problem.field for problem in refused.value.problems] == ["employer_aware_on"]
    page.form.problems(refused.value.problems)
    row = page.form.rows["employer_aware_on"]
    assert row.problem.text().startswith("Employer knew on: the month must lie")
    assert row.problem.isVisible()
    assert page.form.editor("employer_aware_on").typed() == "32/13"
    page.form.clear_problems()
    assert not row.problem.isVisible()


def test_the_summary_takes_the_focus_and_each_line_leads_to_its_field(
    qtbot: QtBot, desk: Desk, qapp: QApplication
) -> None:
    page = _open(qtbot, desk, VALUES)
    page.form.problems(
        [
            Problem("place", "Where must be 200 characters or fewer."),
            Problem("", "The disk is full."),
        ]
    )
    summary = page.form.summary
    assert qapp.focusWidget() is summary
    assert summary.accessibleName() == (
        "There is a problem. Where must be 200 characters or fewer. The disk is full."
    )
    lines = summary.findChildren(QPushButton)
    assert [line.accessibleName() for line in lines] == ["Where must be 200 characters or fewer."]
    QTest.keyClick(summary, Qt.Key.Key_Tab)
    assert qapp.focusWidget() is lines[0]
    QTest.keyClick(lines[0], Qt.Key.Key_Space)
    place = page.form.editor("place").control
    assert qapp.focusWidget() is place
    assert page.viewport().rect().contains(place.mapTo(page.viewport(), place.rect().center()))
    assert "Where must be 200" in place.accessibleDescription()


def test_a_draft_is_kept_within_two_seconds_and_not_put_off_by_typing_on(
    qtbot: QtBot, desk: Desk
) -> None:
    page = _open(qtbot, desk)
    with qtbot.waitSignal(page.form.draft.kept):
        _type(page.form, "place", "Cor")
        timer = page.form.draft._timer
        assert timer.isActive()
        assert timer.interval() <= 2000
        begun = timer.timerId()
        _type(page.form, "place", "ridor")
        assert timer.timerId() == begun, "a timer that begins again has another number"
    assert drafts.saved_values(desk.shift, "contact", None) == {"place": "Corridor"}


def test_a_draft_is_kept_when_a_field_is_left(qtbot: QtBot, desk: Desk) -> None:
    page = _open(qtbot, desk)
    _type(page.form, "received_on", "32/13")
    assert drafts.saved_values(desk.shift, "contact", None) is None
    with qtbot.waitSignal(page.form.draft.kept):
        QTest.keyClick(page.form.editor("received_on").control, Qt.Key.Key_Tab)
    assert drafts.saved_values(desk.shift, "contact", None) == {"received_on": "32/13"}


def test_what_was_typed_is_found_again_with_the_time_it_was_kept(qtbot: QtBot, desk: Desk) -> None:
    first = _open(qtbot, desk, VALUES)
    _type(first.form, "place", "Corridor")
    _type(first.form, "employer_aware_on", "32/13")
    _choose_first(first.form, "sector")
    first.close()
    again = _open(qtbot, desk, VALUES)
    assert again.form.strip.words.text() == "Kept from 09:05, not saved yet"
    assert again.form.strip.isVisible()
    assert again.form.editor("employer_aware_on").typed() == "32/13"
    again.form.editor("employer_aware_on").show_value(None)
    assert again.form.changes() == {"place": "Corridor", "sector": "edu.primary"}


def test_what_was_typed_can_be_discarded(qtbot: QtBot, desk: Desk) -> None:
    first = _open(qtbot, desk, VALUES)
    _type(first.form, "place", "Corridor")
    first.close()
    again = _open(qtbot, desk, VALUES)
    strip = again.form.strip
    strip.discard_button.click()
    strip.findChildren(Question)[-1].reject()
    assert again.form.changes() == {"place": "Corridor"}
    strip.discard_button.click()
    strip.findChildren(Question)[-1].accept()
    assert again.form.changes() == {}
    assert not again.form.strip.isVisible()
    assert drafts.all_drafts(desk.shift) == []


def test_a_draft_goes_when_the_form_is_saved_or_typed_back(qtbot: QtBot, desk: Desk) -> None:
    page = _open(qtbot, desk, VALUES)
    _type(page.form, "place", "Hall")
    page.form.keep_now()
    assert len(drafts.all_drafts(desk.shift)) == 1
    page.form.saved()
    assert drafts.all_drafts(desk.shift) == []
    _type(page.form, "place", "s")
    page.form.keep_now()
    assert len(drafts.all_drafts(desk.shift)) == 1
    QTest.keyClick(page.form.editor("place").control, Qt.Key.Key_Backspace)
    page.form.keep_now()
    assert drafts.all_drafts(desk.shift) == []


def test_a_record_shown_again_leaves_what_is_typed(qtbot: QtBot, desk: Desk) -> None:
    page = _open(qtbot, desk, VALUES)
    _type(page.form, "place", "Hall")
    page.form.show_values({**VALUES, "place": "Yard", "described_as": "The new coach"})
    assert page.form.editor("place").value() == "Hall"
    assert page.form.editor("described_as").value() == "The new coach"
    assert page.form.changes() == {"place": "Hall"}


def test_a_stray_key_does_not_replace_what_the_first_field_says(qtbot: QtBot, desk: Desk) -> None:
    page = _open(qtbot, desk, VALUES)
    first = page.form.editor("received_on").control
    assert isinstance(first, QLineEdit)
    page.form.go_to("summary")
    page.form.begin()
    assert first.hasFocus()
    assert first.text()
    assert not first.hasSelectedText()


def test_a_section_shows_when_it_is_wanted_and_keeps_its_values_when_not(
    qtbot: QtBot, desk: Desk
) -> None:
    page = _open(qtbot, desk, {"intake": "referral", "place": "Hall"}, form=STAGED)
    place = page.form.editor("place")
    assert place.isVisible()
    _choose_first(page.form, "intake")
    assert page.form.editor("intake").value() != "referral"
    assert not place.isVisible()
    assert page.form.values()["place"] == "Hall"
    assert set(page.form.changes()) == {"intake"}


def test_one_field_may_have_an_editor_of_its_own(qtbot: QtBot, desk: Desk) -> None:
    class Loud(LineEditor):
        def words(self) -> str:
            return super().words().upper()

    def make(desk: Desk, field: Field) -> Loud:
        return Loud(field)

    page = _open(qtbot, desk, {"place": "Hall"}, form=STAGED, custom=[Custom("place", make)])
    assert page.form.editor("place").words() == "HALL"


def test_a_form_that_is_read_shows_the_record_as_text_to_copy(qtbot: QtBot, desk: Desk) -> None:
    page = _open(qtbot, desk, VALUES)
    _type(page.form, "place", "typed, not saved")
    page.form.set_read_only(True)
    rows = page.form.rows
    assert not any(row.editor.isVisible() for row in rows.values())
    said = {name: row.reading.toPlainText() for name, row in rows.items() if row.reading}
    assert said["received_on"] == "Friday 20 November 2026"
    assert said["child_status"] == "Child in need"
    assert said["place"] == "Not recorded"
    reading = rows["summary"].reading
    assert reading is not None
    assert reading.isReadOnly()
    QTest.keyClicks(reading, "x")
    QTest.keySequence(reading, "Ctrl+A")
    assert reading.textCursor().selectedText() == VALUES["summary"]
    page.form.set_read_only(False)
    assert page.form.changes() == {"place": "typed, not saved"}


@pytest.mark.parametrize("declared", [GROWING, CONTACT_FORM], ids=lambda form: form.name)
def test_what_is_made_later_has_its_place_in_the_order_of_tab(
    qtbot: QtBot, desk: Desk, qapp: QApplication, declared: Form
) -> None:
    page = _open(qtbot, desk, form=declared)
    form = page.form
    assert "check_kind" not in form.rows
    form.show_values({"intake": "check", "answered_on": date(2026, 11, 20)})
    ticks = form.editor("further_categories")
    assert isinstance(ticks, ChoicesEditor)
    ticks.more.click()
    form.begin()
    order: list[str] = []
    for _ in range(200):
        focus = qapp.focusWidget()
        assert focus is not None
        at = next(name for name, row in form.rows.items() if row.isAncestorOf(focus))
        order += [at] if order[-1:] != [at] else []
        if len(order) == len(declared.names):
            break
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert tuple(order) == declared.names
    assert form.editor("answered_on").value() == date(2026, 11, 20)
    assert form.changes() == {}


def test_a_draft_of_a_section_that_is_not_wanted_any_more_is_brought_back(
    qtbot: QtBot, desk: Desk
) -> None:
    drafts.save(desk.shift, "growing", None, {"answered_on": "20/11/26", "place": "Hall"})
    page = _open(qtbot, desk, {"intake": "referral"}, form=GROWING)
    form = page.form
    assert form.editor("place").typed() == "Hall"
    _choose_check(form)
    assert form.editor("answered_on").value() == date(2026, 11, 20)


def _choose_check(form: FormView) -> None:
    intake = form.editor("intake")
    assert isinstance(intake, ChoiceEditor)
    intake.fill()
    intake.combo.setCurrentText("Check on a worker or applicant")


def test_two_columns_when_wide_and_one_when_narrow(qtbot: QtBot, desk: Desk) -> None:
    page = _open(qtbot, desk)
    first, second = (page.form.rows[name] for name in ("intake", "method"))
    assert first.y() == second.y()
    page.resize(600, 700)
    qtbot.waitUntil(lambda: second.y() > first.y())


def test_a_draft_that_the_disk_does_not_let_go_of_is_warned_of_and_the_form_goes_on(
    qtbot: QtBot, desk: Desk
) -> None:
    drafts.save(desk.shift, "contact", None, {"place": "Corridor"})
    page = _open(qtbot, desk)
    qtbot.waitUntil(lambda: not desk.worker.busy)
    desk.shift.store.close()
    page.form.discard()
    assert page.form.editor("place").typed() == ""
    assert desk.notices.words.startswith("The vault is closed.")


def test_what_is_out_of_sight_is_made_when_tab_comes_to_it_and_shows_what_the_record_says(
    qtbot: QtBot, desk: Desk, qapp: QApplication
) -> None:
    page = _open(qtbot, desk, {**VALUES, "police_status": "bail"})
    waiting = [each for each in page.findChildren(SectionView) if not each.rows]
    assert [each.section.title for each in waiting if each.isVisible()][-1] == "Checks and safety"
    changes = page.form.changes()
    area = page.form.editor("area").control
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_Tab)
    focus = qapp.focusWidget()
    assert focus is page.form.editor("summary").control
    qtbot.waitUntil(lambda: page.form.row("summary").visibleRegion().boundingRect().height() > 20)
    qtbot.waitUntil(lambda: all(each.rows for each in waiting if each.isVisible()))
    assert page.form.editor("police_status").value() == "bail"
    assert page.form.changes() == changes == {}
