"""What stands in the menus of the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from lado_desktop.casework.audit.screen_capture import note_screen_capture
from lado_desktop.casework.registers.lists import REGISTER_LISTS
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.registers import REGISTERS
from ui.look.theme import Mode
from ui.preferences import MINUTES, SIZES
from ui.privacy.cover import KEYS, cover_or_uncover
from ui.privacy.screen_capture import ScreenCapture
from ui.route import Place
from ui.viewing.diagnostics import show_diagnostics
from ui.window.dropped import Dropped
from ui.window.menus import MenuAct, act, choice_menu
from ui.window.navigation import ENTRIES, Entry, menu_words

if TYPE_CHECKING:
    from ui.window.window import Window

_LOOKS = (
    ("&Follow the system", Mode.FOLLOW),
    ("&Light", Mode.LIGHT),
    ("&Dark", Mode.DARK),
)


BINNED_WORDS = "Recorded in error a&nd removed"
_PAGE, _SAID = "page", "said"
"""Properties of a line that leads to a page, and of one that is said in the service's words."""


def add_menus(window: Window) -> tuple[QMenu, tuple[QAction, QAction]]:
    """Fill the menu bar. Returns the menu of the page's own acts, and the acts Back and Forward."""
    bar = window.menuBar()
    file = bar.addMenu("&File")
    file.addActions(
        [
            _held(window, _new_contact(window), Permission.LOG),
            _held(
                window,
                act(window, "Plan a &meeting", lambda: window.go(Place("meeting")), "Ctrl+M"),
                Permission.RECORD,
            ),
            act(window, "Start a contact from a &file…", Dropped(window).choose, "Ctrl+Shift+O"),
        ]
    )
    file.addMenu(_new_entries(window, file))
    file.addSeparator()
    printing = act(window, "&Print…", window.print_page, "Ctrl+P", "printer")
    file.addAction(_held(window, printing, Permission.PRINT))
    file.addSeparator()
    file.addActions(
        [
            act(window, "&Settings", lambda: window.go(Place("settings")), "Ctrl+,", "settings"),
            act(window, "P&ractice", lambda: window.go(Place("practice"))),
            act(window, "&Lock", window.lock, "Ctrl+L", "lock"),
            act(window, "Co&ver the window", cover_or_uncover, KEYS),
            act(window, "&Quit", window.close, "Ctrl+Q"),
        ]
    )
    file.insertMenu(file.actions()[-1], _lock_after(window, file))
    _add_edit(window, bar.addMenu("&Edit"))
    record = bar.addMenu("&Record")
    back = act(window, "&Back", window.go_back, "Alt+Left", "arrow-left")
    on = act(window, "F&orward", window.go_on, "Alt+Right", "arrow-right")
    go = bar.addMenu("&Go")
    go.addActions(
        [
            back,
            on,
            act(window, "&Find or do anything", window.show_palette, "Ctrl+K"),
            act(window, "&Search", window.find_anything, "Ctrl+F, F3", "search"),
        ]
    )
    go.addSeparator()
    for place, entry in enumerate(ENTRIES, 1):
        go.addAction(_to(window, entry, f"Ctrl+{place}"))
    go.addMenu(_registers(window, go))
    go.addSeparator()
    go.addAction(act(window, "A&udit", lambda: window.go(Place("audit")), sign="history"))
    binned = act(window, BINNED_WORDS, lambda: window.go(Place("binned")), sign="trash-2")
    go.addAction(binned)
    _add_view(window, bar.addMenu("&View"))
    aid = bar.addMenu("&Help")
    aid.addActions(
        [
            act(window, "&Manual", window.show_manual, "F1"),
            act(window, "All &shortcuts", window.show_shortcuts, "Ctrl+/"),
            act(window, "&Diagnostics for IT", lambda: _diagnose(window)),
        ]
    )
    if window.tour is not None:
        aid.addAction(act(window, "&Three things to try", window.tour.begin))
    say_words(window)
    return record, (back, on)


def _diagnose(window: Window) -> None:
    show_diagnostics(window, window.desk, window.preferences)


def say_words(window: Window) -> None:
    """Say the lines of the menus in the service's words."""
    worded = window.desk.shift.worded
    for top in window.menuBar().actions():
        menu = top.menu()
        lines = menu.actions() if isinstance(menu, QMenu) else []
        pages = [line for line in lines if line.property(_PAGE)]
        others = [line.text().partition("&")[2][:1] for line in lines if line not in pages]
        if pages:
            taken = "".join(others).lower()
            for line, words in zip(pages, menu_words(worded, taken), strict=True):
                line.setText(words)
        for line in lines:
            if said := line.property(_SAID):
                line.setText(worded(said))


def _to(window: Window, entry: Entry, keys: str) -> QAction:
    made = act(window, entry.words, lambda: window.go(Place(entry.noun)), keys, entry.icon)
    made.setProperty(_PAGE, True)
    return made


def _held(window: Window, made: MenuAct, permission: Permission) -> MenuAct:
    """Keep a line grey that is not part of the officer's role."""
    made.forbid(window.desk.shift.why_not(permission))
    return made


def _new_contact(window: Window) -> MenuAct:
    def begin() -> None:
        """Open a new contact; from one that is half typed another, beside which that one waits."""
        another = window.page.another if window.page else None
        window.go(another or Place("contact"))
        if another is not None:
            window.notices.say("The contact that you began waits on Today, as you left it.")

    words = "&New contact"
    made = act(window, words, begin, "Ctrl+N", "plus")
    made.setProperty(_SAID, words)
    return made


def _new_entries(window: Window, file: QMenu) -> QMenu:
    """The acts that add an entry to a register."""
    menu = QMenu("Add to a re&gister", file)
    for register in REGISTERS.values():
        place = Place(register.kind)
        menu.addAction(act(window, f"Add {register.a_new_one}", partial(window.go, place)))
    return menu


def _registers(window: Window, go: QMenu) -> QMenu:
    """The acts that open the list of one register."""
    menu = QMenu("A r&egister", go)
    for title in REGISTER_LISTS:
        if title != "Officers":
            place = Place("registers", narrowed=(("register", title),))
            menu.addAction(act(window, title, partial(window.go, place)))
    return menu


def _lock_after(window: Window, file: QMenu) -> QMenu:
    menu = QMenu("Lock &after", file)
    preferences = window.preferences

    def choose(minutes: object) -> None:
        before, preferences.idle_minutes = preferences.idle_minutes, int(str(minutes))
        window.desk.journal.lock_time_changed(before, preferences.idle_minutes)

    minutes = [(f"{each} minutes", each) for each in MINUTES]
    choice_menu(menu, minutes, preferences.idle_minutes, choose)
    return menu


def _add_edit(window: Window, edit: QMenu) -> None:
    undoing = window.undoing
    edit.addAction(undoing.last_act)
    edit.addAction(undoing.again)
    edit.addMenu(undoing.earlier)
    edit.aboutToShow.connect(undoing.look)
    edit.addSeparator()
    edit.addAction(act(window, "&History of this record", window.show_history, "Ctrl+H", "history"))


def _add_view(window: Window, view: QMenu) -> None:
    look = window.look

    modes = choice_menu(view, _LOOKS, look.mode, lambda mode: look.take_mode(Mode(str(mode))))
    view.addSeparator()
    sizes = view.addMenu("&Text size")
    options = [(f"{size} %", size) for size in SIZES]
    choice_menu(sizes, options, look.size, lambda size: look.take_size(int(str(size))))
    view.addActions(
        [
            act(window, "L&arger text", lambda: look.step(1), "Ctrl++, Ctrl+="),
            act(window, "S&maller text", lambda: look.step(-1), "Ctrl+-"),
            act(window, "&Usual text size", lambda: look.take_size(100), "Ctrl+0"),
        ]
    )

    view.addSeparator()
    previews = act(window, "&Preview beside a list", lambda: None, "F9")
    previews.setCheckable(True)
    previews.toggled.connect(look.show_previews)
    view.addActions(
        [previews, act(window, "&Columns of the list…", window.choose_columns, "Ctrl+Shift+G")]
    )

    capture = ScreenCapture(window.preferences, window)
    if capture.is_offered:
        view.addSeparator()
        view.addAction(left_out_line(window, capture))

    def show() -> None:
        for line in sizes.actions():
            line.setChecked(line.data() == look.size)
        for line in modes.actions():
            line.setChecked(line.data() == look.mode)

    def show_previews() -> None:
        previews.setChecked(look.previews)

    show_previews()
    look.previews_changed.connect(show_previews)
    look.changed.connect(show)


def left_out_line(window: Window, capture: ScreenCapture) -> QAction:
    """Return the menu line that keeps the windows out of captures, or lets them be seen."""
    line = act(window, "Keep out of s&hared screens", lambda: choose(line.isChecked()))
    line.setCheckable(True)
    line.setChecked(capture.left_out)

    def choose(left_out: bool) -> None:
        note_screen_capture(window.desk.shift, left_out=left_out)
        capture.choose(left_out)

    return line
