"""What every test of a record's page does: show it, type into it, read a row."""

from typing import TypeVar

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.waiting import in_front
from ui.forms.form_view import FormView
from ui.page import Page
from ui.parts.short_table import ShortTable
from ui.window.window import Window

P = TypeVar("P", bound=Page)


def shown(qtbot: QtBot, page: P) -> P:
    """Show a page as the window does, in the room that it has at 1366x768."""
    qtbot.addWidget(page)
    page.resize(1060, 620)
    page.show()
    in_front(page)
    page.start()
    return page


def press(window: Window, keys: str) -> None:
    """Press a shortcut anywhere in the window."""
    QTest.keySequence(window, QKeySequence(keys))


def choose(page: Page, words: str) -> None:
    """Choose one of the page's own acts by its words in the menu Record."""
    next(act for act in page.acts() if act.text().replace("&", "") == words).trigger()


def type_into(form: FormView, name: str, words: str) -> None:
    """Type into a field of a form."""
    control = form.editor(name).control
    control.setFocus()
    QTest.keyClicks(control, words)


def cells(table: ShortTable) -> list[str]:
    """The words of the first row."""
    return [str(table.model().index(0, at).data()) for at in range(table.columnCount())]
