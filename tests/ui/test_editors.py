"""Each kind of editor: what it shows and accepts, and its words for what it refuses."""

from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lado_desktop.domain.fields.field import Field, FieldKind, field_of
from lado_desktop.domain.kinds.allegation import Allegation
from lado_desktop.domain.kinds.contact import CONTACT_FORM, Contact
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.time.partial_date import PartialDate
from tests.ui import access
from tests.waiting import in_front
from ui.desk import Desk
from ui.editors.choice_editor import ChoiceEditor
from ui.editors.day_editors import DayEditor, PartialDateEditor, TimeEditor
from ui.editors.editor import Editor
from ui.editors.editors import editor_for
from ui.editors.growing_text import GrowingText
from ui.editors.text_editors import CountEditor, LineEditor, ProseEditor
from ui.editors.tick_editors import ChoicesEditor, TickEditor
from ui.forms.field_row import FieldRow
from ui.forms.form_view import FormView
from ui.forms.scrolled import Scrolled

E = TypeVar("E", bound=Editor)


class Window(QWidget):
    """Shows one editor, and something after it to go on to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._column = QVBoxLayout(self)
        self.resize(700, 400)

    def __call__(self, field: Field, kind: type[E]) -> E:
        editor = editor_for(self._desk, field)
        assert isinstance(editor, kind)
        after = QWidget()
        after.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column.addWidget(editor)
        self._column.addWidget(after)
        self.show()
        in_front(self)
        editor.control.setFocus()
        return editor


@pytest.fixture
def open_editor(qtbot: QtBot, desk: Desk) -> Window:
    window = Window(desk)
    qtbot.addWidget(window)
    return window


@pytest.mark.parametrize(
    "typed, day, said",
    [
        ("3/4/26", date(2026, 4, 3), "Friday 3 April 2026"),
        ("20 nov", date(2026, 11, 20), "Friday 20 November 2026"),
        ("yesterday", date(2026, 11, 22), "Sunday 22 November 2026"),
    ],
)
def test_a_day_is_typed_as_officers_type_it_and_said_back_in_words(
    open_editor: Window, typed: str, day: date, said: str
) -> None:
    editor = open_editor(field_of(Contact.received_on), DayEditor)
    QTest.keyClicks(editor.line, typed)
    assert editor.value() == day
    assert editor.echo.text() == said
    assert editor.line.text() == typed


def test_a_day_that_is_planned_is_read_as_one_to_come(open_editor: Window) -> None:
    editor = open_editor(field_of(Meeting.planned_for), DayEditor)
    QTest.keyClicks(editor.line, "3 dec")
    assert editor.value() == date(2026, 12, 3)


def test_what_is_no_day_stays_as_typed_and_why_is_reported_when_it_is_left(
    open_editor: Window,
) -> None:
    editor = open_editor(field_of(Contact.received_on), DayEditor)
    QTest.keyClicks(editor.line, "32/13")
    assert editor.echo.text() == ""
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    assert editor.line.text() == "32/13"
    assert "month must lie between 1 and 12" in editor.echo.text()
    with pytest.raises(ValueError, match="Received: the month must lie between 1 and 12"):
        editor.value()


def test_an_empty_day_gives_an_example_while_it_has_the_focus(open_editor: Window) -> None:
    editor = open_editor(field_of(Contact.received_on), DayEditor)
    assert editor.echo.text() == "For example 27/3/26, 27 mar or yesterday"
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    assert editor.echo.text() == ""
    assert editor.value() is None


def test_a_day_is_picked_from_the_calendar_by_keyboard(
    open_editor: Window, qapp: QApplication
) -> None:
    editor = open_editor(field_of(Contact.received_on), DayEditor)
    editor.show_value(date(2026, 11, 20))
    editor.pick.click()
    popup = qapp.activePopupWidget()
    assert popup is not None
    month = popup.findChild(QWidget, "qt_calendar_calendarview")
    assert month is not None
    QTest.keyClick(month, Qt.Key.Key_Left)
    QTest.keyClick(month, Qt.Key.Key_Return)
    assert editor.value() == date(2026, 11, 19)
    assert editor.echo.text() == "Thursday 19 November 2026"


@pytest.mark.parametrize("across, down", [(0.5, 1.0), (1.0, 0.2), (-0.4, 0.6)])
def test_the_calendar_of_a_field_at_the_edge_of_the_screen_opens_on_it(
    open_editor: Window, qapp: QApplication, across: float, down: float
) -> None:
    editor = open_editor(field_of(Contact.received_on), DayEditor)
    room = open_editor.screen().availableGeometry()
    open_editor.move(round(room.width() * across) - 300, round(room.height() * down) - 300)
    editor.pick.click()
    popup = qapp.activePopupWidget()
    assert popup is not None
    assert room.contains(popup.geometry())
    line = QRect(editor.line.mapToGlobal(QPoint()), editor.line.size())
    assert not popup.geometry().intersects(line & room), "what is typed stays in sight"
    popup.close()


def test_a_long_text_that_is_pasted_leaves_its_field_in_sight_with_the_cursor_at_its_end(
    desk: Desk, qtbot: QtBot
) -> None:
    form = FormView(desk, CONTACT_FORM, draft=False)
    page = Scrolled(form)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    in_front(page)
    form.go_to("summary")
    text = form.editor("summary").control
    assert isinstance(text, GrowingText)
    QGuiApplication.clipboard().setText("\n\n".join(["She said that she saw it. " * 20] * 30))
    QTest.keySequence(text, QKeySequence.StandardKey.Paste)
    QGuiApplication.clipboard().clear()

    def is_in_sight() -> bool:
        at = text.viewport().mapTo(text, text.cursorRect().center())
        return text.height() > 400 and text.visibleRegion().contains(at)

    qtbot.waitUntil(is_in_sight)


@pytest.mark.parametrize(
    "typed, stored, said",
    [
        ("mar 2021", "2021-03", "March 2021"),
        ("2021", "2021", ""),
        ("about 2019", "~2019", ""),
        ("3/4/21", "2021-04-03", "Saturday 3 April 2021"),
    ],
)
def test_a_date_known_in_part_is_kept_as_far_as_it_is_known(
    open_editor: Window, typed: str, stored: str, said: str
) -> None:
    editor = open_editor(field_of(Contact.happened), PartialDateEditor)
    QTest.keyClicks(editor.line, typed)
    assert editor.value() == PartialDate.parse(stored)
    assert editor.echo.text() == said
    editor.show_value(editor.value())
    assert editor.value() == PartialDate.parse(stored)


def test_a_time_is_typed_either_way(open_editor: Window) -> None:
    editor = open_editor(field_of(Contact.received_time), TimeEditor)
    QTest.keyClicks(editor.line, "2.05pm")
    assert editor.value() == "14:05"
    assert editor.echo.text() == "14:05"


def test_a_choice_is_found_by_a_part_of_its_words_and_picked_by_keyboard(
    open_editor: Window,
) -> None:
    editor = open_editor(field_of(Contact.sector), ChoiceEditor)
    QTest.keyClicks(editor.line, "secon")
    popup = editor.popup
    assert popup is not None
    assert popup.isVisible()
    assert [popup.model().index(0, 0).data(), popup.model().rowCount()] == ["School, secondary", 1]
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert editor.value() == "edu.secondary"
    assert editor.line.text() == "School, secondary"


def test_choices_that_begin_with_the_typed_words_come_first_and_several_are_reported(
    open_editor: Window,
) -> None:
    editor = open_editor(field_of(Decision.outcome), ChoiceEditor)
    editor.line.setFocus()
    QTest.keyClicks(editor.line, "threshold")
    popup = editor.popup
    assert popup is not None
    found = [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())]
    begins = [label.casefold().startswith("threshold") for label in found]
    assert begins == sorted(begins, reverse=True)
    assert any(begins)
    assert not all(begins)
    row = FieldRow(field_of(Decision.outcome), lambda _: editor)
    editor.leave()
    assert "several lines of the list have these words" in row.problem.text()
    QTest.keyClicks(editor.line, " ")
    assert not row.problem.text()


def test_words_that_only_one_choice_has_are_completed_when_the_field_is_left(
    open_editor: Window,
) -> None:
    editor = open_editor(field_of(Contact.sector), ChoiceEditor)
    editor.line.setFocus()
    QTest.keyClicks(editor.line, "ambul")
    QTest.keyClick(editor.popup or editor.line, Qt.Key.Key_Escape)
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    assert editor.value() == "health.ambulance"


def test_words_that_no_choice_has_stay_and_are_not_taken(open_editor: Window) -> None:
    editor = open_editor(field_of(Contact.sector), ChoiceEditor)
    QTest.keyClicks(editor.line, "circus")
    # Down and Enter, as for a code that was found, must not take the first of the list instead.
    QTest.keyClick(editor.combo, Qt.Key.Key_Down)
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    assert editor.line.text() == "circus"
    with pytest.raises(ValueError, match="Sector: no line of the list has these words"):
        editor.value()


def test_a_choice_can_be_taken_back_to_not_recorded(open_editor: Window) -> None:
    editor = open_editor(field_of(Contact.sector), ChoiceEditor)
    editor.show_value("police")
    editor.combo.setCurrentIndex(0)
    assert editor.value() is None
    assert editor.line.text() == ""
    assert editor.line.placeholderText() == "Not recorded"


def test_a_code_that_the_list_no_longer_has_is_kept(open_editor: Window) -> None:
    editor = open_editor(field_of(Contact.sector), ChoiceEditor)
    editor.show_value("gone.from.the.list")
    assert editor.value() == "gone.from.the.list"


def test_the_wheel_turns_no_choice_not_even_the_one_with_the_focus(open_editor: Window) -> None:
    editor = open_editor(field_of(Contact.sector), ChoiceEditor)
    editor.show_value("police")
    assert editor.combo.hasFocus()
    assert access.turned(open_editor) == []
    assert editor.value() == "police"


def test_choices_are_ticked_with_arrows_and_space_and_are_one_stop_of_tab(
    open_editor: Window, qapp: QApplication
) -> None:
    editor = open_editor(field_of(Contact.criteria), ChoicesEditor)
    boxes = editor.findChildren(QCheckBox)
    assert sum(bool(box.focusPolicy() & Qt.FocusPolicy.TabFocus) for box in boxes) == 1
    assert qapp.focusWidget() is boxes[0]
    QTest.keyClick(boxes[0], Qt.Key.Key_Down)
    second = qapp.focusWidget()
    assert second is boxes[1]
    QTest.keyClick(second, Qt.Key.Key_Space)
    assert editor.value() == [list(editor.boxes)[1]]
    QTest.keyClick(second, Qt.Key.Key_Tab)
    assert qapp.focusWidget() not in boxes


def test_of_a_long_list_only_what_is_ticked_shows_until_all_is_asked_for(
    open_editor: Window, qapp: QApplication
) -> None:
    editor = open_editor(field_of(Contact.further_categories), ChoicesEditor)
    editor.show_value(["neglect"])
    assert [box.text() for box in editor.findChildren(QCheckBox)] == ["Neglect"]
    editor.more.click()
    boxes = editor.boxes
    assert all(box.isVisible() for box in boxes.values())
    assert qapp.focusWidget() is boxes["physical"]
    boxes["physical"].click()
    editor.more.click()
    assert [code for code, box in boxes.items() if box.isVisible()] == ["physical", "neglect"]
    assert editor.value() == ["physical", "neglect"]


def test_a_tick_is_yes_or_no_and_reads_so(open_editor: Window) -> None:
    editor = open_editor(Field(FieldKind.TICK, "The legal duty to refer is met"), TickEditor)
    assert (editor.value(), editor.words()) == (False, "No")
    QTest.keyClick(editor.box, Qt.Key.Key_Space)
    assert (editor.value(), editor.words()) == (True, "Yes")


@pytest.mark.parametrize("typed", ["-1", "three", "2.5", "²"])
def test_a_count_is_a_whole_number(open_editor: Window, typed: str) -> None:
    editor = open_editor(Field(FieldKind.COUNT, "How many"), CountEditor)
    QTest.keyClicks(editor.line, "1,200")
    assert editor.value() == 1200
    editor.line.setText(typed)
    with pytest.raises(ValueError, match="How many must be a whole number"):
        editor.value()


def test_a_line_is_never_reformatted(open_editor: Window) -> None:
    editor = open_editor(field_of(Contact.place), LineEditor)
    QTest.keyClicks(editor.line, "  the  Hall ")
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    assert editor.line.text() == "  the  Hall "


def test_a_text_grows_with_its_words_and_tab_leads_out_of_it(
    open_editor: Window, qapp: QApplication
) -> None:
    editor = open_editor(field_of(Allegation.account), ProseEditor)
    small = editor.text.height()
    editor.text.setPlainText("One of many lines.\n" * 10)
    grown = editor.text.height()
    assert grown >= small + 6 * editor.text.fontMetrics().lineSpacing()
    assert not editor.text.verticalScrollBar().isVisible()
    editor.text.setPlainText("Words that go on and on. " * 40)
    assert editor.text.height() > small, "a line that wraps counts as several"
    editor.text.setPlainText("A line.\n" * 200)
    assert editor.text.height() < 30 * editor.text.fontMetrics().lineSpacing()
    assert editor.text.verticalScrollBar().isVisible()
    QTest.keyClick(editor.text, Qt.Key.Key_Tab)
    assert qapp.focusWidget() is not editor.text


@pytest.mark.parametrize(
    "field, value",
    [
        (field_of(Contact.place), "Hall"),
        (field_of(Contact.summary), "Two\nlines"),
        (field_of(Contact.sector), "edu.pru"),
        (field_of(Contact.child_status), ["cin"]),
        (Field(FieldKind.TICK, "Yes"), True),
        (field_of(Contact.received_on), date(2026, 4, 3)),
        (field_of(Contact.happened), PartialDate(2021, 3, about=True)),
        (field_of(Contact.received_time), "09:30"),
        (Field(FieldKind.COUNT, "How many"), 3),
    ],
    ids=lambda value: value.kind.value if isinstance(value, Field) else "",
)
def test_an_editor_gives_back_what_it_was_shown_and_that_is_no_edit(
    qtbot: QtBot, desk: Desk, field: Field, value: object
) -> None:
    editor = editor_for(desk, field)
    qtbot.addWidget(editor)
    with qtbot.assertNotEmitted(editor.edited):
        editor.show_value(value)
        assert editor.value() == value
        kept = editor.typed()
        editor.show_value(None)
        assert not editor.value()
        editor.show_typed(kept)
    assert editor.value() == value
