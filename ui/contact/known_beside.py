"""What is known already, beside the form of a call: it looks while somebody types."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lado_desktop.casework.known.before import Looked, look
from lado_desktop.casework.known.record import KnownRecord, Typed
from lado_desktop.casework.today.drafts import oldest_call
from ui.contact.known_card import KnownCard
from ui.desk import Desk
from ui.editors.link_editor import LinkEditor
from ui.forms.form_view import FormView
from ui.forms.scrolled import scroll_area_of
from ui.look.labels import heading, text
from ui.search.lookup import Lookup

MOST = 6
"""So many are shown: the closest. Each has a key, but where its field is picked already."""
_WAIT_MS = 80
_EMPTY = "Type a name or a setting: who and what is known already appears here."
_WATCHED = ("adult_id", "described_as", "setting_id")
_FIELDS = {"adult": "adult_id", "organisation": "setting_id"}
"""Where a person or a setting that is taken goes."""


class KnownBeside(QWidget):
    """Looks for what is typed about the adult and the setting; a key accepts what is found."""

    def __init__(self, desk: Desk, form: FormView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._form = desk, form
        self._lookup = Lookup(desk.looking, _WAIT_MS, self)
        begun = form.draft.id
        self._since = min(begun, oldest_call(desk.shift) or begun)
        """When the call began: two adults of one call may be two forms."""
        self._found: list[KnownRecord] = []
        self._numbers: dict[UUID, int] = {}
        """The number that each was shown with since somebody typed last."""
        self._is_typed = True
        self._asked_again = ""
        self.links: list[UUID] = []
        """The contacts that the new one is to be linked with."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading("Known before", self))
        self.said = text(_EMPTY, self)
        self.said.setProperty("tone", "muted")
        column.addWidget(self.said)
        self.cards: list[KnownCard] = []
        """Made as many are found for the first time."""
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        column.addLayout(self._cards)
        column.addStretch(1)
        self._lookup.failed.connect(self._say_failed)
        form.discarded.connect(self.start_again)
        for name in _WATCHED:
            editor = form.editor(name)
            editor.edited.connect(partial(self._on_edited, name))
            if isinstance(editor, LinkEditor):
                # While its list is open, keys go there and not to the window's shortcuts.
                editor.found.watch(self)
                editor.beside = lambda: self.typed

    @property
    def typed(self) -> Typed:
        """What is to be looked for."""
        form = self._form
        setting = form.editor("setting_id")
        try:
            setting_id = setting.value()
        except ValueError:
            setting_id = None
        name = form.editor("adult_id").words() or form.editor("described_as").words()
        reference = name if any(letter.isdigit() for letter in name) else ""
        return Typed(name, setting.words(), setting_id, reference=reference)

    def looked(self) -> list[Looked]:
        """Return a look for the present values of the form, as it is filed with the contact."""
        typed = self.typed
        return [look(self._desk.shift, typed, since=self._since)] if typed.words else []

    def begin(self) -> None:
        """Look for what a draft brought back."""
        if self.typed.words:
            self._look()

    def start_again(self) -> None:
        """Forget the call that was discarded: what it was linked with is not the next one's."""
        self.links.clear()
        self._is_typed = True
        self._look()

    def rest(self) -> None:
        """Look no more until something is typed: the vault may be closed after it."""
        self._lookup.forget()

    def press(self, number: int) -> None:
        """Accept what is shown under a number; where it is out of sight it is shown first.

        It replaces nobody who is picked already: that is for the card's button.
        """
        notices = self._desk.notices
        shown = [card for card in self.cards if card.isVisibleTo(self) and card.number == number]
        if not shown:
            notices.note(f"Nothing is shown under {number}.")
        elif not shown[0].is_seen:
            self._show_card(shown[0])
            self._asked_again = f"Press Alt+{number} again to take what is shown here."
            notices.say(self._asked_again)
        else:
            if notices.words == self._asked_again:
                notices.clear()
            self.take(self.cards.index(shown[0]) + 1)

    def take(self, place: int) -> None:
        """Accept what is at a place, from 1: as the adult, the setting, or a linked contact."""
        known = self._found[place - 1]
        if known.kind == "contact":
            self._turn_link(known)
        elif known.kind in _FIELDS:
            editor = self._form.editor(_FIELDS[known.kind])
            if isinstance(editor, LinkEditor):
                editor.found.shut()
                editor.choose(known.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            number = event.key() - Qt.Key.Key_0
            if event.modifiers() & Qt.KeyboardModifier.AltModifier and 1 <= number <= MOST:
                self.press(number)
                return True
        return super().eventFilter(watched, event)

    def _show_card(self, card: KnownCard) -> None:
        """Bring a card into sight, from under a list that is open too."""
        for name in _WATCHED:
            editor = self._form.editor(name)
            if isinstance(editor, LinkEditor):
                editor.found.shut()
        area = scroll_area_of(card)
        if area is not None:
            area.ensureWidgetVisible(card, 0, 24)

    def _turn_link(self, known: KnownRecord) -> None:
        if known.id in self.links:
            self.links.remove(known.id)
        else:
            self.links.append(known.id)
        self._show_found()

    def _on_edited(self, name: str) -> None:
        self._is_typed = not self._is_picked(name)
        if not self._is_typed:
            # At once: another key may be pressed before the look is answered.
            self._show_found()
        self._look()

    def _look(self) -> None:
        typed, shift, since = self.typed, self._desk.shift, self._since
        if typed.words:
            self._lookup.ask(lambda: look(shift, typed, since=since), self._show)
        else:
            self._lookup.forget()
            self._show(None)

    def _show(self, looked: Looked | None) -> None:
        self._found = _chosen(looked.found) if looked else []
        self.said.setText(_said(looked) if looked else _EMPTY)
        self._count()
        self._show_found()

    def _say_failed(self, sentence: str) -> None:
        self._show(None)
        self.said.setText(sentence)

    def _count(self) -> None:
        """Number what was found, by its place. After a pick the numbers stay as they were shown.

        Else the second of two numbers, read off before the first was pressed, accepts another.
        """
        if self._is_typed:
            self._numbers = {known.id: place for place, known in enumerate(self._found, 1)}
            return
        left = [n for n in range(1, MOST + 1) if n not in self._numbers.values()]
        for known in self._found:
            if left and self._has_key(known) and known.id not in self._numbers:
                self._numbers[known.id] = left.pop(0)

    def _has_key(self, known: KnownRecord) -> bool:
        """Whether a key may accept it: a key replaces nobody who is picked already."""
        field = _FIELDS.get(known.kind)
        is_there = field is not None and self._is_picked(field)
        return known.kind != "restricted" and not is_there

    def _is_picked(self, name: str) -> bool:
        return isinstance(self._form.editor(name).typed(), list)

    def _show_found(self) -> None:
        while len(self.cards) < len(self._found):
            card = KnownCard(len(self.cards) + 1, self.take, self._open, self)
            self._cards.addWidget(card)
            self.cards.append(card)
        taken = {*self.links, *self._picked()}
        for card, known in zip(self.cards, self._found, strict=False):
            number = self._numbers.get(known.id, 0) if self._has_key(known) else 0
            card.show_known(known, known.id in taken, number)
        for card in self.cards[len(self._found) :]:
            card.hide()

    def _picked(self) -> list[UUID]:
        """The adult and the setting that are in the form already."""
        typed = [self._form.editor(name).typed() for name in _FIELDS.values()]
        return [UUID(each[0]) for each in typed if isinstance(each, list)]

    def _open(self, id: UUID) -> None:
        self._desk.open_record("contact", id)


def _chosen(found: Sequence[KnownRecord]) -> list[KnownRecord]:
    """People and contacts first; of the settings at least two where there are any."""
    settings = [each for each in found if each.kind == "organisation"]
    others = [each for each in found if each.kind != "organisation"]
    others = others[: MOST - min(2, len(settings))]
    return [*others, *settings[: MOST - len(others)]]


def _said(looked: Looked) -> str:
    number = len(looked.known)
    found = f"{number} found" if number else "no match found"
    return f"Searched at {looked.at:%H:%M} for {', '.join(looked.typed.words)}: {found}"
