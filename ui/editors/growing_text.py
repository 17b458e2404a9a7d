"""A text that is as high as its words, so that a page scrolls and not a box within it."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

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
        self._fitting = False
        self._around = 0
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        # Once all is laid out, and again when it has its height: that of what was just pasted is
        # still to come.
        self._sight = QTimer(self, singleShot=True, interval=0)
        self._sight.timeout.connect(self._stay_in_sight)
        self.cursorPositionChanged.connect(self._sight.start)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The height of the frame and of the style sheet's padding is known after the layout.
        self._around = self.height() - self.viewport().height()
        self._fit()
        self._sight.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._fitting:
            return
        self._fitting = True
        lines, tall = self._laid_out()
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if lines > MOST else policy.ScrollBarAlwaysOff
        )
        around = self._around + 2 * self.document().documentMargin()
        shown = max(self._fewest, min(MOST, lines))
        self.setFixedHeight(math.ceil(shown * tall / lines + around) + 1)
        self._fitting = False

    def _laid_out(self) -> tuple[int, float]:
        """The lines on the screen and their height in pixels, which is more than the font's.

        Qt lays out only the blocks that it is asked about.
        """
        layout = self.document().documentLayout()
        block, tall = self.document().begin(), 0.0
        while block.isValid():
            tall += layout.blockBoundingRect(block).height()
            block = block.next()
        return self.document().lineCount(), tall

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
