"""The navigation at the left: a word and an icon for each page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.look.buttons import Button
from ui.look.icons import icon
from ui.window.navigation import ENTRIES, entry_words


class Side(QScrollArea):
    """One button for each page, one of them pressed.

    Tab stops here once; the arrows go up and down.
    """

    chosen = Signal(str)
    """The noun of the page that somebody wants."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Large text on a small screen: the navigation scrolls before the window outgrows it.
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._ground = QFrame()
        self._ground.setProperty("surface", "side")
        self.buttons: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self._ground)
        column.setContentsMargins(0, 12, 1, 12)
        column.setSpacing(2)
        for entry in ENTRIES:
            button = Button("")
            button.setIcon(icon(entry.icon))
            button.setCheckable(True)
            button.setProperty("role", "nav")
            button.clicked.connect(lambda _=False, noun=entry.noun: self.chosen.emit(noun))
            self.buttons[entry.noun] = button
            self._group.addButton(button)
            column.addWidget(button)
        column.addStretch(1)
        self.setWidget(self._ground)
        self.show_place(ENTRIES[0].noun)
        self.show_words(str)

    def show_words(self, worded: Callable[[str], str]) -> None:
        """Say each line in the service's words."""
        for entry in ENTRIES:
            words = entry_words(entry, worded)
            self.buttons[entry.noun].setText(f"  {words}")
            self.buttons[entry.noun].setAccessibleName(words)
        self.fit()

    def show_place(self, noun: str) -> None:
        """Show on which page one is; the others are reached by the arrows, not by Tab.

        A page that is in a menu only has no button: none is shown, and Tab stops at the first.
        """
        stop = noun if noun in self.buttons else ENTRIES[0].noun
        # Of an exclusive group one would always stay down.
        self._group.setExclusive(False)
        for each, button in self.buttons.items():
            button.setChecked(each == noun)
            if each == noun:
                self.ensureWidgetVisible(button, 0, 0)
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if each == stop else Qt.FocusPolicy.ClickFocus
            )
        self._group.setExclusive(True)

    def fit(self) -> None:
        """Set the width that the words need at the present text size."""
        side = round(self.fontMetrics().height() * 1.1)
        # The current page is bold, which is wider.
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(bold)
        words = max(metrics.horizontalAdvance(button.text()) for button in self.buttons.values())
        for button in self.buttons.values():
            button.setMinimumWidth(words + round(2.8 * side))
        bar = self.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(self._ground.minimumSizeHint().width() + bar)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        done = super().eventFilter(watched, event)
        # Its ground has got other edges since, by another text size.
        if watched is self._ground and event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down by the arrows."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        nouns = list(self.buttons)
        at = next((place for place, noun in enumerate(nouns) if self.buttons[noun].hasFocus()), 0)
        self.buttons[nouns[(at + step) % len(nouns)]].setFocus(Qt.FocusReason.TabFocusReason)
