"""The menus of the window as a table: of it come menus, shortcuts and the list of Ctrl+K."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from lado_desktop.casework.audit.screen_capture import note_screen_capture
from lado_desktop.casework.registers.lists import REGISTER_LISTS
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.registers import REGISTERS
from ui.journal import Journal
from ui.look.look import Look
from ui.look.theme import Mode
from ui.preferences import MINUTES, SIZES, Preferences
from ui.privacy.screen_capture import ScreenCapture
from ui.route import Place
from ui.window.menus import act


@dataclass(frozen=True)
class Command:
    """One line of a menu: its words with a mnemonic, what it does, its keys, icon and right."""

    words: str
    do: Callable[[], object]
    keys: str = ""
    sign: str = ""
    needs: Permission | None = None
    can: Callable[[], bool] | None = None
    """Whether it can be done now."""
    ticked: Callable[[], bool] | None = None
    """Whether it has a tick now."""


@dataclass(frozen=True)
class Choice:
    """Lines of which one has a tick: (words, value) of each."""

    options: Sequence[tuple[str, object]]
    chosen: Callable[[], object]
    choose: Callable[[object], object]


@dataclass(frozen=True)
class Menu:
    """A menu, or one within another. `look` is called before it opens."""

    words: str
    lines: Sequence[Line]
    look: Callable[[], object] | None = None


Line = Command | Choice | Menu | QAction | QMenu | None
"""None is a separator. An act or a menu that another part has made is put in as it is."""


class Menus:
    """Fills a menu bar from a table, and updates its ticks and grey lines."""

    def __init__(self, bar: QMenuBar) -> None:
        self._bar = bar
        self._made: list[QMenu] = []
        self._states: list[Callable[[], object]] = []

    def show(self, table: Sequence[Menu | QMenu], why_not: Callable[[Permission], str]) -> None:
        """Show these menus in place of those shown before. `why_not` greys a line for good."""
        self._bar.clear()
        for old in self._made:
            old.deleteLater()
        self._made, self._states = [], []
        for menu in table:
            if isinstance(menu, QMenu):
                self._bar.addMenu(menu)
                continue
            made = self._bar.addMenu(menu.words)
            self._made.append(made)
            self._fill(made, menu, why_not)
        self.look()

    def look(self) -> None:
        """Tick and grey each line by what is true now."""
        for state in self._states:
            state()

    def _fill(self, made: QMenu, menu: Menu, why_not: Callable[[Permission], str]) -> None:
        made.aboutToShow.connect(menu.look or self.look)
        for line in menu.lines:
            if line is None:
                made.addSeparator()
            elif isinstance(line, Menu):
                self._fill(made.addMenu(line.words), line, why_not)
            elif isinstance(line, Choice):
                self._add_choice(made, line)
            elif isinstance(line, Command):
                self._add(made, line, why_not)
            elif isinstance(line, QMenu):
                made.addMenu(line)
            else:
                made.addAction(line)

    def _add(self, menu: QMenu, command: Command, why_not: Callable[[Permission], str]) -> None:
        line = act(menu, command.words, command.do, command.keys, command.sign)
        if command.needs is not None:
            line.forbid(why_not(command.needs))
        if (can := command.can) is not None:
            self._states.append(lambda: line.setEnabled(can()))
        if (ticked := command.ticked) is not None:
            line.setCheckable(True)
            line.triggered.connect(self.look)
            self._states.append(lambda: line.setChecked(ticked()))
        menu.addAction(line)

    def _add_choice(self, menu: QMenu, choice: Choice) -> None:
        group = QActionGroup(menu)
        for words, value in choice.options:
            line = group.addAction(words)
            line.setCheckable(True)
            line.triggered.connect(partial(choice.choose, value))
            self._states.append(partial(_tick, line, choice, value))
        menu.addActions(group.actions())


def _tick(line: QAction, choice: Choice, value: object) -> None:
    line.setChecked(choice.chosen() == value)


def letters_of(lines: Sequence[Line]) -> str:
    """Return the mnemonics of these lines, in small letters."""
    words = [line.words for line in lines if isinstance(line, Command | Menu)]
    return "".join(each.partition("&")[2][:1] for each in words).lower()


def add_to_register(go: Callable[[Place], object]) -> Menu:
    """Return the menu that adds an entry to a register."""
    lines = [
        Command(f"Add {each.a_new_one}", partial(go, Place(each.kind)))
        for each in REGISTERS.values()
    ]
    return Menu("Add to a re&gister", lines)


def open_register(go: Callable[[Place], object]) -> Menu:
    """Return the menu that opens the list of one register."""
    places = {
        title: Place("registers", narrowed=(("register", title),))
        for title in REGISTER_LISTS
        if title != "Officers"
    }
    return Menu("A r&egister", [Command(title, partial(go, at)) for title, at in places.items()])


def look_lines(look: Look) -> list[Line]:
    """Return the lines that change colours, text size and previews."""
    modes = (("&Follow the system", Mode.FOLLOW), ("&Light", Mode.LIGHT), ("&Dark", Mode.DARK))
    sizes = [(f"{size} %", size) for size in SIZES]
    return [
        Choice(modes, lambda: look.mode, lambda value: look.take_mode(Mode(str(value)))),
        None,
        Menu(
            "&Text size",
            [Choice(sizes, lambda: look.size, lambda value: look.take_size(int(str(value))))],
        ),
        Command("L&arger text", lambda: look.step(1), "Ctrl++, Ctrl+="),
        Command("S&maller text", lambda: look.step(-1), "Ctrl+-"),
        Command("&Usual text size", lambda: look.take_size(100), "Ctrl+0"),
        None,
        Command("&Preview beside a list", look.turn_previews, "F9", ticked=lambda: look.previews),
    ]


def lock_after(preferences: Preferences, journal: Journal) -> Menu:
    """Return the menu that says after how many minutes the window locks."""

    def choose(minutes: object) -> None:
        before, preferences.idle_minutes = preferences.idle_minutes, int(str(minutes))
        journal.lock_time_changed(before, preferences.idle_minutes)

    options = [(f"{each} minutes", each) for each in MINUTES]
    return Menu("Lock &after", [Choice(options, lambda: preferences.idle_minutes, choose)])


def left_out(capture: ScreenCapture, shift: Callable[[], Shift]) -> Command:
    """Return the command that excludes the windows from captures, or shows them."""

    def choose() -> None:
        wanted = not capture.left_out
        note_screen_capture(shift(), left_out=wanted)
        capture.choose(wanted)

    return Command("Keep out of s&hared screens", choose, ticked=lambda: capture.left_out)
