"""Every declared form can be used by keyboard, by screen reader, at any text size."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.kinds import (
    adult,
    allegation,
    contact,
    decision,
    finding,
    meeting,
    onward_referral,
)
from lado_desktop.domain.problem import Problem
from ui.desk import Desk
from ui.forms.form_view import FormView
from ui.forms.scrolled import Scrolled
from ui.look.theme import Mode, Theme

FORMS = [
    form
    for module in (adult, allegation, contact, decision, finding, meeting, onward_referral)
    for form in vars(module).values()
    if isinstance(form, Form)
]
CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)


@pytest.fixture(params=FORMS, ids=lambda form: form.name)
def form(request: pytest.FixtureRequest, qtbot: QtBot, desk: Desk) -> Iterator[FormView]:
    view = FormView(desk, request.param)
    page = Scrolled(view)
    page.resize(1000, 700)
    qtbot.addWidget(page)
    page.show()
    yield view
    page.close()


@pytest.fixture
def large(theme: Theme) -> Theme:
    theme.apply(Mode.DARK, 200)
    return theme


def _clipped(form: FormView) -> list[str]:
    return [
        label.text()
        for label in form.findChildren(QLabel)
        if label.isVisible()
        and label.text()
        and (
            label.width() < label.minimumSizeHint().width()
            or label.height() < label.heightForWidth(label.width())
        )
    ]


def test_every_editor_has_a_buddy_label_and_a_spoken_name(form: FormView) -> None:
    for name, row in form.rows.items():
        control = row.editor.control
        assert control.accessibleName().startswith(row.field.label), name
        if row.editor.says_own_label:
            assert isinstance(control, QCheckBox)
            assert control.text() == row.field.label
        else:
            assert row.label.buddy() is control, name
            assert row.label.text() == row.field.label
        if row.field.help:
            assert row.field.help in control.accessibleDescription(), name


def test_a_button_that_shows_only_a_sign_is_named(form: FormView) -> None:
    nameless = [
        button
        for button in form.findChildren(QAbstractButton)
        if not button.text() and not button.accessibleName() and button.parent() is not None
    ]
    assert not nameless


def test_every_control_is_24_pixels_high_or_more_and_no_label_is_clipped(form: FormView) -> None:
    QApplication.processEvents()
    small = [
        (type(control).__name__, control.height())
        for control in form.findChildren(QWidget)
        if isinstance(control, CONTROLS)
        and control.isVisible()
        and not isinstance(control.parent(), QComboBox)
        and control.height() < 24
    ]
    assert not small
    assert not _clipped(form)


@pytest.mark.usefixtures("large")
def test_nothing_is_clipped_and_nothing_scrolls_sideways_at_200_per_cent(
    qtbot: QtBot, desk: Desk
) -> None:
    for each in FORMS:
        view = FormView(desk, each)
        page = Scrolled(view)
        page.resize(1146, 700)
        qtbot.addWidget(page)
        page.show()
        view.problems([Problem(name, "Something long is wrong here. " * 5) for name in each.names])
        QApplication.processEvents()
        assert not _clipped(view), each.name
        assert view.width() <= page.viewport().width(), each.name


def test_tab_goes_through_the_fields_in_reading_order(
    form: FormView, qapp: QApplication, qtbot: QtBot
) -> None:
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.begin()
    shown = [name for name, row in form.rows.items() if row.isVisible()]
    order = []
    for _ in range(200):
        focus = qapp.focusWidget()
        for name, row in form.rows.items():
            if focus is not None and row.isAncestorOf(focus) and name not in order:
                order.append(name)
        if focus is None or len(order) == len(shown):
            break
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert order == shown


@pytest.mark.slow
def test_a_hundred_forms_are_opened_and_freed(desk: Desk, qapp: QApplication) -> None:
    one_of_each = Form(
        "one of each kind",
        Section(
            "All",
            contact.Contact.place,
            contact.Contact.summary,
            contact.Contact.method,
            contact.Contact.criteria,
            onward_referral.OnwardReferral.legal_duty,
            contact.Contact.received_on,
            contact.Contact.happened,
            contact.Contact.received_time,
            contact.Contact.setting_id,
        ),
    )
    gone = []
    widgets = len(QApplication.allWidgets())
    for _ in range(100):
        view = FormView(desk, one_of_each)
        gone.append(weakref.ref(view))
        view.deleteLater()
        del view
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert not [each for each in gone if each() is not None]
    assert len(QApplication.allWidgets()) <= widgets
