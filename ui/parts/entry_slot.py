"""The place in a page where an entry opens, one at a time."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.parts.entry import Entry, EntryAsk
from ui.parts.part import Part


class EntrySlot(QWidget):
    """Contains one entry or none. `changed` signals that one was opened or closed."""

    done = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry: Entry | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def is_edited(self) -> bool:
        """Whether something is typed in it that no act was done with yet."""
        return self.entry is not None and self.entry.is_edited

    def open(self, entry: Entry, back_to: QWidget | None = None, *, begin: bool = True) -> None:
        """Show an entry. When it goes, the focus goes to `back_to`, where the work began."""
        self.shut()
        self.entry = entry
        self._column.addWidget(entry)
        entry.done.connect(lambda: self._finish(back_to, done=True))
        entry.left.connect(lambda: self._finish(back_to, done=False))
        self.show()
        self.changed.emit()
        if begin:
            entry.begin()
            # Its position is known after the page's next layout.
            QTimer.singleShot(0, self, self._bring_into_sight)

    def ask(
        self, desk: Desk, asked: EntryAsk, back_to: QWidget | None = None, *, begin: bool = True
    ) -> None:
        """Go on in the entry that is open already, or show one that asks this."""
        if self.entry is not None:
            self.entry.begin_again()
        else:
            self.open(Entry(desk, asked), back_to, begin=begin)

    def shut(self) -> None:
        """Remove the entry, but not its draft."""
        if self.entry is not None:
            self.entry.view.keep_now()
            self._remove()

    def keep(self) -> None:
        """Save what is typed as a draft, now."""
        if self.entry is not None:
            self.entry.view.keep_now()

    def _bring_into_sight(self) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        at = self.focusWidget()
        if area is not None and self.entry is not None:
            page, room = area.widget(), area.viewport().height()
            if page is not None and self.entry.height() + 48 > room:
                # Of a form higher than the window its beginning is what is wanted.
                top = self.entry.mapTo(page, QPoint()).y()
                area.verticalScrollBar().setValue(top - 24)
            else:
                area.ensureWidgetVisible(self.entry, 0, 24)
            if at is not None:
                area.ensureWidgetVisible(at, 0, 48)

    def _finish(self, back_to: QWidget | None, *, done: bool) -> None:
        if not (done and self.entry is not None and self.entry.again):
            self._remove()
        if done:
            self.done.emit()
        # Once the page has looked again: the act that opened the form may be over by now.
        self._return_to(back_to)

    def _return_to(self, back_to: QWidget | None) -> None:
        """Put the focus where the work began, or goes on; never out of the part."""
        if self.entry is not None:
            return
        if back_to is not None and back_to.isVisible() and back_to.isEnabled():
            back_to.setFocus()
        elif (part := self._part()) is not None and part.isVisible():
            part.begin()

    def _part(self) -> Part | None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, Part):
            above = above.parentWidget()
        return above

    def _remove(self) -> None:
        if self.entry is not None:
            self._column.removeWidget(self.entry)
            self.entry.hide()
            self.entry.deleteLater()
            self.entry = None
        self.hide()
        self.changed.emit()
