"""Fourteen small boxes for the groups of a recovery sheet, in rows as on the paper."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ui.editors.text_position import from_qt
from ui.look.labels import restyle
from ui.unlock.unlocking import Unlocking

GROUPS, GROUP, IN_A_ROW = 14, 4, 4


class GroupBox(QLineEdit):
    """One group. Backspace in an empty one goes back to the one before."""

    emptied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
            return
        super().keyPressEvent(event)


class SheetGroups(QWidget):
    """Accepts groups as they are typed, or all pasted at once; look-alikes are put right."""

    changed = Signal()
    entered = Signal()
    """Enter was pressed."""

    def __init__(self, unlocking: Unlocking) -> None:
        super().__init__()
        self._unlocking = unlocking
        even = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        even.setPixelSize(max(12, self.font().pixelSize()))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        self.boxes = [GroupBox() for _ in range(GROUPS)]
        for at, box in enumerate(self.boxes):
            box.setFont(even)
            box.setAccessibleName(f"Group {at + 1} of {GROUPS}")
            box.setPlaceholderText(str(at + 1))
            box.textEdited.connect(partial(self._take, at))
            box.emptied.connect(partial(self._go_to, at - 1))
            box.returnPressed.connect(self.entered)
            grid.addWidget(box, at // IN_A_ROW, at % IN_A_ROW)

    @property
    def typed(self) -> str:
        """All that was typed, group by group."""
        return " ".join(box.text() for box in self.boxes)

    @property
    def is_full(self) -> bool:
        """Whether every group has its four signs."""
        return all(len(box.text()) == GROUP for box in self.boxes)

    @property
    def wrong(self) -> list[int]:
        """The numbers of the groups with a sign that is on no sheet."""
        return [at for at, box in enumerate(self.boxes, 1) if self._is_wrong(box)]

    def start(self) -> None:
        """Put the cursor into the first group that is not full."""
        at = next((at for at, box in enumerate(self.boxes) if len(box.text()) < GROUP), 0)
        self._go_to(at)

    def _take(self, at: int, said: str) -> None:
        """Read what is in a box; what is too much for it goes into the next ones."""
        letters = self._unlocking.sheet_letters(said)
        place = self.boxes[at].cursorPosition() - (len(said) - len(letters))
        more = len(letters) > GROUP
        for each in range(at, GROUPS if more else at + 1):
            if more and not letters:
                break
            self.boxes[each].setText(letters[:GROUP])
            letters = letters[GROUP:]
            at = each
        if more:
            self._go_to(at)
        else:
            self.boxes[at].setCursorPosition(max(0, place))
        for box in self.boxes:
            restyle(box, "problem", "true" if self._is_wrong(box) else "false")
        full = len(self.boxes[at].text()) == GROUP
        if full and self._is_at_end(self.boxes[at]) and at + 1 < GROUPS:
            self._go_to(at + 1)
        self.changed.emit()

    def _go_to(self, at: int) -> None:
        box = self.boxes[max(0, at)]
        box.setFocus(Qt.FocusReason.OtherFocusReason)
        box.end(False)

    def _is_at_end(self, box: QLineEdit) -> bool:
        return from_qt(box.text(), box.cursorPosition()) == len(box.text())

    def _is_wrong(self, box: QLineEdit) -> bool:
        return bool(self._unlocking.wrong_signs(box.text()))
