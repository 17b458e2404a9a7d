"""Words on a page, in one of the four sizes.

Always plain text: nothing of a record is read as markup. A label that is given its parent at once
is styled once; one that comes into a layout later is styled again.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def label(
    words: str, *, size: str = "", tone: str = "", wraps: bool = True, parent: QWidget | None = None
) -> QLabel:
    """Return a label: `size` is title, heading, small or none; `tone` as in style.qss."""
    made = QLabel(words, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if size:
        made.setProperty("type", size)
    if tone:
        made.setProperty("tone", tone)
    return made


def title(words: str, parent: QWidget | None = None) -> QLabel:
    """The one title of a page."""
    return label(words, size="title", parent=parent)


def heading(words: str, parent: QWidget | None = None) -> QLabel:
    """The heading of a group."""
    return label(words, size="heading", parent=parent)


def text(words: str, parent: QWidget | None = None) -> QLabel:
    """A sentence in the size of the body."""
    return label(words, parent=parent)


def small(words: str, tone: str = "muted", parent: QWidget | None = None) -> QLabel:
    """A line of help or detail."""
    return label(words, size="small", tone=tone, parent=parent)


def asked(words: str, field: QWidget) -> QLabel:
    """The name over a field, of which it is the buddy: bold everywhere."""
    made = label(words)
    made.setProperty("weight", "strong")
    made.setBuddy(field)
    return made


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks for, and draw the widget by it at once."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
