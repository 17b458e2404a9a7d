"""A text that is as high as its words, so that a page scrolls and not a box within it."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSizeF, Qt
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from ui.forms.scrolled import scroll_area_of

FEWEST, MOST = 3, 24


class GrowingText(QPlainTextEdit):
    """Plain text of `fewest` lines or more; beyond `MOST` it scrolls. Tab leads out of it."""

    def __init__(self, fewest: int = FEWEST, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fewest = fewest
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.cursorPositionChanged.connect(self._stay_in_sight)
        self._fit(self.document().size())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit(self.document().size())

    def _fit(self, size: QSizeF) -> None:
        # A plain text document measures its height in lines.
        lines = max(self._fewest, min(MOST, math.ceil(size.height())))
        margins = self.contentsMargins()
        around = margins.top() + margins.bottom() + 2 * self.document().documentMargin()
        frame = 0 if self.frameShape() == QFrame.Shape.NoFrame else 2 * self.frameWidth()
        height = math.ceil(lines * self.fontMetrics().lineSpacing() + around + frame) + 2
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)
        wanted = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if size.height() > MOST
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setVerticalScrollBarPolicy(wanted)

    def _stay_in_sight(self) -> None:
        if not self.hasFocus():
            return
        area = scroll_area_of(self)
        if area is not None and (page := area.widget()) is not None:
            at = self.mapTo(page, self.cursorRect().center())
            area.ensureVisible(at.x(), at.y(), 0, 2 * self.fontMetrics().lineSpacing())


def reading_text(words: str, parent: QWidget | None = None) -> GrowingText:
    """Return a text that can be read, selected and copied, but not changed."""
    made = GrowingText(1, parent)
    made.setProperty("reading", "true")
    made.document().setDocumentMargin(0)
    made.setPlainText(words)
    made.setReadOnly(True)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made
