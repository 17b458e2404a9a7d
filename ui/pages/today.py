"""Today: what is due, what is in hand, and what was typed and not saved yet."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lado_desktop.casework.today.dues import Due, DueDays
from lado_desktop.casework.today.today import IN_HAND, glance
from lado_desktop.casework.today.unfinished import Unfinished, unfinished
from lado_desktop.domain.time.typed_day import echo_day
from ui.desk import Desk
from ui.look.buttons import button
from ui.look.flow import Flow
from ui.look.labels import heading, label
from ui.look.tile import Tile
from ui.page import Page
from ui.pages.draft_place import called, came_in, place_of
from ui.route import Place
from ui.tables.dues import Dues, DuesView
from ui.window.menus import act

_TILES = (
    ("to be decided", "to be decided", "contacts"),
    ("under way", "under way", "allegations"),
    ("meeting ahead", "meetings ahead", "meetings"),
    ("action overdue", "actions overdue", "actions"),
)
"""Of what is in hand: the words for one and for more, and the page of the list."""
_WHENS = (
    ("overdue", "overdue"),
    ("today", "today"),
    ("soon", "in the next seven days"),
    ("later", "later"),
)


class TodayPage(Page):
    """The first page of a shift."""

    manual = "finding"

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        self._log = act(
            self, "&Log a contact", lambda: self.going.emit(Place("contact")), sign="plus"
        )
        self.headed("Today", self._log)
        self.day = label("", tone="muted")
        self.body.addWidget(self.day)
        self.tiles = tuple(
            Tile(one, many, Place(noun, narrowed=((counted.by, counted.code),)))
            for (one, many, noun), counted in zip(_TILES, IN_HAND, strict=True)
        )
        row = QWidget()
        flow = Flow(12, row)
        for tile in self.tiles:
            tile.beside = self.tiles
            tile.chosen.connect(self.going)
            flow.addWidget(tile)
        self.body.addWidget(row)

        self.drafts = QWidget()
        self._drafts = QVBoxLayout(self.drafts)
        self._drafts.setContentsMargins(0, 0, 0, 0)
        self._drafts.setSpacing(0)
        self.body.addWidget(self.drafts)

        self.body.addWidget(heading("Due"))
        self.said = label("", tone="muted")
        self.body.addWidget(self.said)
        self.dues = Dues(desk.shift)
        self.view = DuesView(self.dues)
        self.view.opened.connect(self._open)
        self.body.addWidget(self.view, 1)
        self.body.addStretch(0)
        desk.changes.saved.connect(self._changed)
        self.say_title("Today")

    def start(self) -> None:
        self._look()
        target = self.view if self.dues.dues else self.tiles[0]
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def acts(self) -> list[QAction]:
        return [self._log]

    def _changed(self) -> None:
        if self.isVisible():
            self._look()

    def _look(self) -> None:
        """Show what is true now."""
        shift = self.desk.shift
        self.day.setText(echo_day(shift.today))
        seen = glance(shift)
        counts = (seen.undecided, seen.under_way, seen.meetings_ahead, seen.actions_overdue)
        for tile, count in zip(self.tiles, counts, strict=True):
            tile.show_count(count)
        self.dues.look()
        self.said.setText(counted_dues(self.dues.days))
        self.view.setVisible(bool(self.dues.dues))
        if self.dues.dues:
            self.view.selectRow(0)
        self._show_drafts(unfinished(shift))

    def _show_drafts(self, kept: list[Unfinished]) -> None:
        while (item := self._drafts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if kept:
            self._drafts.addWidget(heading("Not saved yet"))
        for each in kept:
            line = each.line
            own = each.called or f"new{came_in(line)}"
            when = f"last kept {line.saved_at:%H:%M} on {echo_day(line.saved_at.date())}"
            words = f"{self.desk.shift.worded(called(line.form))}, {own}"
            lead = button(words, partial(self.going.emit, place_of(each)), role="link")
            lead.setAccessibleDescription(when)
            # Two things side by side, for at large letters they go into two lines.
            row = QWidget()
            flow = Flow(12, row, centred=True)
            flow.addWidget(lead)
            flow.addWidget(label(when, tone="muted", wraps=False))
            self._drafts.addWidget(row)
        self.drafts.setVisible(bool(kept))

    def _open(self, due: Due) -> None:
        noun = "meeting" if due.kind == "meeting" else "contact"
        self.going.emit(Place(noun, due.id if noun == "meeting" else due.contact_id))


def counted_dues(days: DueDays) -> str:
    """Return all that is due in words: "In all: 7 overdue, 2 today, 12 later"."""
    whens = days.whens
    if not whens:
        return "Nothing is due. What has a date will stand here in its order."
    said = (f"{whens[when]:,} {words}" for when, words in _WHENS if whens.get(when))
    return f"In all: {', '.join(said)}"
