"""One person, setting or contact that may be meant: why, what came in, the key that accepts it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from lado_desktop.casework.contacts.contact_lines import ContactLine
from lado_desktop.casework.known.record import KnownRecord
from lado_desktop.domain.time.typed_day import day_words
from ui.look.buttons import button
from ui.look.labels import label, small

LINES = 3
"""Contacts shown of each; the rest is counted."""
_VERBS = {
    "adult": "This person",
    "organisation": "This setting",
    "contact": "Link",
    "restricted": "",
}
_TAKEN = {"adult": "Picked", "organisation": "Picked", "contact": "Linked"}


class KnownCard(QFrame):
    """Filled again at every look rather than made again: typing must not wait for it."""

    def __init__(
        self,
        place: int,
        take: Callable[[int], object],
        open_contact: Callable[[UUID], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.number = 0
        """The number whose key accepts it; 0 where it has none."""
        self._open = open_contact
        self._shown: list[ContactLine] = []
        self.setProperty("surface", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.title = label("", parent=self)
        self.title.setProperty("weight", "strong")
        self.take = button("", lambda: take(place), parent=self)
        head.addWidget(self.title, 1)
        head.addWidget(self.take, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self.why = small("", parent=self)
        column.addWidget(self.why)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        self.references = [
            button("", partial(self._open_line, at), role="link", parent=self)
            for at in range(LINES)
        ]
        self.lines = [small("", "", self) for _ in range(LINES)]
        for at in range(LINES):
            grid.addWidget(self.references[at], at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.lines[at], at, 1)
        self.more = small("", parent=self)
        column.addWidget(self.more)

    @property
    def is_seen(self) -> bool:
        """Whether its name and its key are in sight: under no list and no edge."""
        return all(_is_seen(each) for each in (self.title, self.take) if each.isVisibleTo(self))

    def show_known(self, known: KnownRecord, taken: bool, number: int) -> None:
        """Show who or what may be meant; `taken` says that it was taken already.

        `number` is that of the key that takes it, 0 where it is only to be clicked.
        """
        self.number = number
        self._shown = list(known.contacts[:LINES])
        self.title.setText(known.title)
        said = " · ".join(known.why)
        self.why.setText(f"{said[:1].upper()}{said[1:]}")
        self.take.setVisible(known.kind != "restricted")
        verb = (_TAKEN if taken else _VERBS).get(known.kind, "")
        keys = f"Alt+{number}" if number else ""
        self.take.setText(f"{verb} ({keys})" if keys else verb)
        self.take.setAccessibleName(f"{verb}: {known.title}")
        self.take.setAccessibleDescription(". ".join(filter(None, (keys, self.why.text()))))
        for at in range(LINES):
            there = at < len(self._shown)
            if there:
                self._show_line(at, self._shown[at], known.kind)
            self.references[at].setVisible(there)
            self.lines[at].setVisible(there)
        rest = known.contacts_in_all - len(self._shown)
        under = [f"and {rest} earlier" if rest > 0 else "", known.restricted]
        if known.kind == "restricted":
            under = ["It is not shown to you. Tell them of this call."]
        elif not known.contacts and not known.restricted:
            under = ["No contact yet"]
        self.more.setText("\n".join(each for each in under if each))
        self.more.setVisible(bool(self.more.text()))
        self.show()

    def _show_line(self, at: int, line: ContactLine, kind: str) -> None:
        said = (
            day_words(line.received_on),
            "" if kind in ("adult", "contact") else line.who,
            "" if kind == "organisation" else line.setting,
            line.result,
        )
        self.references[at].setText(line.reference)
        self.references[at].setAccessibleName(f"Open {line.reference}")
        self.lines[at].setText(" · ".join(part for part in said if part))

    def _open_line(self, at: int) -> None:
        self._open(self._shown[at].id)


def _is_seen(widget: QWidget) -> bool:
    over = QApplication.activePopupWidget()
    place = QRect(widget.mapToGlobal(QPoint()), widget.size())
    covered = over is not None and over.geometry().intersects(place)
    return not covered and widget.visibleRegion().boundingRect() == widget.rect()
