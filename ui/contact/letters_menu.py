"""The letters that can be printed of a record, as a menu within its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from lado_desktop.domain.permission import Permission
from ui.page import Page
from ui.window.menus import act

OF_A_CONTACT = {
    "advice": "&Advice to the caller…",
    "outcome": "&Outcome to the employer…",
    "concluded": "To the adult: &concluded…",
}
OF_A_MEETING = {"invitation": "&Invitation to the meeting…"}


def letters_menu(page: Page, letters: dict[str, str], show: Callable[[str], object]) -> QAction:
    """Return the menu line that opens onto the letters; `show` previews one by its name."""
    menu = QMenu("&Write a letter", page)
    for name, words in letters.items():
        letter = act(page, words, partial(show, name))
        letter.forbid(page.desk.shift.why_not(Permission.PRINT))
        menu.addAction(letter)
    return menu.menuAction()
