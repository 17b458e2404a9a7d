"""The page of one record: its head, its parts, its saving and keeping."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from lado_desktop.casework.audit.field_words import noun
from lado_desktop.domain.permission import Permission
from ui.desk import Desk
from ui.page import Kept, Page
from ui.parts.part import Part
from ui.records.record_head import RecordHead
from ui.route import Place
from ui.window.menus import act


class RecordPage(Page):
    """Shows one record in parts. Everything typed is kept as a draft; Ctrl+S saves it."""

    noun = ""
    """The kind of record, as `Changes` names it."""
    needs: tuple[Permission, ...] = (Permission.RECORD,)
    """What is done on the page: to save it first. What is not the officer's, its head says."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        self.save_act = act(self, "&Save", self.save, "Ctrl+S")
        self.parts: list[Part] = []
        self._more: list[QAction] = []
        self._is_new = True

    @property
    def id(self) -> UUID:
        """The key of the record that the page shows. Only where there is one."""
        if self.place.id is None:
            raise ValueError("A new record has no key yet.")
        return self.place.id

    @property
    def part(self) -> Part:
        """The part in which somebody works: the first, unless a page knows better."""
        return self.parts[0]

    def lay_head(self, more: Sequence[QAction]) -> None:
        """Build the head of the page; `more` are the acts in its menu."""
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(28, 20, 0, 0)
        self._more = list(more)
        self.word(self.save_act, *more)
        past = act(self, "&History", self.looking_back.emit, sign="history")
        shown = [*more, past] if self.place.id is not None else more
        self.head = RecordHead(self.save_act, shown, self)
        self.heading = self.head.title
        self.body.addWidget(self.head)
        self.head.say_limits(self.desk.shift.limits(*self.needs))
        self.save_act.forbid(self.desk.shift.why_not(self.needs[0]))
        self.desk.changes.saved.connect(self._on_saved)

    def take_part(self, part: Part) -> None:
        """Make a part one of the page's own."""
        self.parts.append(part)
        part.acted.connect(self.tell)

    def look(self) -> None:
        """Overridden: read the record again and show it, without touching what is being typed."""

    def show_part(self, part: Part) -> None:
        """Overridden where parts can be out of sight: bring one into sight."""

    def start(self) -> None:
        self.look_again()
        self.part.begin()

    def look_again(self) -> None:
        """Look, unless the page was made a moment ago and was looked at then."""
        if not self._is_new:
            self.look()
        self._is_new = False

    def acts(self) -> list[QAction]:
        return [self.save_act, *self._more]

    def records(self) -> list[Kept]:
        if self.place.id is None:
            return []
        return [Kept(noun(self.noun).capitalize(), self.noun, self.place.id)]

    def keep(self) -> None:
        for part in self.parts:
            part.keep()

    def save(self) -> bool:
        """Save what was edited, the part in front first. False where something was refused."""
        edited = [each for each in (self.part, *self.parts) if each.is_edited]
        for part in dict.fromkeys(edited):
            if not part.save():
                self.show_part(part)
                return False
        if not edited:
            self.desk.notices.say(
                "Nothing is typed yet."
                if self.place.id is None
                else "Nothing to save: all that was typed is saved."
            )
        return True

    def tell(self) -> None:
        """Tell every open page, this one too, that the record was saved."""
        self.desk.changes.saved.emit(self.noun, self.place.id)

    def _on_saved(self, kind: str, id: object) -> None:
        mine = id is None or (kind, id) == (self.noun, self.place.id)
        if mine and self.is_open and self.place.id is not None:
            self.look()
