"""Finds, on what is shown now, what makes a page hard to read or use, and says it in words."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QTextCursor, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTextBrowser,
    QToolButton,
    QWidget,
)

from ui.editors.growing_text import MOST, GrowingText
from ui.look.colours import Colours

EDITORS = (QComboBox, QLineEdit, QPlainTextEdit, QTextBrowser, QAbstractItemView)
CONTROLS = (*EDITORS, QAbstractButton)
SMALLEST = 24
"""Pixels of a target's shorter side (WCAG 2.2, 2.5.8)."""
_GROUNDS = {
    "card": "base",
    "menu": "base",
    "side": "base",
    "bar": "base",
    "manual": "base",
    "quiet": "hover",
    "band": "soft_warn",
    "warn": "soft_warn",
    "note": "soft_accent",
    "done": "soft_good",
    "problem": "soft_danger",
}


def controls(page: QWidget) -> Iterator[QWidget]:
    """Every control in sight that is one by itself and not a piece of another."""
    for each in page.findChildren(QWidget):
        piece = (
            isinstance(each.parent(), QComboBox | QLineEdit | QCalendarWidget)
            or isinstance(each, QHeaderView)
            or each.objectName().startswith("qt_")
            or type(each.parent()).__name__ in ("QTabBar", "QComboBoxPrivateContainer")
            or isinstance(each.parent(), QAbstractScrollArea)
        )
        if isinstance(each, CONTROLS) and each.isVisibleTo(page) and not piece:
            yield each


def clipped(page: QWidget) -> list[str]:
    """Words of which a part cannot be seen: on a label, a button or a tick."""
    labels = [
        each.text()
        for each in page.findChildren(QLabel)
        if each.isVisible()
        and each.text()
        and (
            each.width() < each.minimumSizeHint().width()
            or each.height() < each.heightForWidth(each.width())
        )
    ]
    buttons = [
        each.text()
        for each in page.findChildren(QAbstractButton)
        if each.isVisible()
        and isinstance(each, QPushButton | QCheckBox)
        and each.fontMetrics().horizontalAdvance(max(each.text().split("\n"), key=len)) - 4
        > each.width()
    ]
    return labels + buttons + _cut_texts(page)


def _cut_texts(page: QWidget) -> list[str]:
    """Texts as high as their words whose last line is cut nevertheless."""
    found = []
    for each in page.findChildren(GrowingText):
        if not each.isVisible() or each.document().lineCount() > MOST:
            continue
        end = QTextCursor(each.document().lastBlock())
        end.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        if each.cursorRect(end).bottom() > each.viewport().height():
            found.append(f"the last line of {each.toPlainText()[:40]}")
    return found


def too_small(page: QWidget) -> list[str]:
    """Controls lower or narrower than a target may be. Text that is only read is none."""
    return [
        f"{_called(each)}: {each.width()} x {each.height()}"
        for each in controls(page)
        if not each.property("reading") and min(each.width(), each.height()) < SMALLEST
    ]


def drawn_out(page: QWidget) -> list[str]:
    """Buttons that are far wider than their words: one looks like a bar, and like no button."""
    return [
        each.text()
        for each in page.findChildren(QPushButton)
        if each.isVisible()
        and each.property("role") not in ("nav", "tile", "link")
        and each.width() > 2 * each.sizeHint().width()
    ]


def nameless(page: QWidget) -> list[str]:
    """Controls that a screen reader could not name: no words, no label that is their buddy."""
    return [
        type(each).__name__
        for each in controls(page)
        if not QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)
    ]


def off_tab(page: QWidget) -> list[str]:
    """Controls that Tab never reaches. Of a group that the arrows go through, one is enough.

    A sign beside a field whose keys do the same in the field, and which says so, needs no stop.
    """
    return [
        _called(each)
        for each in controls(page)
        if each.isEnabled()
        and not each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (isinstance(each, QAbstractButton) and each.isCheckable())
        and not isinstance(each.window(), QDialog)
        and not (each.property("keys") and str(each.property("keys")) in each.toolTip())
    ]


def turned(page: QWidget) -> list[str]:
    """Boxes to choose from that the wheel turns, or whose page it does not scroll."""
    return [
        _called(each)
        for each in page.findChildren(QComboBox)
        if each.isVisibleTo(page) and each.count() > 1 and _turns(each)
    ]


def _turns(box: QComboBox) -> bool:
    chosen, at = box.currentIndex(), QPointF(box.rect().center())
    for step in (-120, 120):
        wheel = QWheelEvent(
            at,
            box.mapToGlobal(at),
            QPoint(),
            QPoint(0, step),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(box, wheel)
        if wheel.isAccepted() or box.currentIndex() != chosen:
            return True
    return False


def faint(page: QWidget, colours: Colours) -> list[str]:
    """Find words whose contrast with their ground is under 4.5 to 1 (WCAG 2.2, 1.4.3)."""
    found = []
    for each in page.findChildren(QLabel):
        if each.isVisible() and each.text():
            written = each.palette().color(each.foregroundRole()).name()
            ground = getattr(colours, _ground(each))
            if contrast(written, ground) < 4.5:
                found.append(f"{each.text()}: {written} on {ground}")
    return found


def sideways(page: QWidget) -> list[str]:
    """Scrolling areas whose ground is wider than they are."""
    return [
        type(ground).__name__
        for area in page.findChildren(QScrollArea)
        if area.isVisible()
        and (ground := area.widget()) is not None
        and ground.width() > area.viewport().width()
    ]


def _ground(widget: QWidget) -> str:
    above: QWidget | None = widget
    while above is not None:
        surface = above.property("surface") or above.property("role")
        if surface in _GROUNDS:
            return _GROUNDS[surface]
        if surface == "tile":
            return "base"
        above = above.parentWidget()
    return "window"


def _called(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton | QToolButton) else ""
    return f"{type(widget).__name__} {widget.accessibleName() or words}"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
