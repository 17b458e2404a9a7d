"""Where somebody was within a page: the part in front, the field, the place in its text.

Written down when the window locks, so it contains no value of a record: names of kinds and fields
of the program, and numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTabWidget, QTextEdit, QWidget

from ui.editors.editor import Editor
from ui.forms.scrolled import scroll_area_of
from ui.forms.section_view import SectionView
from ui.page import Page


def spot_of(page: Page) -> str:
    """Return where the focus is in a page, as one line; nothing where it is in none."""
    found = list(_fields(page))
    at = page.focusWidget()
    if at not in found:
        return ""
    alike = [each for each in found if _kind(each) == _kind(at)]
    return f"{_tab(page)} {_kind(at)} {alike.index(at)} {_caret(at)}"


def go_to_spot(page: Page, spot: str) -> None:
    """Put the focus back where it was; where that is no longer there, leave it."""
    try:
        tab, kind, which, caret = spot.split(" ")
        for tabs in page.findChildren(QTabWidget)[:1]:
            tabs.setCurrentIndex(int(tab))
        for section in page.findChildren(SectionView):
            section.wanted.emit()
        at = [each for each in _fields(page) if _kind(each) == kind][int(which)]
        place = int(caret)
    except (ValueError, IndexError):
        return
    at.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(at, QLineEdit):
        at.setCursorPosition(place)
    elif isinstance(at, QPlainTextEdit | QTextEdit):
        cursor = at.textCursor()
        cursor.setPosition(min(place, at.document().characterCount() - 1))
        at.setTextCursor(cursor)
    if (area := scroll_area_of(at)) is not None:
        area.ensureWidgetVisible(at, 0, 24)


def _fields(page: Page) -> Iterator[QWidget]:
    """Every widget of the page in sight that can have the focus, in the order of its making."""
    for each in page.findChildren(QWidget):
        if each.focusPolicy() != Qt.FocusPolicy.NoFocus and each.isVisibleTo(page):
            yield each


def _kind(widget: QWidget) -> str:
    above: QWidget | None = widget
    while above is not None and not isinstance(above, Editor):
        above = above.parentWidget()
    field = above.field.name if isinstance(above, Editor) else ""
    return f"{type(widget).__name__}.{field}"


def _tab(page: Page) -> int:
    return next((tabs.currentIndex() for tabs in page.findChildren(QTabWidget)), 0)


def _caret(widget: QWidget) -> int:
    if isinstance(widget, QLineEdit):
        return widget.cursorPosition()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.textCursor().position()
    return 0
